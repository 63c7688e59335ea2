import { type Said, saveCsv } from './csv.ts';
import { messages } from './messages.ts';
import s from './ui.module.css';

const useText = messages({ csv: '导出 CSV' }, { csv: 'Export CSV' });

interface ExportProps {
  readonly title: string;
  readonly said: Said;
  /** Head and rows, exact numbers; asked when it is pressed. */
  readonly rows: () => readonly (readonly string[])[];
}

/** The foot of a table: the same table as a file with its manifest. */
export function ExportCsv({ title, said, rows }: ExportProps) {
  const t = useText();
  return (
    <p className={s.tableFoot}>
      <button type="button" className={s.link} onClick={() => void saveCsv(title, said, rows())}>
        {t.csv}
      </button>
    </p>
  );
}
