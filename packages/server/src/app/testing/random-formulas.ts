/** Formulas of every construct that both back ends have, drawn by a seed, with the columns that they name. */
type Kind = 'number' | 'text' | 'boolean' | 'date' | 'days' | 'months' | 'numbers' | 'texts';

const NAMES: Readonly<Record<Kind, readonly string[]>> = {
  number: ['甲', '乙', '研发费用（万元）', '期末数'],
  text: ['文', '行业代码'],
  boolean: ['合格', '登记'],
  date: ['成立日', '到期日'],
  days: ['宽限'],
  months: ['期限'],
  numbers: ['各季'],
  texts: ['资质'],
};

const NUMBERS = [
  '0',
  '1',
  '2',
  '3',
  '0.5',
  '-1.5',
  '7',
  '100',
  '0.05',
  '1234567890123456789012',
  '1e3',
  '200000000000000000000',
  '-200000000000000000000',
  '.25',
];
/** Bounds of quotients: some that a quotient reaches only by rounding, half a step of the 20th place away. */
const BOUNDS = [
  '0',
  '1',
  '-1',
  '0.5',
  '0.05',
  '2',
  '0.00000000000000000001',
  '-0.00000000000000000001',
  '0.33333333333333333333',
  '0.66666666666666666667',
  '0.000000000000000000001',
];
const TEXTS = ['"是"', '"否"', '"A"', '"ab"', '"C26"', '""', '"a𝒜é"', '"12.5"', '"ß"', '"\\uE000"'];
const DATES = [
  'date("2024-02-29")',
  'date("2026-12-31")',
  '@"2025-01-01"',
  'date(2024, 3, 1)',
  'date("2023-02-30")',
];

const DURATIONS = ['duration("P30D")', '@"PT36H"', '@"-P1DT0.5S"', 'duration("PT0S")', '@"P9000000D"'];
const PERIODS = ['duration("P1Y6M")', '@"P1M"', '@"-P13M"', 'duration("P0M")', '@"P9000Y"'];

type Draw = (g: Drawing, depth: number) => string;

class Drawing {
  readonly random: (limit: number) => number;
  readonly counts: Map<string, number>;
  /** Variables of the loops and quantifiers around the place that is being drawn. */
  readonly bound: { readonly name: string; readonly kind: Kind }[] = [];

  constructor(random: (limit: number) => number, counts: Map<string, number>) {
    this.random = random;
    this.counts = counts;
  }

  one<T>(list: readonly T[]): T {
    const found = list[this.random(list.length)];
    if (found === undefined) throw new RangeError('There is nothing to draw from.');
    return found;
  }

  of(kind: Kind, depth: number): string {
    if (depth <= 0 || this.random(6) === 0) return this.leaf(kind);
    const [label, draw] = this.one(FORMS[kind]);
    this.counts.set(label, (this.counts.get(label) ?? 0) + 1);
    return draw(this, depth - 1);
  }

  leaf(kind: Kind): string {
    // an inner variable hides an outer one of the same name
    const seen = new Map(this.bound.map((variable) => [variable.name, variable.kind]));
    const known = [...seen].flatMap(([name, own]) => (own === kind ? [name] : []));
    if (known.length > 0 && this.random(2) === 0) return this.one(known);
    if (this.random(3) > 0) return this.one(NAMES[kind]);
    if (this.random(40) === 0) return this.count('null', 'null');
    const items = (literals: readonly string[]) =>
      `[${Array.from({ length: this.random(4) }, () => this.one([...literals, 'null'])).join(', ')}]`;
    const literals: Readonly<Record<Kind, () => string>> = {
      number: () => this.one(NUMBERS),
      text: () => this.one(TEXTS),
      boolean: () => this.one(['true', 'false']),
      date: () => this.one(DATES),
      days: () => this.one(DURATIONS),
      months: () => this.one(PERIODS),
      numbers: () => items(NUMBERS),
      texts: () => items(TEXTS),
    };
    return this.count(`literal ${kind}`, literals[kind]());
  }

  count(label: string, text: string): string {
    this.counts.set(label, (this.counts.get(label) ?? 0) + 1);
    return text;
  }

  /** Something in which a variable can be used. */
  within(name: string, kind: Kind, draw: () => string): string {
    this.bound.push({ name, kind });
    const text = draw();
    this.bound.pop();
    return text;
  }

  several(kind: Kind, depth: number, most = 3): string {
    return Array.from({ length: 2 + this.random(most - 1) }, () => this.of(kind, depth)).join(', ');
  }
}

