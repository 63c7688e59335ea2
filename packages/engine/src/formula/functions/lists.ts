import { Decimal } from '../decimal.ts';
import { Moment } from '../moment.ts';
import { ANY, BOOLEAN, COUNT, DATE, type FormulaType, listOf } from '../types.ts';
import { type FormulaValue, dayFrom, dayFromText, isDay, isList, sameItem } from '../values.ts';
import { type FormulaFunction, fixed } from './define.ts';
import { itemsOf } from './numbers.ts';

type Items = readonly FormulaValue[];
const asItems = (value: FormulaValue | undefined): Items | null =>
  value === undefined || value === null ? null : isList(value) ? value : [value];
const sameList = (args: readonly FormulaType[]): FormulaType =>
  args[0]?.kind === 'list' ? args[0] : listOf(args[0] ?? { kind: 'any' });

function onList(
  about: Omit<FormulaFunction, 'run'>,
  of: (items: Items, rest: Items) => FormulaValue,
): FormulaFunction {
  return {
    ...about,
    run: ([list, ...rest]) => {
      const items = asItems(list);
      return items === null ? null : of(items, rest);
    },
  };
}

const distinct = (items: Items) =>
  items.reduce<FormulaValue[]>(
    (seen, item) => (seen.some((other) => sameItem(other, item)) ? seen : [...seen, item]),
    [],
  );
const innermost = (type: FormulaType): FormulaType => (type.kind === 'list' ? innermost(type.of) : type);
const flatten = (items: Items): FormulaValue[] =>
  items.flatMap((item) => (item !== null && isList(item) ? flatten(item) : [item]));
/** A 1-based place in a list, from the end when negative; undefined when it lies outside. */
function placeIn(items: Items, position: FormulaValue | undefined): number | undefined {
  const at = position instanceof Decimal ? position.toSafeInteger() : undefined;
  const index = at === undefined || at === 0 ? -1 : at > 0 ? at - 1 : items.length + at;
  return index >= 0 && index < items.length ? index : undefined;
}

/** Three-valued: decided by one deciding item, otherwise null when an item is missing. */
function quantify(args: Items, deciding: boolean): FormulaValue {
  const items = itemsOf(args);
  if (items === null) return null;
  if (items.includes(deciding)) return deciding;
  return items.every((item) => item === !deciding) ? !deciding : null;
}

const negation: FormulaFunction['run'] = ([value]) => (typeof value === 'boolean' ? !value : null);

function dateOf([first, month, date]: Items): FormulaValue {
  if (typeof first === 'string') return dayFromText(first);
  if (first instanceof Moment) return first.date;
  if (first !== null && first !== undefined && isDay(first)) return first;
  const parts = [first, month, date].map((part) =>
    part instanceof Decimal ? part.toSafeInteger() : undefined,
  );
  return parts.every((part) => part !== undefined) ? dayFrom(...(parts as [number, number, number])) : null;
}

