import type { Known } from './known.ts';
import type { Path, Reporter } from './report.ts';
import type { Task } from './schema.ts';

/** Tasks of the plan: clauses, units and the task said twice exist, and each quote stands in the text. */
export function checkTasks(report: Reporter, tasks: readonly Task[], known: Known): void {
  report.ids(tasks, ['tasks']);
  const ids = new Set(tasks.map(({ id }) => id));
  for (const [i, task] of tasks.entries()) {
    if (!known.clauses.has(task.clause)) report.unknown(['tasks', i, 'clause'], 'clause', task.clause);
    if (task.same_as !== undefined && !ids.has(task.same_as))
      report.unknown(['tasks', i, 'same_as'], 'task', task.same_as);
    for (const [u, { unit, named }] of task.units.entries()) {
      const path = ['tasks', i, 'units', u];
      if (unit !== undefined && !known.units.has(unit)) report.unknown([...path, 'unit'], 'unit', unit);
      if ((unit === undefined) === (named === undefined))
        report.say(path, 'SHAPE', {
          reason: '责任单位写 unit 或 named 之一 / a unit is either unit or named',
          fix: '园区的单位写 unit，方案里的统称写 named / unit for a unit of the park, named for words of the plan',
        });
    }
    checkQuote(report, ['tasks', i, 'quote'], { ...task, lines: known.lines });
  }
}

interface Quoted {
  readonly quote: string;
  readonly line: number;
  /** The plan's text; null when it is missing. */
  readonly lines: readonly string[] | null;
}

/** A quote stands letter by letter in its line of the text. */
export function checkQuote(report: Reporter, path: Path, { quote, line, lines }: Quoted): void {
  if (lines === null || lines[line - 1]?.includes(quote)) return;
  report.say(path, 'QUOTE', {
    reason: `正文第 ${line} 行没有“${quote}” / line ${line} of the text does not say so`,
    fix: '引文须与正文逐字相同 / quote the text letter by letter',
  });
}
