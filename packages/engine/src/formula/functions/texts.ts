import { Decimal } from '../decimal.ts';
import { BOOLEAN, COUNT, TEXT, listOf } from '../types.ts';
import { type FormulaValue, isDay, isList, typeOf } from '../values.ts';
import { type FormulaFunction, fixed } from './define.ts';

const points = (text: string) => [...text];

function onTexts(
  about: Omit<FormulaFunction, 'run'>,
  of: (...texts: string[]) => FormulaValue,
): FormulaFunction {
  return {
    ...about,
    run: (args) => (args.every((arg) => typeof arg === 'string') ? of(...(args as string[])) : null),
  };
}

/** From a 1-based place, counted from the end when it is negative; characters, not code units. */
function substring([text, start, length]: readonly FormulaValue[]): FormulaValue {
  const at = start instanceof Decimal ? start.toSafeInteger() : undefined;
  const count =
    length === undefined
      ? Infinity
      : length instanceof Decimal
        ? length.round(0, 'down').toNumber()
        : undefined;
  if (typeof text !== 'string' || !at || count === undefined || count < 1) return null;
  const all = points(text);
  const from = at > 0 ? at - 1 : all.length + at;
  if (from < 0 || from >= all.length) return '';
  return all.slice(from, from + count).join('');
}

const FLAGS: Readonly<Record<string, string>> = { s: 's', m: 'm', i: 'i', x: '' };
const LONGEST_PATTERN = 200;

/** A regular expression of the XPath form that FEEL takes; undefined when it is none. `x` ignores blanks. */
function expressionFrom(
  pattern: FormulaValue | undefined,
  flags: FormulaValue | undefined,
): RegExp | undefined {
  if (typeof pattern !== 'string' || pattern.length > LONGEST_PATTERN) return undefined;
  const given = flags === undefined || flags === null ? '' : flags;
  if (typeof given !== 'string' || [...given].some((flag) => FLAGS[flag] === undefined)) return undefined;
  const source = given.includes('x') ? pattern.replaceAll(/\s+/g, '') : pattern;
  try {
    return new RegExp(source, `u${[...new Set(given)].map((flag) => FLAGS[flag]).join('')}`);
  } catch {
    return undefined;
  }
}

function textOf(value: FormulaValue): FormulaValue {
  if (value === null || isList(value))
    return value === null
      ? null
      : `[${value.map((item) => (typeof item === 'string' ? `"${item}"` : String(textOf(item)))).join(', ')}]`;
  return isDay(value) ? value.day : String(value);
}