export const LIST_FUNCTIONS: readonly FormulaFunction[] = [
  {
    name: 'not',
    params: ['negand'],
    doc: 'the opposite; cannot tell of what cannot be told',
    type: fixed(BOOLEAN, 'boolean'),
    run: negation,
  },
  {
    name: 'all',
    params: ['list…'],
    doc: 'whether all are true',
    type: fixed(BOOLEAN, 'any'),
    run: (args) => quantify(args, false),
  },
  {
    name: 'any',
    params: ['list…'],
    doc: 'whether one is true',
    type: fixed(BOOLEAN, 'any'),
    run: (args) => quantify(args, true),
  },
  {
    name: 'count',
    params: ['list…'],
    doc: 'how many items there are, missing ones included',
    type: fixed(COUNT, 'any'),
    run: (args) => {
      const items = itemsOf(args);
      return items === null ? null : Decimal.of(BigInt(items.length));
    },
  },
  onList(
    {
      name: 'list contains',
      params: ['list', 'element'],
      doc: 'whether the item is in the list',
      type: fixed(BOOLEAN, 'list', 'any'),
    },
    (items, [element = null]) => items.some((item) => sameItem(item, element)),
  ),
  onList(
    { name: 'append', params: ['list', 'item'], doc: 'the list with the item at its end', type: sameList },
    (items, rest) => [...items, ...rest],
  ),
  onList(
    { name: 'reverse', params: ['list'], doc: 'the items from the last to the first', type: sameList },
    (items) => items.toReversed(),
  ),
  onList(
    {
      name: 'index of',
      params: ['list', 'match'],
      doc: 'the places where the item stands',
      type: fixed(listOf(COUNT), 'list', 'any'),
    },
    (items, [match = null]) =>
      items.flatMap((item, i) => (sameItem(item, match) ? [Decimal.of(BigInt(i + 1))] : [])),
  ),
  onList(
    { name: 'distinct values', params: ['list'], doc: 'the list without repetitions', type: sameList },
    (items) => distinct(items),
  ),
  onList(
    {
      name: 'flatten',
      params: ['list'],
      doc: 'the items of all inner lists',
      type: ([list]) => listOf(innermost(list ?? ANY)),
    },
    (items) => flatten(items),
  ),
  onList(
    {
      name: 'insert before',
      params: ['list', 'position', 'newItem'],
      doc: 'the list with an item put in before a place',
      type: sameList,
    },
    (items, [position, item = null]) => {
      const at = placeIn(items, position);
      return at === undefined ? null : items.toSpliced(at, 0, item);
    },
  ),
  onList(
    {
      name: 'remove',
      params: ['list', 'position'],
      doc: 'the list without the item at a place',
      type: sameList,
    },
    (items, [position]) => {
      const at = placeIn(items, position);
      return at === undefined ? null : items.toSpliced(at, 1);
    },
  ),
  {
    ...onList(
      {
        name: 'sublist',
        params: ['list', 'start position', 'length'],
        doc: 'a part of the list from a place',
        type: sameList,
      },
      (items, [start, length]) => {
        const at = placeIn(items, start);
        const count =
          length === undefined
            ? items.length
            : length instanceof Decimal
              ? length.toSafeInteger()
              : undefined;
        return at === undefined ||
          count === undefined ||
          count < 1 ||
          at + (length === undefined ? 0 : count) > items.length
          ? null
          : items.slice(at, at + count);
      },
    ),
    optional: 1,
  },
  onList(
    {
      name: 'list replace',
      params: ['list', 'position', 'newItem'],
      doc: 'the list with another item at a place',
      type: sameList,
    },
    (items, [position, item = null]) => {
      const at = placeIn(items, position);
      return at === undefined ? null : items.with(at, item);
    },
  ),
  {
    name: 'is',
    params: ['value1', 'value2'],
    doc: 'whether both are the same value of the same type; two missing ones are, the same instant at two offsets is not',
    type: fixed(BOOLEAN, 'any'),
    run: ([a = null, b = null]) =>
      a instanceof Moment && b instanceof Moment ? String(a) === String(b) : sameItem(a, b),
  },
  {
    name: 'concatenate',
    params: ['list…'],
    doc: 'several lists one after the other',
    type: sameList,
    run: (args) => {
      const lists = args.map((arg) => asItems(arg));
      return lists.every((list) => list !== null) ? lists.flat() : null;
    },
  },
  {
    name: 'union',
    params: ['list…'],
    doc: 'several lists without repetitions',
    type: sameList,
    run: (args) => {
      const lists = args.map((arg) => asItems(arg));
      return lists.every((list) => list !== null) ? distinct(lists.flat()) : null;
    },
  },
  {
    name: 'date',
    params: ['year', 'month', 'day'],
    optional: 2,
    alsoNamed: 'from',
    doc: 'a day from ISO text or from year, month and day',
    type: () => DATE,
    run: dateOf,
  },
];
