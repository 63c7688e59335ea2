import { periodText } from '../../ui/format.ts';
import { useLanguage } from '../../ui/messages.ts';
import { Chips } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useIndicatorsWords } from './words.ts';

/** What the figures are read for. */
export interface Read {
  readonly period: string;
  readonly stage: 'reported' | 'accepted';
  readonly asOf: string | undefined;
}

export function Filters({
  codes,
  at,
  onGo,
}: {
  codes: readonly string[];
  at: Read;
  onGo: (next: Partial<Read>) => void;
}) {
  const t = useIndicatorsWords();
  const language = useLanguage();
  return (
    <>
      <label className={ui.row}>
        {t.period}
        <select
          className={ui.input}
          style={{ width: 160 }}
          value={at.period}
          onChange={(e) => onGo({ period: e.target.value })}
        >
          {codes.map((code) => (
            <option key={code} value={code}>
              {periodText(code, language)}
            </option>
          ))}
        </select>
      </label>
      <label className={ui.row}>
        {t.asOf}
        <input
          className={ui.input}
          style={{ width: 150 }}
          type="date"
          value={at.asOf ?? ''}
          onChange={(e) => onGo({ asOf: e.target.value || undefined })}
        />
      </label>
      <Chips
        label={t.stage}
        value={at.stage}
        onChange={(value) => onGo({ stage: value })}
        options={[
          { value: 'reported', text: t.reported },
          { value: 'accepted', text: t.accepted },
        ]}
      />
    </>
  );
}
