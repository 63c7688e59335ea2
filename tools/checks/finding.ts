import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What a check found: where, what is wrong there, and how to mend it. */
export interface Finding {
  readonly where: string;
  readonly what: string;
  readonly mend: string;
}

export interface SourceFile {
  /** Relative to the root, with slashes. */
  readonly path: string;
  readonly text: string;
}

const SKIPPED = new Set(['node_modules', 'dist', '.git']);

/** Every file below a folder whose path the pattern matches, in order of path. */
export function sourceFiles(root: string, folder: string, pattern: RegExp): SourceFile[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !SKIPPED.has(name))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return sourceFiles(root, path, pattern);
      return pattern.test(path) ? [{ path, text: readFileSync(join(root, path), 'utf8') }] : [];
    })
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** The line of a position in a text, from 1. */
export const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** The text with whole-line comments blanked, so that prose is never taken for code; lines keep their numbers. */
export const withoutComments = (text: string): string => text.replace(/^[ \t]*(\/\/|\/\*|\*).*$/gm, '');
