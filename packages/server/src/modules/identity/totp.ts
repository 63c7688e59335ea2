import { Secret, TOTP } from 'otpauth';
import type { SealingKey } from '../../kernel/sealing.ts';

/** RFC 6238 as every authenticator knows it: SHA-1, six digits, half a minute. */
const PERIOD_SECONDS = 30;
/** Steps before and after the present one that a slow hand or clock may use. */
const WINDOW = 1;
const RECOVERY_CODES = 10;

const totpOf = (secret: Buffer, label = '') =>
  new TOTP({
    issuer: '园衡 Yuanheng',
    label,
    secret: new Secret({ buffer: Uint8Array.from(secret).buffer }),
    period: PERIOD_SECONDS,
  });

/** The step that a code belongs to; null: it is none of the three that count now. */
export function stepOf(secret: Buffer, code: string, now: Date): number | null {
  const token = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const delta = totpOf(secret).validate({ token, timestamp: now.getTime(), window: WINDOW });
  return delta === null ? null : Math.floor(now.getTime() / 1_000 / PERIOD_SECONDS) + delta;
}

/** A secret as an authenticator takes it: typed, or by its address. */
export function enrolmentOf(secret: Buffer, label: string): { secret: string; uri: string } {
  const totp = totpOf(secret, label);
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/** What seals a person's secret to them. */
export const sealedFor = (personId: string): string => `second factor of ${personId}`;

/** Twenty bytes, the same for the same request. */
export const newSecret = (sealing: SealingKey, requestId: string): Buffer =>
  sealing.derive('second factor', requestId).subarray(0, 20);

const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Codes for the day the device is lost, such as `k7mq2-x9fhp`; the same for the same request. */
export const recoveryCodes = (sealing: SealingKey, requestId: string): string[] =>
  Array.from({ length: RECOVERY_CODES }, (_, i) => {
    const letters = [...sealing.derive(`recovery code ${i}`, requestId).subarray(0, 10)].map(
      (byte) => ALPHABET[byte % ALPHABET.length] ?? '',
    );
    return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`;
  });

/** A recovery code as it is compared; null: it does not look like one. */
export function recoveryCodeOf(typed: string): string | null {
  const letters = typed.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return letters.length === 10 ? `${letters.slice(0, 5)}-${letters.slice(5)}` : null;
}
