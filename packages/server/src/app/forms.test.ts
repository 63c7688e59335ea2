import { describe, expect, test } from 'vitest';
import type { Form } from '@yuanheng/contract';
import { checkSubmission } from '@yuanheng/engine/statistics';
import { putuo } from '../demo/small-zone.ts';
import { BREAKING, CLEAN_CARRIER, CLEAN_ENTERPRISE } from './forms.fixture.ts';
import { formOf } from './park-content.ts';

const forms = new Map(putuo().forms.map((form) => [form.id, formOf(form)]));
const formCalled = (id: string): Form => {
  const form = forms.get(id);
  if (!form) throw new RangeError(`There is no form ${id}.`);
  return form;
};

/** Of a record by the names of formulas: what is answered, what stood a period ago, what comes from elsewhere. */
function check(form: Form, record: Readonly<Record<string, string>>) {
  const byName = (nameOf: (field: Form['fields'][number]) => string | null) =>
    Object.fromEntries(
      form.fields.map((field) => {
        const text = record[nameOf(field) ?? ''] ?? null;
        return [field.id, field.options.find(({ name }) => name.zh === text)?.id ?? text];
      }),
    );
  return checkSubmission(form, {
    answers: byName(({ formulaName }) => formulaName),
    previous: byName(({ previousName }) => previousName),
    lastYear: null,
    sources: Object.fromEntries(form.sources.map(({ name }) => [name, record[name] ?? null])),
    firstQuarter: false,
  });
}

const cleanOf = (form: string) => (form === 'ENT-Y' ? CLEAN_ENTERPRISE : CLEAN_CARRIER);
const said = (outcome: ReturnType<typeof check>) => outcome.findings.map(({ ruleId }) => ruleId).toSorted();

test('five forms hold the 78 rules of the proposal, each in the form that it speaks of', () => {
  const ids = [...forms.values()].flatMap(({ rules }) => rules.map(({ id }) => id));
  const wanted = [
    ...Array.from({ length: 42 }, (_, i) => `R${i + 1}`),
    ...Array.from({ length: 36 }, (_, i) => `S${i + 1}`),
  ];
  expect(ids.filter((id) => /^[RS]\d\d$/.test(id)).toSorted()).toEqual(
    wanted.map((id) => id.replace(/^(.)(\d)$/, '$10$2')).toSorted(),
  );
  expect([...forms.values()].map(({ id, fields }) => [id, fields.length])).toEqual([
    ['CAR-Y', 7],
    ['ENT-Q', 9],
    ['ENT-Y', 52],
    ['INC-Y', 44],
    ['SPACE-Q', 12],
  ]);
});

test.each([...forms.keys()])('a plausible %s keeps every rule', (id) => {
  expect(said(check(formCalled(id), cleanOf(id)))).toEqual([]);
});

describe('one change breaks a rule and only those that hang on it', () => {
  test.each(BREAKING)('$rule: $change', ({ form, change, breaks }) => {
    expect(said(check(formCalled(form), { ...cleanOf(form), ...change }))).toEqual(breaks);
  });
});

test('sums of money may be out by 1 千元, counts may not', () => {
  const yearly = formCalled('ENT-Y');
  for (const change of [{ 产品销售收入: '60001' }, { 产品销售收入: '59999' }, { 所有者权益: '170001' }])
    expect(said(check(yearly, { ...CLEAN_ENTERPRISE, ...change }))).toEqual([]);
  expect(said(check(formCalled('INC-Y'), { ...CLEAN_CARRIER, 当年新增在孵企业: '19' }))).toEqual(['S04']);
});

test('half a 千元 is refused in its cell, before R41 is asked', () => {
  expect(said(check(formCalled('ENT-Y'), { ...CLEAN_ENTERPRISE, 营业收入: '186000.5' }))).toEqual([
    'too-fine:revenue',
  ]);
});

test('rules whose source is not there cannot tell, and so do those without a period before', () => {
  const gone = new Set(['上年营业收入', '上年期末从业人员']);
  const alone = Object.fromEntries(Object.entries(CLEAN_ENTERPRISE).filter(([name]) => !gone.has(name)));
  const { findings, cannotTell } = check(formCalled('ENT-Y'), alone);
  expect(findings).toEqual([]);
  expect(cannotTell).toEqual(expect.arrayContaining(['R35', 'R36', 'R40', 'R42', 'S35', 'S36']));
  const awaited = [...forms.values()].flatMap(({ sources }) =>
    sources.filter(({ awaits }) => awaits).map(({ name }) => name),
  );
  expect(awaited).toEqual(['税务申报收入', '名录中在孵企业数', '企业报表汇总营业收入']);
});

test('a form without a stated number or document says so and invents none', () => {
  for (const form of forms.values()) {
    expect([form.number, form.documentNumber, form.validUntil]).toEqual([null, null, null]);
    expect(form.needsReview).toContain('表号');
    expect(form.signatories).toEqual(['单位负责人', '统计负责人', '填表人']);
  }
});
