import { createHash } from 'node:crypto';

/** A file that somebody sent. Its name, length and hash stand for it wherever it is written down; its bytes do not. */
export class Uploaded {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  readonly #bytes: Buffer;

  private constructor(name: string, bytes: Buffer) {
    this.name = name.normalize('NFC').slice(0, 200);
    this.size = bytes.length;
    this.sha256 = createHash('sha256').update(bytes).digest('hex');
    this.#bytes = bytes;
  }

  static async of(file: File): Promise<Uploaded> {
    return new Uploaded(file.name, Buffer.from(await file.arrayBuffer()));
  }

  get bytes(): Buffer {
    return this.#bytes;
  }
}
