import { type FormulaValue, isDay } from '@yuanheng/engine/formula';
import type { Way } from './rounds.ts';

/** The same ten clauses in the dialect of gorules/zen, which reads no Chinese names. */
const CLAUSES = [
  'd(f0) <= d("2023-12-31")',
  'f1 in ["C26", "C27", "C34", "C35", "C39", "I63", "I64", "I65", "M73"]',
  'f2 < 400000000',
  'f4 <= 500',
  'f3 / f2 >= 0.05',
  'f5 / f4 >= 0.1',
  'f6 >= 1',
  'f7 / f2 >= 0.6',
  'f8 == 0',
  'f9 in ["A", "B"]',
];

interface Decision {
  evaluate(input: unknown): Promise<{ readonly result: { readonly holds: boolean } }>;
}
interface ZenModule {
  readonly ZenEngine: new () => { createDecision(content: unknown): Decision };
}

export const ZEN_PACKAGE = '@gorules/zen-engine';

/** The rule engine as a way, when somebody installed it; it takes records in which nothing is missing. */
export async function zenWay(
  records: readonly Readonly<Record<string, FormulaValue>>[],
  holds: string,
): Promise<Way | null> {
  const zen = await import(ZEN_PACKAGE).then(
    (module: unknown) => module as ZenModule,
    () => null,
  );
  if (zen === null) return null;
  const decision = new zen.ZenEngine().createDecision(content());
  const inputs = records.map((record) =>
    Object.fromEntries(Object.values(record).map((value, i) => [`f${i}`, plain(value)])),
  );
  const run = async () => {
    const began = performance.now();
    let count = 0;
    for (const input of inputs) if ((await decision.evaluate(input)).result.holds) count++;
    if (String(count) !== holds) throw new RangeError(`ZEN says ${count} hold, the trace says ${holds}.`);
    return (inputs.length / (performance.now() - began)) * 1000;
  };
  return { name: `ZEN, one by one (${inputs.length} complete rows)`, run };
}

const plain = (value: FormulaValue): unknown =>
  value === null || typeof value !== 'object' ? value : isDay(value) ? value.day : Number(String(value));

function content(): object {
  const position = { x: 0, y: 0 };
  const clauses = CLAUSES.map((value, i) => ({ id: `c${i}`, key: `c${i}`, value }));
  const all = CLAUSES.map((_clause, i) => `$.c${i}`).join(' and ');
  return {
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in', position },
      {
        id: 'rule',
        type: 'expressionNode',
        name: 'rule',
        position,
        content: { expressions: [...clauses, { id: 'holds', key: 'holds', value: all }] },
      },
      { id: 'out', type: 'outputNode', name: 'out', position },
    ],
    edges: [
      { id: '1', sourceId: 'in', targetId: 'rule' },
      { id: '2', sourceId: 'rule', targetId: 'out' },
    ],
  };
}
