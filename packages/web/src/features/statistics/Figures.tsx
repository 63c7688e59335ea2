import type { Finding, FormField, Revision, Submission } from '@yuanheng/contract';
import { changeOf, percentText } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { ExportTable } from '../../ui/ExportTable.tsx';
import { cx } from '../../ui/parts.tsx';
import { useUnits } from '../../ui/units.ts';
import ui from '../../ui/ui.module.css';
import s from './report.module.css';
import { monthsOf, shownText } from './report.ts';
import { useFormWords } from './words.ts';

interface FiguresProps {
  readonly report: Submission;
  readonly revision: Revision;
  /** The cell that a remark is bound to, and how another one is chosen; without it the cells are only read. */
  readonly picked?: { readonly field: string; readonly pick: (field: string) => void };
}

/** The figures of a submitted revision beside last period and last year. */
export function Figures({ report, revision, picked }: FiguresProps) {
  const f = useFormWords();
  const words = useWords();
  const unitText = useUnits();
  return (
    <section className={ui.scroll} tabIndex={0} aria-label={words(report.formName)}>
      <table className={ui.table}>
        <caption className={ui.caption}>{words(report.formName)}</caption>
        <thead>
          <tr>
            <th scope="col">{f.number}</th>
            <th scope="col">{f.item}</th>
            <th scope="col">{f.kind}</th>
            <th scope="col" className={ui.right}>
              {f.now}
            </th>
            <th scope="col" className={ui.right}>
              {report.previous ? f.before(monthsOf(report.previous.code)) : f.beforeShort}
            </th>
            <th scope="col" className={ui.right}>
              {f.lastYear}
            </th>
            <th scope="col" className={ui.right}>
              {f.change}
            </th>
          </tr>
        </thead>
        <tbody>
          {report.form.fields.map((field) => {
            const findings = revision.findings.filter((finding) => finding.fields[0] === field.id);
            const lastYear = report.lastYear?.answers[field.id];
            const text = shownText(field, revision.answers[field.id], words);
            return [
              <tr key={field.id}>
                <td className={ui.sub}>{field.number}</td>
                <td>
                  {words(field.name)} {field.unit && <span className={ui.sub}>{unitText(field.unit)}</span>}
                </td>
                <td className={ui.sub}>{f[field.kind]}</td>
                <td className={cx(ui.right, ui.num, picked?.field === field.id && s.marked)}>
                  {picked ? (
                    <button
                      type="button"
                      className={s.cellButton}
                      aria-pressed={picked.field === field.id}
                      onClick={() => picked.pick(field.id)}
                    >
                      {text}
                    </button>
                  ) : (
                    <b>{text}</b>
                  )}
                </td>
                <td className={cx(ui.right, ui.num)}>
                  {shownText(field, report.previous?.answers[field.id], words)}
                </td>
                <td className={cx(ui.right, ui.num)}>{shownText(field, lastYear, words)}</td>
                <td className={cx(ui.right, ui.num)}>
                  {field.kind === 'choice'
                    ? '—'
                    : percentText(changeOf(revision.answers[field.id], lastYear), 1, true)}
                </td>
              </tr>,
              ...findings.map((finding) => (
                <FindingRow
                  key={`${field.id} ${finding.ruleId}`}
                  finding={finding}
                  said={revision.explanations[finding.ruleId]}
                />
              )),
            ];
          })}
        </tbody>
      </table>
      <ExportTable
        title={`${report.respondent.shortName} ${words(report.formName)} ${report.periodCode}`}
        said={{ filter: `revision ${revision.revision}`, asOf: revision.at }}
        rows={() => [
          [f.number, f.item, f.kind, f.now, f.beforeShort, f.lastYear],
          ...report.form.fields.map((field) => [
            String(field.number),
            `${words(field.name)} ${field.unit ?? ''}`.trim(),
            f[field.kind],
            ...[revision.answers, report.previous?.answers, report.lastYear?.answers].map(
              (answers) => answers?.[field.id] ?? '',
            ),
          ]),
        ]}
      />
    </section>
  );
}

function FindingRow({ finding, said }: { finding: Finding; said: string | undefined }) {
  const f = useFormWords();
  const words = useWords();
  return (
    <tr className={finding.severity === 'error' ? s.badRow : s.warnRow}>
      <td />
      <td colSpan={6}>
        <b className={finding.severity === 'error' ? s.badText : s.warnText}>{f[finding.severity]}</b>{' '}
        {words(finding.message)}
        {finding.severity === 'query' && (
          <p className={ui.sub}>
            {f.explained}：{said || f.noExplanation}
          </p>
        )}
      </td>
    </tr>
  );
}

export const findingsOn = (revision: Revision | undefined, fields: readonly FormField[]): Finding[] =>
  fields.flatMap((field) => revision?.findings.filter((finding) => finding.fields[0] === field.id) ?? []);