/** A form with places: `{number}` is any number, `{literal}` a written small one. */
const form = (template: string): readonly [string, Draw] => [
  template.replaceAll(/[{}]/g, ''),
  (g, depth) =>
    template.replaceAll(/\{(\w+)\}/g, (_whole, kind: string) => {
      if (kind === 'place') return g.one(['0', '1', '2', '-1', '3']);
      return `(${g.of(kind as Kind, depth)})`;
    }),
];
const aggregate = (name: string, kind: Kind): readonly (readonly [string, Draw])[] => [
  [`${name}(a, b)`, (g, depth) => `${name}(${g.several(kind, depth)})`],
  form(`${name}({${kind === 'boolean' ? 'numbers' : kind === 'text' ? 'texts' : 'numbers'}})`),
];
/** `x` in a list, bound for what is drawn behind it. */
const bound = (
  label: string,
  of: 'number' | 'text',
  write: (list: string, inner: (kind: Kind) => string, name: string) => string,
): readonly [string, Draw] => [
  label,
  (g, depth) => {
    const name = label.includes('[item') ? 'item' : g.one(['x', 'y', '项']);
    const list = `(${g.of(of === 'number' ? 'numbers' : 'texts', depth)})`;
    return write(list, (kind) => g.within(name, of, () => g.of(kind, depth)), name);
  },
];
const COMPARE = ['=', '!=', '<', '<=', '>', '>='];
const compare = (kind: Kind): readonly [string, Draw] => [
  `compare ${kind}`,
  (g, depth) => `(${g.of(kind, depth)}) ${g.one(COMPARE)} (${g.of(kind, depth)})`,
];
const interval = (kind: Kind): readonly [string, Draw] => [
  `${kind} in interval`,
  (g, depth) =>
    `(${g.of(kind, depth)}) in ${g.one(['[', '(', ']'])}${g.of(kind, 0)}..${g.of(kind, 0)}${g.one([']', ')'])}`,
];

