import { BOOLEAN, COUNT, type FormulaType, TEXT } from '../types.ts';
import { type SqlForm, over } from './form.ts';
import { type Fragment, NEVER, as, refuse } from './fragment.ts';
import { itemType, listFrom } from './lists.ts';

const onTexts = (
  type: FormulaType,
  write: (...texts: readonly string[]) => string,
  several = false,
): SqlForm => over(['text'], (texts) => ({ sql: write(...texts), type }), several);

/** The mapping of letters of ICU's root locale, which is that of the other back end. */
const cased = (how: 'upper' | 'lower'): SqlForm =>
  onTexts(TEXT, (text = '') => `(${how}(${text} collate "und-x-icu") collate "C")`);

const LARGEST = 1_000_000_000;
/** Whole numbers that are exact everywhere; what lies beyond is no place in a text. */
const fits = (n: string): string => `${n} = trunc(${n}) and abs(${n}) <= 9007199254740991`;
const place = (n: string): string => `least(greatest(${n}, -${LARGEST}), ${LARGEST})::integer`;

const substring: SqlForm = over(
  ['text', 'number', 'number'],
  ([text = '', start = '', length]) => {
    const from = `(case when ${start} > 0 then ${start} else char_length(${text}) + 1 + ${start} end)`;
    const count = length === undefined ? '' : `, ${place(`trunc(${length})`)}`;
    const part = `case when ${from} < 1 then '' else substr(${text}, ${place(from)}${count}) end`;
    const isPlace = `${fits(start)} and ${start} <> 0 and ${text} is not null`;
    const isLength = length === undefined ? '' : ` and trunc(${length}) >= 1`;
    return { sql: `(case when ${isPlace}${isLength} then ${part} end)`, type: TEXT };
  },
  true,
);

/** `number(text, grouping separator, decimal separator)`: the separators are written out. */
const numberFrom: SqlForm = (call) => {
  const [text = NEVER] = call.args;
  const [grouping, point] = call.nodes.slice(1).map((node) => {
    if (node?.kind === 'null') return '';
    return node?.kind === 'text' ? node.value : refuse(call.at, 'A separator that is not written out');
  });
  if (text.type.kind !== 'text' || ![' ', ',', '.', ''].includes(grouping ?? '')) return NEVER;
  if (!['', ',', '.'].includes(point ?? '') || (grouping !== '' && grouping === point)) return NEVER;
  const ungrouped = grouping ? `replace(${text.sql}, '${grouping}', '')` : text.sql;
  const plain: Fragment = { sql: point === ',' ? `replace(${ungrouped}, ',', '.')` : ungrouped, type: TEXT };
  return call.writer.sharing([plain], ({ sql } = NEVER) => ({
    sql: `(case when ${sql} ~ '^[+-]?([0-9]+(\\.[0-9]+)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?$' then ${sql}::numeric end)`,
    type: COUNT,
  }));
};

const WRITTEN: Readonly<Partial<Record<FormulaType['kind'], (sql: string) => string>>> = {
  number: (sql) => `trim_scale(${sql})::text`,
  boolean: (sql) => `${sql}::text`,
  date: (sql) => `to_char(${sql}, 'YYYY-MM-DD')`,
  text: (sql) => sql,
};

export const TEXT_FORMS: Readonly<Record<string, SqlForm>> = {
  'string length': onTexts(COUNT, (text = '') => `char_length(${text})::numeric`),
  'upper case': cased('upper'),
  'lower case': cased('lower'),
  contains: onTexts(BOOLEAN, (text = '', match = '') => `(strpos(${text}, ${match}) > 0)`),
  'starts with': onTexts(BOOLEAN, (text = '', match = '') => `starts_with(${text}, ${match})`),
  'ends with': onTexts(
    BOOLEAN,
    (text = '', match = '') => `(right(${text}, char_length(${match})) = ${match})`,
    true,
  ),
  'substring before': onTexts(
    TEXT,
    (text = '', match = '') =>
      `(case strpos(${text}, ${match}) > 0 when true then left(${text}, strpos(${text}, ${match}) - 1) when false then '' end)`,
    true,
  ),
  'substring after': onTexts(
    TEXT,
    (text = '', match = '') =>
      `(case strpos(${text}, ${match}) > 0 when true then substr(${text}, strpos(${text}, ${match}) + char_length(${match})) when false then '' end)`,
    true,
  ),
  substring,
  string: ({ args: [value = NEVER], at }) => {
    if (value.type.kind === 'any') return NEVER;
    const write = WRITTEN[value.type.kind] ?? refuse(at, `The text of a ${value.type.kind}`);
    return { sql: write(value.sql), type: TEXT };
  },
  'string join': (call) => {
    const [given = NEVER, delimiter] = call.args;
    const list = listFrom(given, call);
    if (list.type.kind === 'any' || (delimiter && !['text', 'any'].includes(delimiter.type.kind)))
      return NEVER;
    if (!['text', 'any'].includes(itemType(list).kind))
      return refuse(call.at, 'A joint text of items that are no texts');
    const between = delimiter ? `coalesce(${as(TEXT, delimiter)}, '')` : `''`;
    return { sql: `array_to_string(${as({ kind: 'list', of: TEXT }, list)}, ${between})`, type: TEXT };
  },
  number: numberFrom,
};
