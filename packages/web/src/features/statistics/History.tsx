import type { Submission } from '@yuanheng/contract';
import { momentText } from '../../ui/format.ts';
import { messages, useWords } from '../../ui/messages.ts';
import { Card } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { CompareRevisions } from './CompareRevisions.tsx';
import { shownText } from './report.ts';
import s from './report.module.css';
import { useFormWords } from './words.ts';

const useText = messages(
  { back: (by: string, at: string) => `${by} ${at} 退回，请改这几处：` },
  { back: (by, at) => `${by} sent this back on ${at}; please correct:` },
);

/** The reviewer's remarks of the last send-back, for as long as it is open. */
export function Remarks({ report }: { report: Submission }) {
  const t = useText();
  const f = useFormWords();
  const words = useWords();
  // a reminder does not take the remarks off the table
  const last = report.acts.find(({ act }) => act !== 'remind');
  if (last?.act !== 'send-back') return null;
  const nameOf = (id: string) => report.form.fields.find((field) => field.id === id)?.name;
  return (
    <section className={ui.error}>
      <p>{t.back(last.by, momentText(last.at))}</p>
      <ul>
        {last.remarks.map((remark) => {
          const name = nameOf(remark.field);
          return (
            <li key={`${remark.field} ${remark.text}`}>
              {f.remark(name ? words(name) : remark.field, remark.text)}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

export function History({ report }: { report: Submission }) {
  const f = useFormWords();
  const words = useWords();
  if (report.acts.length === 0) return null;
  const nameOf = (id: string) => report.form.fields.find((field) => field.id === id)?.name;
  return (
    <Card title={f.history}>
      <ol className={s.history}>
        {report.acts.map((act) => (
          <li key={`${act.at} ${act.act}`}>
            <span className={ui.num}>{momentText(act.at)}</span>
            <div>
              {act.by} {f[act.act]} {act.revision > 0 && f.revision(act.revision)}
              {act.dueOn && <span className={ui.sub}> {f.until(act.dueOn)}</span>}
              {act.remarks.map((remark) => {
                const name = nameOf(remark.field);
                return (
                  <p key={`${remark.field} ${remark.text}`} className={ui.sub}>
                    {f.remark(name ? words(name) : remark.field, remark.text)}
                  </p>
                );
              })}
              {act.reason && <p className={ui.sub}>{f.reason(act.reason)}</p>}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** What each revision changed against the one before it. */
export function Revisions({ report }: { report: Submission }) {
  const f = useFormWords();
  const words = useWords();
  if (report.revisions.length < 2) return null;
  return (
    <Card title={f.revisions} aside={<CompareRevisions report={report} />}>
      {report.revisions.slice(0, -1).map((revision, i) => {
        const before = report.revisions[i + 1];
        const changed = report.form.fields.filter(
          (field) => (revision.answers[field.id] ?? null) !== (before?.answers[field.id] ?? null),
        );
        return (
          <div key={revision.revision}>
            <p className={ui.sub}>
              {f.compare(revision.revision, revision.revision - 1)} · {momentText(revision.at)} {revision.by}
            </p>
            {changed.length === 0 ? (
              <p>{f.same}</p>
            ) : (
              <ul>
                {changed.map((field) => (
                  <li key={field.id} className={ui.between}>
                    <span>{words(field.name)}</span>
                    <span className={ui.num}>
                      {shownText(field, before?.answers[field.id], words)} →{' '}
                      <b>{shownText(field, revision.answers[field.id], words)}</b>
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </div>
        );
      })}
    </Card>
  );
}
