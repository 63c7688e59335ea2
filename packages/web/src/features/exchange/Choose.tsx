import { useId, useState } from 'react';
import { Card } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import s from './exchange.module.css';
import { useExchangeWords } from './words.ts';

/** Takes one file, chosen or dropped. */
export function Choose({ onChosen }: { onChosen: (file: File) => void }) {
  const t = useExchangeWords();
  const id = useId();
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const [file] = files ?? [];
    if (file) onChosen(file);
  };
  return (
    <Card>
      <div
        className={s.drop}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files);
        }}
      >
        <label className={s.choose} htmlFor={id}>
          {t.choose}
        </label>
        <input
          id={id}
          className={s.input}
          type="file"
          accept=".xlsx"
          onChange={(event) => {
            take(event.target.files);
            // the same file may be chosen again after it was corrected
            event.target.value = '';
          }}
        />
        <p className={ui.sub}>{t.drop}</p>
        <p className={ui.sub}>{t.twice}</p>
      </div>
    </Card>
  );
}
