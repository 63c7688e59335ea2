import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentFault } from './fault.ts';

const NONCE = 12;
const TAG = 16;

/**
 * The key of an installation. It seals what must be read again (aes-256-gcm) and derives what is shown once: the same
 * request is answered the same secret again, though no secret is stored.
 */
export class SealingKey {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    if (key.length !== 32) throw new RangeError(`A sealing key has 32 bytes, not ${key.length}.`);
    this.#key = key;
  }

  /** `about` binds the sealed text to its owner: moved to another row it does not open. */
  seal(plain: Buffer, about: string): Buffer {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(about));
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }

  /** Null: sealed by another key, for another owner, or changed since. */
  open(sealed: Buffer, about: string): Buffer | null {
    if (sealed.length < NONCE + TAG) return null;
    const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(0, NONCE), {
      authTagLength: TAG,
    })
      .setAAD(Buffer.from(about))
      .setAuthTag(sealed.subarray(-TAG));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]);
    } catch {
      return null;
    }
  }

  /** The secret of a purpose and a request, 32 bytes, always the same. */
  derive(purpose: string, requestId: string): Buffer {
    return createHmac('sha256', this.#key).update(`${purpose}\n${requestId}`).digest();
  }
}

const FILE = 'sealing.key';

/** The key of YUANHENG_SEALING_KEY (64 hex digits), or else of the data folder, where it is made once. */
export function openSealingKey(homeDir: string, given = process.env.YUANHENG_SEALING_KEY): SealingKey {
  if (given !== undefined && given !== '') return new SealingKey(keyFrom(given, 'YUANHENG_SEALING_KEY'));
  const file = join(homeDir, FILE);
  if (!existsSync(file)) {
    mkdirSync(homeDir, { recursive: true });
    writeFileSync(`${file}.new`, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return new SealingKey(keyFrom(readFileSync(file, 'utf8').trim(), file));
}

function keyFrom(text: string, where: string): Buffer {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  throw new EnvironmentFault(
    `${where} 不是密钥，应为 64 位十六进制数字。请恢复备份里的密钥；换了密钥，已登记的验证器须全部重置。`,
    `${where} holds no key: it is 64 hexadecimal digits. Restore it from the backup; with another key every second factor must be reset.`,
  );
}

/** What is stored of a secret that its holder shows again. */
export const sha256Of = (secret: string): Buffer => createHash('sha256').update(secret).digest();
