import { type Said, saveTable } from './export.ts';
import { messages } from './messages.ts';
import s from './ui.module.css';

const useText = messages(
  { xlsx: '导出 Excel', csv: '导出 CSV', manifest: '清单' },
  { xlsx: 'Export Excel', csv: 'Export CSV', manifest: 'Manifest' },
);

interface ExportProps {
  readonly title: string;
  readonly said: Said;
  /** Head and rows, exact numbers; asked when it is pressed. */
  readonly rows: () => readonly (readonly string[])[];
}

/** The foot of a table: the same table as a file with its manifest. */
export function ExportTable({ title, said, rows }: ExportProps) {
  const t = useText();
  const save = (kind: 'xlsx' | 'csv') =>
    void saveTable(kind, { title, said, rows: rows(), manifest: t.manifest });
  return (
    <p className={s.tableFoot}>
      <button type="button" className={s.link} onClick={() => save('xlsx')}>
        {t.xlsx}
      </button>{' '}
      ·{' '}
      <button type="button" className={s.link} onClick={() => save('csv')}>
        {t.csv}
      </button>
    </p>
  );
}
