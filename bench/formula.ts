import type { Form } from '@yuanheng/contract';
import { type Ast, type Inputs, decimal, evaluate } from '@yuanheng/engine/formula';
import { type SubmissionInput, checkSubmission } from '@yuanheng/engine/statistics';
import { formOf } from '../packages/server/src/app/park-content.ts';
import { putuo } from '../packages/server/src/demo/small-zone.ts';
import { ENT_Q_BY_HAND, type NumberReport, type Numbers, type Told } from './ent-q.ts';
import { type Way, against, inTurns, perSecond, print } from './rounds.ts';

const REPORTS = 2_000;
const ROUNDS = 7;
const SEED = 42;

/** One report in the three shapes in which the ways take it. */
interface Report {
  readonly numbers: NumberReport;
  readonly typed: SubmissionInput;
  readonly values: Inputs;
}

/** The rules of ENT-Q over the same reports: by hand on numbers, by the engine on decimals, and the whole check from what was typed. */
export async function benchFormula(): Promise<void> {
  const form = entQ();
  const reports = inventReports(form);
  const told = compareAnswers(form, reports);
  const byHand = form.rules.map(({ id }) => ruleByHand(id));
  let kept = 0;
  const reference: Way = {
    name: 'closures on plain numbers, written by hand',
    run: () =>
      perSecond(REPORTS, () => {
        for (const { numbers } of reports) for (const rule of byHand) if (rule(numbers)) kept++;
      }),
  };
  const engine: Way = {
    name: '`evaluate` of the parsed rules on exact decimals',
    run: () =>
      perSecond(REPORTS, () => {
        for (const { values } of reports)
          for (const { ast } of form.rules) if (evaluate(ast as Ast, values)) kept++;
      }),
  };
  const whole: Way = {
    name: '`checkSubmission`: typed text to findings with reasons',
    run: () =>
      perSecond(REPORTS, () => {
        for (const { typed } of reports) kept += checkSubmission(form, typed).findings.length;
      }),
  };
  const measured = await inTurns(ROUNDS, [reference, engine, whole]);
  print(
    `formula: ${form.rules.length} rules of ${form.id} on ${REPORTS} reports, ${told}`,
    'reports per second',
    against(reference, [engine, whole], measured),
  );
  if (kept === 0) throw new RangeError('No rule held for any report.');
}

function entQ(): Form {
  const form = putuo().forms.find(({ id }) => id === 'ENT-Q');
  if (!form) throw new RangeError('The park has no form ENT-Q.');
  return formOf(form);
}

function ruleByHand(id: string): (report: NumberReport) => Told {
  const rule = ENT_Q_BY_HAND[id];
  if (!rule) throw new RangeError(`The rule ${id} is not written by hand; write it in ent-q.ts.`);
  return rule;
}

/** Whole numbers below a limit, always the same ones. */
function randomFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** A tenth have no report a year ago, a third leave the orders out, one in thirty is a thousand times too large. */
function inventReports(form: Form): Report[] {
  const random = randomFrom(SEED);
  const fields = form.fields.filter(({ kind }) => kind !== 'choice');
  const figures = (scale: number): Numbers =>
    Object.fromEntries(
      fields.map(({ id, kind, required }) => {
        if (!required && random(3) === 0) return [id, null];
        const usual = random(kind === 'level' ? 900 : 90_000) * scale;
        return [id, random(30) === 0 ? usual * 1000 : usual];
      }),
    );
  const none: Numbers = {};
  return Array.from({ length: REPORTS }, () => {
    const numbers = { now: figures(3), previous: figures(2), lastYear: random(10) === 0 ? none : figures(1) };
    return { numbers, typed: typedFrom(form, numbers), values: valuesFrom(form, numbers) };
  });
}

function typedFrom(form: Form, { now, previous, lastYear }: NumberReport): SubmissionInput {
  const texts = (numbers: Numbers) =>
    Object.fromEntries(form.fields.map(({ id }) => [id, numbers[id]?.toString() ?? null]));
  return {
    answers: { ...texts(now), outlook: 'flat' },
    previous: texts(previous),
    lastYear: texts(lastYear),
    firstQuarter: false,
  };
}

function valuesFrom(form: Form, { now, previous, lastYear }: NumberReport): Inputs {
  const exact = (n: number | null | undefined) => (n === null || n === undefined ? null : decimal(n));
  return Object.fromEntries(
    form.fields.flatMap(({ id, formulaName, previousName, lastYearName }) => [
      [formulaName, exact(now[id])],
      ...(previousName === null ? [] : [[previousName, exact(previous[id])]]),
      ...(lastYearName === null ? [] : [[lastYearName, exact(lastYear[id])]]),
    ]),
  ) as Inputs;
}

/** All three ways must say the same of every rule and report, or there is nothing to compare. */
function compareAnswers(form: Form, reports: readonly Report[]): string {
  const count = { true: 0, false: 0, null: 0 };
  for (const { numbers, typed, values } of reports) {
    const check = checkSubmission(form, typed);
    const found = new Set(check.findings.map(({ ruleId }) => ruleId));
    for (const { id, ast } of form.rules) {
      const byHand = ruleByHand(id)(numbers);
      const whole = found.has(id) ? false : check.cannotTell.includes(id) ? null : true;
      const all = [byHand, evaluate(ast as Ast, values), whole];
      if (all.some((one) => one !== byHand))
        throw new RangeError(`${id} is ${all.map(String).join(', ')} on ${JSON.stringify(numbers)}`);
      count[`${byHand}`]++;
    }
  }
  return `same answers (holds ${count.true}, broken ${count.false}, cannot tell ${count.null})`;
}
