import type { SubmissionRow } from '@yuanheng/contract';
import { REPORT_FILTERS, type ReportFilter, isIn } from '../../app/report-filters.ts';
import { useWords } from '../../ui/messages.ts';
import { Chips } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useStatusWords } from './words.ts';
import { useReportsWords } from './reports-words.ts';

/** What the address narrows the list to. */
export interface Narrowed {
  readonly status?: ReportFilter | undefined;
  readonly subPark?: string | undefined;
}

interface FiltersProps {
  readonly all: readonly SubmissionRow[];
  readonly inSubPark: readonly SubmissionRow[];
  readonly at: Narrowed & { readonly search: string };
  readonly onGo: (next: Narrowed) => void;
  readonly onSearch: (text: string) => void;
}

export function ReportFilters({
  all,
  inSubPark,
  at: { status, subPark, search },
  onGo,
  onSearch,
}: FiltersProps) {
  const t = useReportsWords();
  const names = { ...useStatusWords(), reported: t.reported, 'not-reported': t.notReported };
  const words = useWords();
  const subParks = [...new Map(all.map((row) => [row.subPark.code, row.subPark])).values()];
  return (
    <div className={ui.between}>
      <Chips
        label={t.filter}
        value={status ?? 'all'}
        onChange={(value) => onGo({ status: value === 'all' ? undefined : value })}
        options={[
          { value: 'all' as const, text: t.all, count: inSubPark.length },
          ...REPORT_FILTERS.map((value) => ({
            value,
            text: names[value],
            count: inSubPark.filter((row) => isIn(value, row)).length,
          })),
        ]}
      />
      <span className={ui.row}>
        {subParks.length > 1 && (
          <select
            className={ui.input}
            style={{ width: 140 }}
            aria-label={t.subPark}
            value={subPark ?? ''}
            onChange={(e) => onGo({ subPark: e.target.value || undefined })}
          >
            <option value="">{t.allSubParks}</option>
            {subParks.map((place) => (
              <option key={place.code} value={place.code}>
                {words(place.shortName)}
              </option>
            ))}
          </select>
        )}
        <input
          className={ui.input}
          style={{ width: 180 }}
          type="search"
          placeholder={t.search}
          aria-label={t.search}
          value={search}
          onChange={(e) => onSearch(e.target.value)}
        />
      </span>
    </div>
  );
}
