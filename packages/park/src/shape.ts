import type { z } from 'zod';

type Issue = z.core.$ZodIssue;
type Path = readonly (string | number)[];

/** A part of a file that does not have its form, in words: which part, what is wrong, the way out. */
export interface Misshapen {
  readonly path: Path;
  readonly reason: string;
  readonly fix: string;
}

const KINDS: Readonly<Record<string, string>> = {
  string: '文字 / text',
  number: '数字 / a number',
  int: '整数 / a whole number',
  boolean: 'true / false',
  array: '列表 / a list',
  object: '一组“名称: 值” / a set of names and values',
  record: '一组“名称: 值” / a set of names and values',
};

/** What a schema complains of, in sentences about the file `content`. */
export function misshapen(issues: readonly Issue[], content: unknown): Misshapen[] {
  return issues.flatMap((issue) => sentences(issue, [], content));
}

function sentences(issue: Issue, above: Path, content: unknown): Misshapen[] {
  const path = [...above, ...(issue.path as Path)];
  const at = path.join('.') || '文件 / the file';
  const say = (reason: string, fix: string, place: Path = path) => [{ path: place, reason, fix }];
  if (issue.code !== 'invalid_union' && path.length > 0 && valueAt(content, path) === undefined)
    return say(`缺少 ${at} / ${at} is missing`, `补上 ${path.at(-1)} / add ${path.at(-1)}`);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.flatMap((key) => {
        const name = [...path, key].join('.');
        return say(`没有 ${name} 这一项 / there is no such entry as ${name}`, REMOVE, [...path, key]);
      });
    case 'invalid_type':
      return say(wanted(at, KINDS[issue.expected] ?? issue.expected), CORRECT);
    case 'invalid_value':
      return say(wanted(at, issue.values.map(String).join(' | ')), CORRECT);
    case 'invalid_union':
      return ofUnion(issue, path, content);
    case 'invalid_format':
      return say(issue.format === 'date' ? wanted(at, '2026-10-22') : `${at}: ${issue.message}`, CORRECT);
    default:
      return say(`${at}: ${issue.message}`, CORRECT);
  }
}

const REMOVE = '删去或改正名称 / remove it or correct its name';
const CORRECT = '按 docs/park.md 改正 / correct it as docs/park.md says';
const wanted = (at: string, what: string) => `${at} 应为 / must be: ${what}`;

/** Of several possible forms the one that fits best speaks. */
function ofUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: Path,
  content: unknown,
): Misshapen[] {
  if (issue.errors.length === 0) {
    const options = 'options' in issue ? issue.options : undefined;
    const allowed = Array.isArray(options) ? options.map(String).join(' | ') : issue.message;
    return [{ path, reason: wanted(path.join('.'), allowed), fix: CORRECT }];
  }
  const badness = (errors: readonly Issue[]) =>
    errors.reduce((sum, error) => sum + (error.code === 'unrecognized_keys' ? error.keys.length : 1), 0);
  const [nearest = []] = issue.errors.toSorted((a, b) => badness(a) - badness(b));
  return nearest.flatMap((error) => sentences(error, path, content));
}

function valueAt(content: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      value !== null && typeof value === 'object'
        ? (value as Readonly<Record<string | number, unknown>>)[step]
        : undefined,
    content,
  );
}
