/**
 * What a statement must be so that it runs unchanged when zones lie on several machines: each zone table that it names
 * is bound to the zone, by a parameter or by another table that is; and none of the forms that a distributed database
 * refuses or answers wrongly (docs/operations.md).
 */
import { readFileSync, readdirSync } from 'node:fs';

/** Zone tables of the migrations: those whose comment says neither `@reference` nor `@local`. */
export function zoneTables(dir: string): ReadonlySet<string> {
  const text = readdirSync(dir)
    .filter((name) => name.endsWith('.sql'))
    .map((name) => readFileSync(`${dir}/${name}`, 'utf8'))
    .join('\n');
  const made = [...text.matchAll(/create table app\.(\w+)/g)].map(([, name = '']) => name);
  const others = [...text.matchAll(/comment on table app\.(\w+) is '@(?:reference|local)/g)];
  const elsewhere = new Set(others.map(([, name = '']) => name));
  return new Set(made.filter((name) => !elsewhere.has(name)));
}

const KEYWORDS =
  /^(as|on|where|set|using|join|inner|left|right|full|cross|natural|group|order|limit|returning|values|select|union|for|default|offset|having|window|lateral)$/;
const NAMED = /\b(from|join|update|into|using|,)\s+(?:only\s+)?(?:app\.)?(\w+)(?:\s+as\b)?(?:\s+(\w+))?/g;

/** The form that is compared: one space, no quotes around names, no texts, lower case. */
const plain = (text: string): string =>
  text
    .replaceAll(/--[^\n]*/g, ' ')
    .replaceAll(/'(?:[^']|'')*'/g, "'text'")
    .replaceAll('"', '')
    .replaceAll(/\s+/g, ' ')
    .toLowerCase();

const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [/\bmerge into\b/, 'merges: write insert … on conflict'],
  [/\bset_config\s*\(/, 'sets a setting by set_config: enter through app_enter'],
  [/\bdo update set\b.*\b(now|clock_timestamp)\(\)/, 'takes the clock in do update set: pass the instant'],
  [
    /\bupdate\b.*\bset\b.*\b(clock_timestamp|random)\(\)/,
    'takes the clock or chance in an update: pass the value',
  ],
  [
    /\binsert into\b(?!.*\bvalues\b).*\bselect\b.*\breturning\b/,
    'inserts from a select and returns: write two statements',
  ],
  [
    /\bwith\b.*\b(update|delete from)\b.*\breturning\b.*\binsert into\b/,
    'changes inside a with of an insert: write two statements',
  ],
];

/** What is wrong with a statement; empty when nothing is. */
export function faultsOf(statement: string, tables: ReadonlySet<string>): string[] {
  const text = plain(statement);
  const forbidden = FORBIDDEN.filter(([form]) => form.test(text)).map(([, what]) => what);
  const unbound = [...text.matchAll(NAMED)]
    .filter(([, word, table = '']) => tables.has(table) && (word !== ',' || /\b(from|using)\b/.test(text)))
    .flatMap(([, word = '', table = '', next = '']) => {
      if (word === 'into') return bindsInsert(text, table) ? [] : [`inserts into ${table} without zone_id`];
      const alias = next === '' || KEYWORDS.test(next) ? table : next;
      return bound(text, alias, table) ? [] : [`reads or changes ${table} without its zone`];
    });
  return [...new Set([...forbidden, ...unbound])];
}

/** `alias.zone_id = …` on either side, or the plain column where only one table can be meant. */
function bound(text: string, alias: string, table: string): boolean {
  const column = `(?:app\\.)?(?:${alias}|${table})\\.zone_id`;
  const value = `(?:\\$\\d+|'text'|\\w+\\.zone_id|any ?\\()`;
  return (
    new RegExp(`${column}(?:::uuid)? (?:=|in) ?\\(?${value}|${value}(?:::uuid)? = ${column}`).test(text) ||
    new RegExp(`(?<![\\w.])zone_id(?:::uuid)? = (?:\\$\\d+|'text')`).test(text)
  );
}

const bindsInsert = (text: string, table: string): boolean =>
  new RegExp(`into (?:app\\.)?${table}(?: as \\w+)? ?\\([^)]*\\bzone_id\\b`).test(text);
