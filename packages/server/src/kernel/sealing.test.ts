import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { SealingKey, openSealingKey } from './sealing.ts';

const dir = mkdtempSync(join(tmpdir(), 'yuanheng-sealing-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const key = new SealingKey(Buffer.alloc(32, 1));
const secret = Buffer.from('a secret');

describe('what is sealed', () => {
  test('opens with the same key for the same owner, and looks different each time', () => {
    const sealed = key.seal(secret, 'one');
    expect(key.open(sealed, 'one')).toEqual(secret);
    expect(sealed.includes(secret)).toBe(false);
    expect(key.seal(secret, 'one')).not.toEqual(sealed);
  });

  test('does not open for another owner, with another key, or when a bit of it was changed', () => {
    const sealed = key.seal(secret, 'one');
    expect(key.open(sealed, 'other')).toBeNull();
    expect(new SealingKey(Buffer.alloc(32, 2)).open(sealed, 'one')).toBeNull();
    for (let i = 0; i < sealed.length; i += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(i) ^ 1, i);
      expect(key.open(changed, 'one')).toBeNull();
    }
  });
});

test('what is derived is the same for the same purpose and request, and for nothing else', () => {
  const link = key.derive('link', '1');
  expect(key.derive('link', '1')).toEqual(link);
  for (const other of [key.derive('link', '2'), key.derive('code', '1')]) expect(other).not.toEqual(link);
});

describe('the key of an installation', () => {
  test('is made once, for its owner only, and found again', () => {
    const home = join(dir, 'home');
    const sealed = openSealingKey(home, '').seal(secret, 'one');
    expect(openSealingKey(home, '').open(sealed, 'one')).toEqual(secret);
    expect(statSync(join(home, 'sealing.key')).mode & 0o777).toBe(0o600);
  });

  test('is that of the environment where one is given, and no file is made', () => {
    const home = join(dir, 'given');
    const given = 'ab'.repeat(32);
    const sealed = openSealingKey(home, given).seal(secret, 'one');
    expect(new SealingKey(Buffer.from(given, 'hex')).open(sealed, 'one')).toEqual(secret);
    expect(existsSync(join(home, 'sealing.key'))).toBe(false);
  });

  test('that is no key is refused with its place and the way out', () => {
    const home = join(dir, 'broken');
    openSealingKey(home, '');
    writeFileSync(join(home, 'sealing.key'), readFileSync(join(home, 'sealing.key'), 'utf8').slice(1));
    expect(() => openSealingKey(home, '')).toThrow(/sealing\.key holds no key.*Restore it from the backup/);
    expect(() => openSealingKey(home, 'short')).toThrow(/YUANHENG_SEALING_KEY holds no key/);
  });
});
