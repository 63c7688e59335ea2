/** What a cover sheet says of the revision that it lies on. */
export interface Cover {
  /** The zone's code; null: the short code that is typed does not name it. */
  readonly zone: string | null;
  readonly form: string;
  readonly period: string;
  /** The respondent's code: of an enterprise its USCC. */
  readonly respondent: string;
  readonly revision: number;
  /** SHA-256 in hexadecimal, whole or its beginning. */
  readonly digest: string;
}

const MARK = 'YH1';
/** So many digits of the digest stand in the code that is typed: nobody finds another text with the same 64 bits by chance. */
export const TYPED_DIGITS = 16;
const WHOLE = 64;

/** The text of the QR code: only characters that a QR code keeps in five and a half bits. */
export const coverCode = ({ zone, form, period, respondent, revision, digest }: Cover): string =>
  [MARK, zone, form, period, respondent, revision, digest].join(' ').toUpperCase();

/** The same to be typed: without the zone, and with the beginning of the digest in groups of four. */
export const typedCode = ({ form, period, respondent, revision, digest }: Cover): string =>
  [form, period, respondent, revision, digest.slice(0, TYPED_DIGITS).replaceAll(/.{4}(?=.)/g, '$&-')]
    .join(' ')
    .toUpperCase();

/** Reads a code as it was scanned or typed; undefined when it is none. */
export function readCoverCode(text: string): Cover | undefined {
  const words = text.normalize('NFKC').trim().toUpperCase().split(/\s+/);
  const zone = words[0] === MARK ? (words[1] ?? null) : null;
  const [form, period, respondent, revision, ...groups] = words.slice(zone === null ? 0 : 2);
  const digest = groups.join('').replaceAll('-', '').toLowerCase();
  const isDigest = /^[0-9a-f]+$/.test(digest) && digest.length >= TYPED_DIGITS && digest.length <= WHOLE;
  if (!form || !period || !respondent || !/^[1-9]\d{0,5}$/.test(revision ?? '') || !isDigest)
    return undefined;
  return { zone, form, period, respondent, revision: Number(revision), digest };
}
