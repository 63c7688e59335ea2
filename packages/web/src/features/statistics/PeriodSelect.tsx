import type { Period } from '@yuanheng/contract';
import { periodText } from '../../ui/format.ts';
import { useLanguage } from '../../ui/messages.ts';
import ui from '../../ui/ui.module.css';
import { useReportsWords } from './reports-words.ts';

export function PeriodSelect({
  periods,
  code,
  onChoose,
}: {
  periods: readonly Period[];
  code: string;
  onChoose: (code: string) => void;
}) {
  const t = useReportsWords();
  const language = useLanguage();
  return (
    <label className={ui.row}>
      {t.period}
      <select
        className={ui.input}
        style={{ width: 160 }}
        value={code}
        onChange={(e) => onChoose(e.target.value)}
      >
        {periods.map((row) => (
          <option key={row.id} value={row.code}>
            {periodText(row.code, language)}
          </option>
        ))}
      </select>
    </label>
  );
}
