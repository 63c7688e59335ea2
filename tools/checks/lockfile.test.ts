import { expect, test } from 'vitest';
import { checkLockfile } from './lockfile.ts';
import { plant } from './planted.ts';

const found = (packages: object) =>
  checkLockfile(plant({ 'package-lock.json': JSON.stringify({ packages }) })).map(({ what }) => what);
const TOOL = { version: '1.0.0', optionalDependencies: { 'tool-linux': '1.0.0', 'tool-darwin': '1.0.0' } };

test('a lockfile without addresses that lists every platform holds', () => {
  expect(
    found({
      'node_modules/tool': TOOL,
      'node_modules/tool-linux': { version: '1.0.0' },
      'node_modules/other/node_modules/tool-darwin': { version: '1.0.0' },
      'packages/web': { resolved: 'packages/web' },
    }),
  ).toEqual([]);
});

test('an address is found', () => {
  expect(found({ 'node_modules/a': { resolved: 'https://example.org/a.tgz' } })).toEqual([
    'says where a is loaded from',
  ]);
});

test('a platform that is left out is found', () => {
  expect(found({ 'node_modules/tool': TOOL, 'node_modules/tool-linux': {} })).toEqual([
    'does not list tool-darwin, which tool needs on another platform',
  ]);
});
