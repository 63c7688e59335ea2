/**
 * Reads XML as it comes, in pieces, and tells its handler what opens, closes and stands between. It knows no document
 * types and no entities but the five of XML itself and characters by number: a DOCTYPE refuses the file.
 */
import { refused } from './refuse.ts';

/** A tag or a text longer than this belongs to no workbook: the longest cell has 32,767 characters. */
const LONGEST = 1_000_000;

export interface XmlHandler {
  /** The attributes stand in `text` from `from` to `to`. */
  open(name: string, attributes: XmlSpan): void;
  close(name: string): void;
  /** Called only while it is true. */
  readonly wantsText: boolean;
  text(raw: string): void;
  /** Reads what begins at `tag` by itself and answers where that ends; -1: it is scanned as usual. */
  element?(piece: Piece, tag: number): number;
}

/** The same twice, place by place: bytes are quicker to look at, text is quicker to cut. */
export interface Piece {
  readonly text: string;
  readonly bytes: Uint8Array;
}

export interface XmlSpan {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const code = (character: string): number => character.charCodeAt(0);
const [LT, GT, SLASH, BANG, MARK, QUOTE, APOSTROPHE, COLON, SPACE] = [...'<>/!?"\':', ' '].map(code) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

export class XmlScanner {
  readonly #handler: XmlHandler;
  readonly #place: string;
  /** The pieces stand here one after the other; what a piece left incomplete is kept at its beginning. */
  #bytes = Buffer.allocUnsafe(0);
  #kept = 0;
  #depth = 0;
  #seen = false;

  constructor(handler: XmlHandler, place: string) {
    this.#handler = handler;
    this.#place = place;
  }

