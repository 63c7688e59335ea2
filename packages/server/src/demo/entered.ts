/** A value that the demonstration's office enters, with its invented document. */
export interface DemoEntered {
  readonly valueId: string;
  readonly unitCode: string;
  readonly period: string;
  readonly value: string;
  readonly document: string;
  /** The day it was entered. */
  readonly day: string;
  readonly accepted: boolean;
}

const QUARTERS = ['2024Q4', '2025Q1', '2025Q2', '2025Q3', '2025Q4', '2026Q1', '2026Q2', '2026Q3'] as const;
const ENTERED_ON = [
  '2025-01-16',
  '2025-04-16',
  '2025-07-16',
  '2025-10-16',
  '2026-01-16',
  '2026-04-16',
  '2026-07-16',
  '2026-10-16',
] as const;

/** Counts at the end of each quarter; PCT applications start again each year. */
const SERIES: Readonly<Record<string, readonly number[]>> = {
  'little-giants': [71, 72, 74, 76, 79, 81, 82, 84],
  'hnte-and-srdi': [812, 840, 868, 897, 926, 950, 975, 988],
  'leading-enterprises': [6, 6, 7, 7, 8, 9, 9, 10],
  'robot-leaders': [0, 0, 0, 1, 1, 1, 1, 1],
  'high-quality-incubators': [0, 0, 0, 0, 0, 0, 0, 0],
  'pct-applications': [52, 12, 25, 38, 58, 14, 30, 46],
};

/** Baselines that the office has confirmed in the demonstration; PCT and the incubator stay unconfirmed. */
const BASELINES: Readonly<Record<string, string>> = {
  T01: '3.36',
  T02: '541',
  T03: '18.4',
  T06: '6',
  T07: '71',
  T08: '812',
  T09: '1.7',
  T13: '0',
};

export function enteredValues(): DemoEntered[] {
  const counts = Object.entries(SERIES).flatMap(([valueId, values]) =>
    values.map((value, i) => ({
      valueId,
      unitCode: 'putuo',
      period: QUARTERS[i] ?? '',
      value: String(value),
      document: `演示台账 ${QUARTERS[i]} 第 ${i + 1} 号`,
      day: ENTERED_ON[i] ?? '',
      accepted: i < QUARTERS.length - 1,
    })),
  );
  const baselines = Object.entries(BASELINES).map(([target, value]) => ({
    valueId: `baseline-${target}`,
    unitCode: 'putuo',
    period: '2024Q4',
    value,
    document: `演示基期核定单 ${target} 号`,
    day: '2025-04-02',
    accepted: true,
  }));
  return [...counts, ...baselines];
}

const SUB_PARKS = ['sp-changshou', 'sp-changfeng', 'sp-wuning', 'sp-zhenru', 'sp-taopu'] as const;

/** Leaves of the scheme that no form reports yet: the scheme's own invented golden case. */
const LEAVES: Readonly<Record<string, readonly string[]>> = {
  a2: ['12', '15', '31', '24', '11'],
  a3: ['6', '9', '22', '14', '10'],
  a4: ['120', '160', '480', '330', '110'],
  a5: ['3', '5', '18', '9', '6'],
  b6: ['2.4', '3.1', '8.8', '6', '2'],
  c1: ['110', '165', '230', '265', '190'],
  c2: ['4', '9', '14', '21', '7'],
  c3: ['8', '12', '19', '24', '13'],
  c4: ['1', '2', '3', '3', '2'],
  c5: ['120', '170', '260', '310', '200'],
  c6: ['10', '14', '25', '31', '12'],
  d1: ['2100', '1850', '1300', '2300', '900'],
  d2: ['88', '86', '91', '83', '79'],
  d3: ['35', '44', '52', '61', '48'],
  d4: ['72', '75', '79', '81', '70'],
  d5: ['30', '42', '66', '95', '60'],
  e1: ['1800', '2600', '4100', '5200', '3900'],
  e2: ['66', '69', '78', '81', '55'],
  e3: ['9', '13', '22', '30', '11'],
  e4: ['3', '4', '14', '9', '6'],
  e5: ['2.1', '2.4', '2.9', '3.3', '1.2'],
  f2: ['86', '82', '91', '88', '79'],
  f3: ['92', '90', '93', '95', '89'],
};
/** What is not there yet in the year that is still running. */
const NOT_YET = new Set(['c6', 'd1', 'e5']);

export function subParkValues(): DemoEntered[] {
  return Object.entries(LEAVES).flatMap(([leaf, values]) =>
    values.flatMap((value, i) => {
      const base = {
        valueId: `subpark-${leaf}`,
        unitCode: SUB_PARKS[i] ?? '',
        value,
        document: `演示评价底册 ${leaf.toUpperCase()}`,
      };
      const year2025 = { ...base, period: '2025', day: '2026-04-10', accepted: true };
      return NOT_YET.has(leaf)
        ? [year2025]
        : [year2025, { ...base, period: '2026', day: '2026-10-15', accepted: false }];
    }),
  );
}
