import { expect, test } from 'vitest';
import { run } from './testing.ts';

test('a command that does not exist is wrong use and lists those that do', async () => {
  const { code, out, err } = await run('plant', 'tree');
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toContain('没有命令 "plant tree"。\nThere is no command "plant tree".');
  expect(err).toContain('park check');
});

test('an option that does not exist is wrong use, said in one sentence of each language', async () => {
  const { code, err } = await run('park', 'check', 'parks/putuo', '--opne');
  expect(code).toBe(2);
  expect(err).toMatch(/^命令写错了：.*--opne.*\nWrong use: .*--opne.*$/);
});

test('a park folder that does not exist is wrong use', async () => {
  expect(await run('park', 'check', 'parks/nowhere')).toEqual({
    code: 2,
    out: '',
    err: '没有文件夹 parks/nowhere。 / There is no folder parks/nowhere.',
  });
});

test('the check of Putuo prints one JSON document and ends well', async () => {
  const dir = new URL('../../../parks/putuo', import.meta.url).pathname;
  const { code, out } = await run('park', 'check', dir, '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ mistakes: [] });
});
