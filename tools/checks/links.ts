/** Every relative link and image of a Markdown page leads to a file or folder that is there. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { type Finding, type SourceFile, lineAt, sourceFiles } from './finding.ts';

const MARKDOWN = /\.md$/;
/** `[text](target "title")` and `![text](target)`, a target in angle brackets, and `[name]: target` on a line of its own. */
const TARGETS = /\]\(\s*(?:<([^>\n]*)>|([^\s()]+))[^)\n]*\)|^ {0,3}\[[^\]\n]+\]:\s*(?:<([^>\n]*)>|(\S+))/gm;
/** In HTML, as READMEs use it for pictures. */
const ATTRIBUTES = /<(?:img|a|source)\b[^>]*?\b(?:src|href|srcset)="([^"\s]+)"/g;
const ELSEWHERE = /^(?:[a-z][a-z\d+.-]*:|\/\/)/i;

export function checkLinks(root: string): Finding[] {
  return pagesOf(root).flatMap((page) => brokenIn(page, root));
}

/** The pages at the root, and those in every folder but hidden ones. */
function pagesOf(root: string): SourceFile[] {
  const entries = readdirSync(root, { withFileTypes: true });
  const here = entries.filter((entry) => entry.isFile() && MARKDOWN.test(entry.name));
  const folders = entries.filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules',
  );
  return [
    ...here.map(({ name }) => ({ path: name, text: readFileSync(join(root, name), 'utf8') })),
    ...folders.flatMap(({ name }) => sourceFiles(root, name, MARKDOWN)),
  ];
}

function brokenIn({ path, text }: SourceFile, root: string): Finding[] {
  const prose = withoutCode(text);
  return [...prose.matchAll(TARGETS), ...prose.matchAll(ATTRIBUTES)].flatMap(({ index, ...match }) => {
    const target = Object.values(match)
      .slice(1)
      .find((part) => typeof part === 'string' && part !== '');
    return typeof target !== 'string' || isThere(root, path, target)
      ? []
      : [
          {
            where: `${path}:${lineAt(prose, index)}`,
            what: `leads to ${target}, which is not there`,
            mend: 'Name an existing file, from the folder of the page; a picture is committed with the page.',
          },
        ];
  });
}

/** An address elsewhere and a place in the same page are none of it; what stands behind # or ? names no file. */
function isThere(root: string, page: string, target: string): boolean {
  const file = decodeURI(target.replace(/[#?].*$/, ''));
  if (ELSEWHERE.test(target) || file === '') return true;
  const from = file.startsWith('/') ? '' : dirname(page);
  const inside = normalize(join(from, file));
  return !inside.startsWith('..') && existsSync(join(root, inside));
}

/** Code, in a fence or in backticks, is no link; lines keep their numbers. */
const withoutCode = (text: string): string =>
  text
    .replace(/^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?^ {0,3}\1[^\n]*$/gm, (block) => block.replace(/[^\n]/g, ''))
    .replace(/(`+)[^`\n]+\1/g, (code) => ' '.repeat(code.length));