export const TEXT_FUNCTIONS: readonly FormulaFunction[] = [
  onTexts(
    {
      name: 'string length',
      params: ['string'],
      doc: 'the number of characters',
      type: fixed(COUNT, 'text'),
    },
    (text) => Decimal.of(BigInt(points(text).length)),
  ),
  onTexts(
    { name: 'upper case', params: ['string'], doc: 'in capital letters', type: fixed(TEXT, 'text') },
    (text) => text.toUpperCase(),
  ),
  onTexts(
    { name: 'lower case', params: ['string'], doc: 'in small letters', type: fixed(TEXT, 'text') },
    (text) => text.toLowerCase(),
  ),
  onTexts(
    {
      name: 'contains',
      params: ['string', 'match'],
      doc: 'whether the text holds the other',
      type: fixed(BOOLEAN, 'text'),
    },
    (text, match = '') => text.includes(match),
  ),
  onTexts(
    {
      name: 'starts with',
      params: ['string', 'match'],
      doc: 'whether the text begins with the other',
      type: fixed(BOOLEAN, 'text'),
    },
    (text, match = '') => text.startsWith(match),
  ),
  onTexts(
    {
      name: 'ends with',
      params: ['string', 'match'],
      doc: 'whether the text ends with the other',
      type: fixed(BOOLEAN, 'text'),
    },
    (text, match = '') => text.endsWith(match),
  ),
  onTexts(
    {
      name: 'substring before',
      params: ['string', 'match'],
      doc: 'what stands before the match, empty when there is none',
      type: fixed(TEXT, 'text'),
    },
    (text, match = '') => (text.includes(match) ? text.slice(0, text.indexOf(match)) : ''),
  ),
  onTexts(
    {
      name: 'substring after',
      params: ['string', 'match'],
      doc: 'what stands behind the match, empty when there is none',
      type: fixed(TEXT, 'text'),
    },
    (text, match = '') => (text.includes(match) ? text.slice(text.indexOf(match) + match.length) : ''),
  ),
  {
    name: 'substring',
    params: ['string', 'start position', 'length'],
    optional: 1,
    doc: 'a part, from a place counted from 1 (from the end when negative)',
    type: fixed(TEXT, 'text', 'number', 'number'),
    run: substring,
  },
  {
    name: 'string',
    params: ['from'],
    doc: 'the value as text',
    type: fixed(TEXT, 'any'),
    run: ([value = null]) => textOf(value),
  },
  {
    name: 'string join',
    params: ['list', 'delimiter'],
    optional: 1,
    doc: 'the texts of a list put together; missing ones are left out',
    type: fixed(TEXT, 'list', 'text'),
    run: ([list, delimiter = '']) => {
      if (list === undefined || list === null || !(isList(list) || typeof list === 'string')) return null;
      const texts = (isList(list) ? list : [list]).filter((item) => item !== null);
      if (
        !texts.every((item) => typeof item === 'string') ||
        (delimiter !== null && typeof delimiter !== 'string')
      )
        return null;
      return texts.join(delimiter ?? '');
    },
  },
  {
    name: 'matches',
    params: ['input', 'pattern', 'flags'],
    optional: 1,
    doc: 'whether a part of the text has the form of the regular expression',
    type: fixed(BOOLEAN, 'text'),
    run: ([text, pattern, flags]) => {
      const expression = expressionFrom(pattern, flags);
      return typeof text === 'string' && expression ? expression.test(text) : null;
    },
  },
  {
    name: 'split',
    params: ['string', 'delimiter'],
    doc: 'the parts between the delimiters (a regular expression)',
    type: fixed(listOf(TEXT), 'text'),
    run: ([text, delimiter]) => {
      const expression = expressionFrom(delimiter, undefined);
      return typeof text === 'string' && expression ? text.split(expression) : null;
    },
  },
  {
    name: 'replace',
    params: ['input', 'pattern', 'replacement', 'flags'],
    optional: 1,
    doc: 'the text with every match replaced; $1 is the first group',
    type: fixed(TEXT, 'text'),
    run: ([text, pattern, replacement, flags]) => {
      const expression = expressionFrom(pattern, flags);
      return typeof text === 'string' && typeof replacement === 'string' && expression
        ? text.replaceAll(new RegExp(expression, `${expression.flags}g`), replacement.replaceAll('$0', '$$&'))
        : null;
    },
  },
  {
    name: 'number',
    params: ['from', 'grouping separator', 'decimal separator'],
    doc: 'the number that a text says',
    type: fixed(COUNT, 'text'),
    run: ([text, grouping = null, point = null]) => {
      if (typeof text !== 'string') return null;
      if (
        ![null, ' ', ',', '.'].includes(grouping as string | null) ||
        ![null, ',', '.'].includes(point as string | null)
      )
        return null;
      if (grouping !== null && grouping === point) return null;
      const plain = grouping === null ? text : text.replaceAll(grouping as string, '');
      return Decimal.parse(point === ',' ? plain.replace(',', '.') : plain) ?? null;
    },
  },
];

export const TYPE_NAMES = new Set([
  'number',
  'string',
  'boolean',
  'date',
  'date and time',
  'time',
  'days and time duration',
  'years and months duration',
  'Any',
]);
/** `x instance of number`; a missing value is an instance of nothing. */
export const isInstance = (value: FormulaValue, type: string): boolean =>
  type === 'Any' ? value !== null : typeOf(value) === type;
