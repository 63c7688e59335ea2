import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { misshapen } from './shape.ts';

/** Texts of a park folder by path. */
export type ParkFiles = ReadonlyMap<string, string>;

/** Something that is wrong in a park folder, where, and the way out. */
export interface Mistake {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code:
    | 'MISSING_FILE'
    | 'YAML'
    | 'SHAPE'
    | 'DUPLICATE'
    | 'UNKNOWN'
    | 'FORMULA'
    | 'WEIGHTS'
    | 'GOALPOSTS'
    | 'QUOTE'
    | 'GOLDEN'
    | 'PURPOSE';
  readonly reason: string;
  readonly fix: string;
}

/** Something that somebody must confirm. */
export interface OpenItem {
  readonly file: string;
  readonly line: number;
  readonly what: string;
  readonly who: string;
}

type Path = readonly (string | number)[];
export type Locate = (path: Path) => { line: number; column: number };

export interface Read<T> {
  readonly value: T | undefined;
  readonly locate: Locate;
}

/** Reads every file below a folder. */
export function readParkFolder(dir: string): ParkFiles {
  const paths = (at: string): string[] =>
    readdirSync(at).flatMap((name) =>
      statSync(join(at, name)).isDirectory() ? paths(join(at, name)) : [join(at, name)],
    );
  return new Map(
    paths(dir)
      .filter((path) => /\.(yaml|txt)$/.test(path))
      .sort()
      .map((path) => [relative(dir, path), readFileSync(path, 'utf8')]),
  );
}

/** Reads one YAML file against its schema; every mistake is reported with its place. */
export function readYaml<S extends z.ZodType>(
  { files, mistakes }: { readonly files: ParkFiles; readonly mistakes: Mistake[] },
  file: string,
  schema: S,
): Read<z.infer<S>> {
  const text = files.get(file);
  if (text === undefined) {
    mistakes.push({
      file,
      line: 1,
      column: 1,
      code: 'MISSING_FILE',
      reason: `缺少文件 ${file} / the file is missing`,
      fix: '补上该文件 / add it',
    });
    return { value: undefined, locate: () => ({ line: 1, column: 1 }) };
  }
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const at = (offset: number) => ({
    line: counter.linePos(offset).line,
    column: counter.linePos(offset).col,
  });
  const locate: Locate = (path) => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true) as { range?: readonly number[] } | undefined;
      if (node?.range) return at(node.range[0] ?? 0);
    }
    return { line: 1, column: 1 };
  };
  for (const error of document.errors) {
    mistakes.push({
      file,
      ...at(error.pos[0]),
      code: 'YAML',
      reason: `读不懂 / cannot be read: ${error.message.split(/ at line|\n/)[0]}`,
      fix: '检查缩进、引号和括号 / check indentation, quotes and brackets',
    });
  }
  if (document.errors.length > 0) return { value: undefined, locate };
  const content: unknown = document.toJS();
  const parsed = schema.safeParse(content);
  for (const { path, reason, fix } of misshapen(parsed.error?.issues ?? [], content))
    mistakes.push({ file, ...locate(path), code: 'SHAPE', reason, fix });
  return { value: parsed.success ? parsed.data : undefined, locate };
}
