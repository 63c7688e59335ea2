import { expect, test } from 'vitest';
import { checkLinks } from './links.ts';
import { plant } from './planted.ts';

const FILES = {
  'README.md': '',
  'docs/guide/office.md': '',
  'docs/guide/img/work.png': '',
  'docs/中文 页.md': '',
};
const found = (text: string, path = 'docs/a.md') =>
  checkLinks(plant({ ...FILES, [path]: text })).map(({ where, what }) => `${where} ${what}`);

test.each([
  ['a link', 'See\n[the guide](guide/none.md).', ['docs/a.md:2 leads to guide/none.md, which is not there']],
  [
    'a picture',
    '![work](guide/img/none.png)',
    ['docs/a.md:1 leads to guide/img/none.png, which is not there'],
  ],
  [
    'a picture as a link, both',
    '[![work](guide/img/none.png)](gone.md)',
    [
      'docs/a.md:1 leads to guide/img/none.png, which is not there',
      'docs/a.md:1 leads to gone.md, which is not there',
    ],
  ],
  [
    'a link with a place and a title',
    '[x](none.md#here "t")',
    ['docs/a.md:1 leads to none.md#here, which is not there'],
  ],
  ['a named target', '[x][g]\n\n[g]: none.md', ['docs/a.md:3 leads to none.md, which is not there']],
  [
    'a target in angle brackets',
    '[x](<no page.md>)',
    ['docs/a.md:1 leads to no page.md, which is not there'],
  ],
  [
    'a picture in HTML',
    '<img width="9" src="none.png">',
    ['docs/a.md:1 leads to none.png, which is not there'],
  ],
  ['a file outside', '[x](../../secret.md)', ['docs/a.md:1 leads to ../../secret.md, which is not there']],
])('%s to what is not there is found', (_what, text, expected) => {
  expect(found(text)).toEqual(expected);
});

test('pages at the root are read, and a target is counted from the folder of its page', () => {
  expect(found('[a](docs/guide/office.md) [b](guide/office.md)', 'CHANGELOG.md')).toEqual([
    'CHANGELOG.md:1 leads to guide/office.md, which is not there',
  ]);
});

test('what is there, addresses elsewhere, places in the page and code are none of it', () => {
  expect(
    found(
      [
        '[a](guide/office.md#part) ![b](guide/img/work.png) [c](../README.md) [d](guide/) [e](/README.md)',
        '[f](<中文 页.md>) [g](%E4%B8%AD%E6%96%87%20%E9%A1%B5.md)',
        '[h](https://example.org/none.md) [i](mailto:a@example.org) [j](#below) [k]: no target',
        '`[l](none.md)` and',
        '```md\n[m](none.md)\n```',
      ].join('\n'),
    ),
  ).toEqual([]);
});
