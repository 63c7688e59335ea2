import { type ReactNode, useState } from 'react';
import type { Finding, FormField, Revision, Submission } from '@yuanheng/contract';
import { type Changed, compareRevisions } from '@yuanheng/engine/statistics';
import { changeOf, fullMoment, percentText } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { Button, Chips, type Column, DataTable, Drawer } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useCompareWords } from './desk-words.ts';
import { shownText } from './report.ts';
import s from './desk.module.css';
import { useFormWords } from './words.ts';

/** Any two revisions of a report beside each other, the last two to begin with. */
export function CompareRevisions({ report }: { report: Submission }) {
  const t = useCompareWords();
  const [open, setOpen] = useState(false);
  const [last, before] = report.revisions;
  if (!last || !before) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.open}</Button>
      {open && <CompareDrawer report={report} start={[before, last]} onClose={() => setOpen(false)} />}
    </>
  );
}

interface DrawerProps {
  readonly report: Submission;
  readonly start: readonly [Revision, Revision];
  readonly onClose: () => void;
}

function CompareDrawer({ report, start, onClose }: DrawerProps) {
  const t = useCompareWords();
  const [[left, right], setPair] = useState(start);
  const [only, setOnly] = useState<'only' | 'all'>('only');
  const ids = report.form.fields.map(({ id }) => id);
  const changes = compareRevisions(ids, left, right);
  const pick = (n: number): Revision | undefined => report.revisions.find(({ revision }) => revision === n);
  const choose = (side: 0 | 1, n: number) => {
    const chosen = pick(n);
    if (chosen) setPair(side === 0 ? [chosen, right] : [left, chosen]);
  };
  return (
    <Drawer wide title={`${report.respondent.shortName} · ${t.title}`} onClose={onClose}>
      <div className={ui.stack}>
        <div className={ui.between}>
          {([left, right] as const).map((revision, side) => (
            <label key={side === 0 ? 'left' : 'right'} className={ui.field}>
              <span className={ui.label}>{side === 0 ? t.one : t.other}</span>
              <select
                className={ui.input}
                value={revision.revision}
                onChange={(e) => choose(side === 0 ? 0 : 1, Number(e.target.value))}
              >
                {report.revisions.map((one) => (
                  <option key={one.revision} value={one.revision}>
                    {t.revision(one.revision)} · {t.by(fullMoment(one.at), one.by)}
                  </option>
                ))}
              </select>
            </label>
          ))}
        </div>
        <Chips
          label={t.show}
          value={only}
          onChange={setOnly}
          options={[
            { value: 'only' as const, text: t.only },
            { value: 'all' as const, text: t.all },
          ]}
        />
        <Cells report={report} pair={[left, right]} changed={changes.cells} all={only === 'all'} />
        <Findings pair={[left, right]} changed={changes.findings} />
        <Sayings report={report} pair={[left, right]} changed={changes.explanations} />
      </div>
    </Drawer>
  );
}

type Pair = readonly [Revision, Revision];

interface CellsProps {
  readonly report: Submission;
  readonly pair: Pair;
  readonly changed: readonly Changed<string>[];
  readonly all: boolean;
}

function Cells({ report, pair: [left, right], changed, all }: CellsProps) {
  const t = useCompareWords();
  const words = useWords();
  const moved = new Set(changed.map(({ id }) => id));
  const rows = report.form.fields.filter(({ id }) => all || moved.has(id));
  const side = (revision: Revision): Column<FormField> => ({
    id: String(revision.revision),
    head: t.revision(revision.revision),
    right: true,
    text: (field) => shownText(field, revision.answers[field.id], words),
    exact: (field) => revision.answers[field.id] ?? '',
    cell: (field) => (
      <span className={moved.has(field.id) ? s.moved : undefined}>
        {shownText(field, revision.answers[field.id], words)}
      </span>
    ),
  });
  return (
    <Part title={t.cells(changed.length)}>
      <DataTable
        caption={t.cells(changed.length)}
        rows={rows}
        rowKey={(field) => field.id}
        empty={t.same}
        said={{ filter: `${report.respondent.name} ${report.periodCode}`, asOf: right.at }}
        columns={[
          {
            id: 'item',
            head: t.item,
            text: (field) => `${field.number} ${words(field.name)} ${field.unit ?? ''}`,
          },
          side(left),
          side(right),
          {
            id: 'change',
            head: t.change,
            right: true,
            text: (field) =>
              field.kind === 'choice'
                ? '—'
                : percentText(changeOf(right.answers[field.id], left.answers[field.id]), 1, true),
          },
        ]}
      />
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className={ui.cardTitle}>{title}</h3>
      {children}
    </section>
  );
}

function Findings({ pair, changed }: { pair: Pair; changed: readonly Changed<Finding>[] }) {
  const t = useCompareWords();
  const f = useFormWords();
  const words = useWords();
  return (
    <Part title={t.findings(changed.length)}>
      {changed.length === 0 ? (
        <p className={ui.sub}>{t.same}</p>
      ) : (
        <SideBySide
          pair={pair}
          rows={changed.map(({ id, before, after }) => ({
            id,
            what: words((after ?? before)?.message ?? { zh: id, en: id }),
            sides: [before ? f[before.severity] : t.absent, after ? f[after.severity] : t.absent],
          }))}
        />
      )}
    </Part>
  );
}

interface SayingsProps {
  readonly report: Submission;
  readonly pair: Pair;
  readonly changed: readonly Changed<string>[];
}

function Sayings({ report, pair, changed }: SayingsProps) {
  const t = useCompareWords();
  const words = useWords();
  const ruleOf = (id: string) => report.form.rules.find((rule) => rule.id === id)?.message;
  return (
    <Part title={t.words(changed.length)}>
      {changed.length === 0 ? (
        <p className={ui.sub}>{t.same}</p>
      ) : (
        <SideBySide
          pair={pair}
          rows={changed.map(({ id, before, after }) => ({
            id,
            what: words(ruleOf(id) ?? { zh: id, en: id }),
            sides: [before ?? t.absent, after ?? t.absent],
          }))}
        />
      )}
    </Part>
  );
}

interface SideProps {
  readonly pair: Pair;
  readonly rows: readonly {
    readonly id: string;
    readonly what: string;
    readonly sides: readonly [string, string];
  }[];
}

function SideBySide({ pair: [left, right], rows }: SideProps) {
  const t = useCompareWords();
  return (
    <div className={ui.scroll}>
      <table className={ui.table}>
        <thead>
          <tr>
            <th scope="col">{t.rule}</th>
            <th scope="col">{t.revision(left.revision)}</th>
            <th scope="col">{t.revision(right.revision)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, what, sides: [before, after] }) => (
            <tr key={id}>
              <td>{what}</td>
              <td className={s.said}>{before}</td>
              <td className={s.said}>{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