const FORMS: Readonly<Record<Kind, readonly (readonly [string, Draw])[]>> = {
  number: [
    form('{number} + {number}'),
    form('{number} - {number}'),
    form('{number} * {number}'),
    form('{number} / {number}'),
    form('{number} / {number}'),
    form('-{number}'),
    ['a ** n', (g) => `${g.leaf('number')} ** ${g.one(['0', '1', '2', '3', '-1', '-2'])}`],
    form('if {boolean} then {number} else {number}'),
    form('if {boolean} then {number} else {number}'),
    form('abs({number})'),
    form('floor({number})'),
    form('ceiling({number}, {place})'),
    form('round up({number}, {place})'),
    form('round down({number}, {place})'),
    form('round half up({number}, {place})'),
    form('round half down({number}, {place})'),
    form('decimal({number}, {place})'),
    form('modulo({number}, {number})'),
    ...aggregate('sum', 'number'),
    ...aggregate('min', 'number'),
    ...aggregate('max', 'number'),
    ...aggregate('mean', 'number'),
    ...aggregate('median', 'number'),
    ...aggregate('count', 'number'),
    ['product(a, b)', (g, depth) => `product(${g.several('number', Math.min(depth, 1))})`],
    form('string length({text})'),
    form('number({text}, null, null)'),
    form('({date}).year'),
    form('({date}).month'),
    form('({date}).day'),
    form('day of year({date})'),
    form('week of year({date})'),
    form('({numbers})[{place}]'),
    form('{days} / {days}'),
    form('{months} / {months}'),
    ...['days', 'hours', 'minutes', 'seconds'].map((part) => form(`({days}).${part}`)),
    ...['years', 'months'].map((part) => form(`({months}).${part}`)),
  ],
  text: [
    form('{text} + {text}'),
    form('if {boolean} then {text} else {text}'),
    form('upper case({text})'),
    form('lower case({text})'),
    form('substring({text}, {place})'),
    form('substring({text}, {place}, {number})'),
    form('substring before({text}, {text})'),
    form('substring after({text}, {text})'),
    form('string({number})'),
    form('string({date})'),
    form('string({boolean})'),
    form('string join({texts}, {text})'),
    form('day of week({date})'),
    form('month of year({date})'),
    form('min({texts})'),
    form('({texts})[{place}]'),
  ],
  boolean: [
    compare('number'),
    compare('number'),
    compare('number'),
    [
      'quotient beside a number',
      (g) => `${g.leaf('number')} / ${g.leaf('number')} ${g.one(COMPARE)} ${g.one(BOUNDS)}`,
    ],
    [
      'number beside a quotient',
      (g) => `${g.one(BOUNDS)} ${g.one(COMPARE)} ${g.leaf('number')} / ${g.leaf('number')}`,
    ],
    compare('text'),
    compare('date'),
    compare('days'),
    compare('months'),
    form('{days} between {days} and {days}'),
    form('{months} instance of years and months duration'),
    [
      'boolean = boolean',
      (g, depth) => `(${g.of('boolean', depth)}) ${g.one(['=', '!='])} (${g.of('boolean', depth)})`,
    ],
    [
      'list = list',
      (g, depth) => `(${g.of('numbers', depth)}) ${g.one(['=', '!='])} (${g.of('numbers', depth)})`,
    ],
    form('{number} = null'),
    form('{text} != null'),
    form('{boolean} and {boolean}'),
    form('{boolean} and {boolean}'),
    form('{boolean} or {boolean}'),
    form('{boolean} or {boolean}'),
    form('not({boolean})'),
    form('if {boolean} then {boolean} else {boolean}'),
    form('{number} between {number} and {number}'),
    form('{date} between {date} and {date}'),
    interval('number'),
    interval('date'),
    [
      'number in tests',
      (g, depth) =>
        `(${g.of('number', depth)}) in (${g.leaf('number')}, > ${g.leaf('number')}, [1..${g.leaf('number')}])`,
    ],
    ['text in list', (g, depth) => `(${g.of('text', depth)}) in (${g.leaf('texts')}, ${g.leaf('text')})`],
    form('contains({text}, {text})'),
    form('starts with({text}, {text})'),
    form('ends with({text}, {text})'),
    form('odd({number})'),
    form('even({number})'),
    form('list contains({numbers}, {number})'),
    form('is({number}, {number})'),
    form('is({texts}, {texts})'),
    form('{number} instance of number'),
    ['all(a, b)', (g, depth) => `all(${g.several('boolean', depth)})`],
    ['any(a, b)', (g, depth) => `any(${g.several('boolean', depth)})`],
    ['all(list)', (g, depth) => `all(for x in (${g.of('numbers', depth)}) return x > ${g.leaf('number')})`],
    bound(
      'some … satisfies',
      'number',
      (list, inner, name) => `some ${name} in ${list} satisfies ${inner('boolean')}`,
    ),
    bound(
      'every … satisfies',
      'number',
      (list, inner, name) => `every ${name} in ${list} satisfies ${inner('boolean')}`,
    ),
    bound(
      'some … satisfies (texts)',
      'text',
      (list, inner, name) => `some ${name} in ${list} satisfies ${inner('boolean')}`,
    ),
  ],
  date: [
    form('if {boolean} then {date} else {date}'),
    form('{date} + {days}'),
    form('{months} + {date}'),
    form('{date} - {days}'),
    form('{date} - {months}'),
    form('date({number}, {place}, {place})'),
    form('date(string({date}))'),
    ['min(dates)', (g, depth) => `min(${g.several('date', depth)})`],
    ['max(dates)', (g, depth) => `max(${g.several('date', depth)})`],
  ],
  days: [
    form('{date} - {date}'),
    form('{days} + {days}'),
    form('{days} - {days}'),
    form('{days} * {number}'),
    form('{days} / {number}'),
    form('-{days}'),
    form('abs({days})'),
    form('if {boolean} then {days} else {days}'),
    ['max(durations)', (g, depth) => `max(${g.several('days', depth)})`],
  ],
  months: [
    form('years and months duration({date}, {date})'),
    form('{months} + {months}'),
    form('{months} - {months}'),
    form('{number} * {months}'),
    form('{months} / {number}'),
    form('abs(-{months})'),
    form('if {boolean} then {months} else {months}'),
  ],
  numbers: [
    bound('list[item …]', 'number', (list, inner) => `${list}[${inner('boolean')}]`),
    bound(
      'for … return',
      'number',
      (list, inner, name) => `for ${name} in ${list} return ${inner('number')}`,
    ),
    [
      'for in range',
      (g, depth) =>
        `for i in ${g.one(['1', '0', '-1'])}..${g.one(['3', '2', '期末数'])} return ${g.within('i', 'number', () => g.of('number', depth))}`,
    ],
    [
      'for over two',
      (g, depth) =>
        `for x in ${g.leaf('numbers')}, y in ${g.leaf('numbers')} return ${g.within('x', 'number', () => g.within('y', 'number', () => g.of('number', depth)))}`,
    ],
    ['[a, b]', (g, depth) => `[${g.several('number', depth)}]`],
    form('append({numbers}, {number})'),
    form('reverse({numbers})'),
    form('index of({numbers}, {number})'),
    form('distinct values({numbers})'),
    form('concatenate({numbers}, {numbers})'),
    form('union({numbers}, {numbers})'),
    form('if {boolean} then {numbers} else {numbers}'),
  ],
  texts: [
    bound('texts[item …]', 'text', (list, inner) => `${list}[${inner('boolean')}]`),
    ['[text, text]', (g, depth) => `[${g.several('text', depth)}]`],
    form('reverse({texts})'),
    form('distinct values({texts})'),
    form('flatten({texts})'),
  ],
};

/** How often a kind of result is drawn; conditions most, as in rules. */
const RESULTS: readonly Kind[] = [
  'boolean',
  'boolean',
  'boolean',
  'number',
  'number',
  'text',
  'date',
  'days',
  'months',
  'numbers',
  'texts',
];

/** A formula, and the constructs that it was made of added to the counts. */
export function drawFormula(random: (limit: number) => number, counts: Map<string, number>): string {
  const drawing = new Drawing(random, counts);
  return drawing.of(drawing.one(RESULTS), 1 + random(3));
}
