import { Link } from '@tanstack/react-router';
import type { Explanation, Part } from '@yuanheng/contract';
import { useMe } from '../../app/session.ts';
import { exactText, trimmed } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { ExportTable } from '../../ui/ExportTable.tsx';
import { cx } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import s from './explain.module.css';
import { useExplainWords } from './words.ts';

/** What the figure is made of: places, and below them the reports. */
export function Parts({
  e,
  below,
  onBelow,
}: {
  e: Explanation;
  below: string | undefined;
  onBelow: (code: string | undefined) => void;
}) {
  const t = useExplainWords();
  const words = useWords();
  const canOpen = useMe().active.role !== 'leader';
  const nameOf = (part: Part) => {
    if (part.unit) {
      const { code, name } = part.unit;
      if (!canOpen) return words(name);
      return (
        <button
          type="button"
          className={s.foldButton}
          aria-expanded={below === code}
          onClick={() => onBelow(below === code ? undefined : code)}
        >
          {below === code ? '▾' : '▸'} {words(name)}
        </button>
      );
    }
    if (part.submissionId && canOpen)
      return (
        <>
          <Link to="/reports/$submissionId" params={{ submissionId: part.submissionId }}>
            {part.respondent}
          </Link>{' '}
          <span className={ui.sub}>{part.revision !== null && t.revision(part.revision)}</span>
          <CountedBy part={part} />
        </>
      );
    return part.respondent;
  };
  return (
    <section className={ui.scroll} tabIndex={0} aria-label={t.which}>
      <table className={ui.table} data-parts>
        <caption className={ui.caption}>{t.which}</caption>
        <thead>
          <tr>
            <th scope="col">{e.unit.kind === 'zone' ? t.unit : t.respondent}</th>
            {e.measures.map((m) => (
              <th key={m.name} scope="col" className={ui.right}>
                {m.name}
              </th>
            ))}
            <th scope="col" className={ui.right}>
              {t.coverage}
            </th>
          </tr>
        </thead>
        <tbody>
          {e.parts.map((part) => (
            <tr
              key={part.unit?.code ?? `${part.submissionId} ${part.respondent}`}
              className={part.unit ? undefined : s.inner}
            >
              <td>{nameOf(part)}</td>
              {part.values.map((value, i) => (
                <td key={e.measures[i]?.name ?? i} className={cx(ui.right, ui.num)} data-value={value ?? ''}>
                  {exactText(value === null ? null : trimmed(value, 4))}
                </td>
              ))}
              <td className={cx(ui.right, ui.num)}>
                {part.coverage ? `${part.coverage.reported} / ${part.coverage.due}` : ''}
              </td>
            </tr>
          ))}
          <tr className={s.total}>
            <th scope="row">{t.whole}</th>
            {e.measures.map((m) => (
              <td key={m.name} className={cx(ui.right, ui.num)}>
                {exactText(m.value === null ? null : trimmed(m.value, 4))}
              </td>
            ))}
            <td className={cx(ui.right, ui.num)}>
              {e.coverage ? `${e.coverage.reported} / ${e.coverage.due}` : ''}
            </td>
          </tr>
        </tbody>
      </table>
      {e.partsTotal > e.parts.length && <p className={ui.sub}>{t.more(e.partsTotal - e.parts.length)}</p>}
      <ExportTable
        title={`${words(e.indicator.name)} ${words(e.unit.name)} ${e.period}`}
        said={{ filter: `${e.indicator.id} ${e.stage}`, asOf: e.asOf }}
        rows={() => exportOf(e, words, [t.unit, t.respondent, t.coverage])}
      />
    </section>
  );
}

/** Places and enterprises with the exact values; coverage as reported / due. */
function exportOf(
  e: Explanation,
  words: (name: { zh: string; en: string }) => string,
  [unit, respondent, coverage]: readonly [string, string, string],
): string[][] {
  const rows = e.parts.map((part) => [
    part.unit ? words(part.unit.name) : '',
    part.respondent ?? '',
    ...part.values.map((value) => value ?? ''),
    part.coverage ? `${part.coverage.reported} / ${part.coverage.due}` : '',
  ]);
  return [[unit, respondent, ...e.measures.map((m) => `${m.name} ${m.unit}`), coverage], ...rows];
}

/** By which line of which list an enterprise counts; said once when all measures say the same. */
function CountedBy({ part }: { part: Part }) {
  const t = useExplainWords();
  const words = useWords();
  const lines = new Set(
    part.countedBy.map(({ name, version, code, document }) =>
      code === null ? t.byDocument(words(name), document ?? '') : t.byCode(words(name), version, code),
    ),
  );
  return [...lines].map((line) => (
    <span key={line} className={ui.sub} style={{ display: 'block' }}>
      {line}
    </span>
  ));
}