  /** A piece of the document, each byte as one character; texts are decoded by `plainText`. */
  push(piece: Buffer): void {
    const length = this.#kept + piece.length;
    if (length > this.#bytes.length) this.#grow(length);
    piece.copy(this.#bytes, this.#kept);
    const text = this.#bytes.toString('latin1', 0, length);
    if (!this.#seen && text.includes('\0')) throw this.#broken();
    const at = this.#scan({ text, bytes: this.#bytes.subarray(0, length) });
    this.#kept = length - at;
    if (this.#kept > LONGEST) throw this.#broken();
    this.#bytes.copyWithin(0, at, length);
  }

  #grow(length: number): void {
    const bytes = Buffer.allocUnsafe(2 * length);
    this.#bytes.copy(bytes, 0, 0, this.#kept);
    this.#bytes = bytes;
  }

  end(): void {
    const rest = this.#bytes.toString('latin1', 0, this.#kept).trim();
    if (this.#depth !== 0 || !this.#seen || rest !== '') throw this.#broken();
  }

  /** Scans what is complete; answers where the incomplete rest begins. */
  #scan(piece: Piece): number {
    const { text, bytes } = piece;
    const handler = this.#handler;
    let at = 0;
    for (;;) {
      const tag = bytes[at] === LT ? at : text.indexOf('<', at);
      if (tag < 0) return at;
      if (tag > at && handler.wantsText) handler.text(text.slice(at, tag));
      const own = handler.element?.(piece, tag) ?? -1;
      const next = own < 0 ? this.#tag(text, tag) : own;
      // the text before it was told; only the tag waits for the next piece
      if (next < 0) return tag;
      at = next;
    }
  }

  #tag(text: string, tag: number): number {
    const first = text.charCodeAt(tag + 1);
    if (first === SLASH) {
      const end = text.indexOf('>', tag);
      if (end < 0) return -1;
      this.#depth--;
      this.#handler.close(nameIn(text, tag + 2, end));
      return end + 1;
    }
    if (first === BANG || first === MARK) return this.#special(text, tag);
    const end = endOfTag(text, tag + 1);
    if (end < 0) return -1;
    const isEmpty = text.charCodeAt(end - 1) === SLASH;
    const to = isEmpty ? end - 1 : end;
    const nameEnd = endOfName(text, tag + 1, to);
    const name = nameIn(text, tag + 1, nameEnd);
    this.#seen = true;
    this.#handler.open(name, { text, from: nameEnd, to });
    if (isEmpty) this.#handler.close(name);
    else this.#depth++;
    return end + 1;
  }

  /** Comments and instructions are passed over, CDATA is text, everything else is a document type. */
  #special(text: string, tag: number): number {
    for (const [begin, finish] of SPECIAL) {
      if (!text.startsWith(begin, tag)) {
        if (begin.startsWith(text.slice(tag))) return -1;
        continue;
      }
      const end = text.indexOf(finish, tag + begin.length);
      if (end < 0) return -1;
      // only UTF-8 is read: another encoding would turn letters into others, silently
      if (begin === '<?' && /encoding\s*=\s*["'](?!utf-?8["'])/i.test(text.slice(tag, end)))
        throw this.#broken();
      if (begin === '<![CDATA[' && this.#handler.wantsText)
        this.#handler.text(text.slice(tag + begin.length, end).replaceAll('&', '&amp;'));
      return end + finish.length;
    }
    throw refused('document-type', this.#place);
  }

  #broken() {
    return refused('broken', this.#place);
  }
}

const SPECIAL = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/** Where the tag ends; a `>` within quotes does not end it. */
function endOfTag(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === GT) return at;
    if (c === LT) throw refused('broken', text.slice(from, from + 40));
    if (c === QUOTE || c === APOSTROPHE) {
      at = text.indexOf(c === QUOTE ? '"' : "'", at + 1);
      if (at < 0) return -1;
    }
  }
  return -1;
}

function endOfName(text: string, from: number, to: number): number {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) <= SPACE) return at;
  return to;
}

/** The name without its prefix and without what follows it. */
function nameIn(text: string, from: number, to: number): string {
  if (to - from === 1) return text.charAt(from);
  let [begin, end] = [from, to];
  for (let at = from; at < to; at++) {
    const c = text.charCodeAt(at);
    if (c === COLON) begin = at + 1;
    else if (c <= SPACE) {
      end = at;
      break;
    }
  }
  return end - begin === 1 ? text.charAt(begin) : text.slice(begin, end);
}

/** An attribute by its name, with or without prefix; null where it is absent. */
export function attribute({ text, from, to }: XmlSpan, name: string): string | null {
  for (let at = from; at < to;) {
    const equals = text.indexOf('=', at);
    if (equals < 0 || equals >= to) return null;
    const quote = firstQuote(text, equals + 1, to);
    if (quote < 0) return null;
    const end = text.indexOf(text.charAt(quote), quote + 1);
    if (end < 0 || end > to) return null;
    const begin = Math.max(at, equals - name.length);
    if (text.startsWith(name, begin) && begin + name.length === equals && isBorder(text, begin - 1))
      return plainText(text.slice(quote + 1, end));
    at = end + 1;
  }
  return null;
}

function firstQuote(text: string, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const c = text.charCodeAt(at);
    if (c === QUOTE || c === APOSTROPHE) return at;
    if (c > SPACE) return -1;
  }
  return -1;
}

const isBorder = (text: string, at: number): boolean => {
  const c = text.charCodeAt(at);
  return c <= SPACE || c === COLON;
};

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const isAscii = (text: string): boolean => !/[\u0080-\u00ff]/.test(text);

/** What a raw text says: entities resolved, bytes decoded as UTF-8. An unknown entity stays as it is written. */
export function plainText(raw: string): string {
  const decoded = isAscii(raw) ? raw : Buffer.from(raw, 'latin1').toString('utf8');
  if (!decoded.includes('&')) return decoded;
  return decoded.replaceAll(/&(?:#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]+);/gi, (whole) => {
    const name = whole.slice(1, -1);
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const point = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
