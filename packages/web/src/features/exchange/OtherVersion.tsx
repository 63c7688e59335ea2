import type { ProblemData, Words } from '@yuanheng/contract';
import { useWords } from '../../ui/messages.ts';
import { Button, Dialog } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useExchangeWords } from './words.ts';

interface OtherVersionProps {
  readonly problem: ProblemData<'WORKBOOK_OF_OTHER_VERSION'>;
  readonly sentence: string;
  readonly onConvert: () => void;
  readonly onClose: () => void;
}

/** A workbook of another version: what would be left behind and what is new, before it is converted. */
export function OtherVersion({ problem: { lost, fresh }, sentence, onConvert, onClose }: OtherVersionProps) {
  const t = useExchangeWords();
  const words = useWords();
  const list = (head: string, fields: readonly { readonly id: string; readonly name: Words }[]) => (
    <>
      <p>
        <b>
          {head} {fields.length}
        </b>
      </p>
      <p>
        {fields.length === 0
          ? t.none
          : fields.map(({ name }) => words(name)).join(words({ zh: '、', en: ', ' }))}
      </p>
    </>
  );
  return (
    <Dialog title={t.other} onClose={onClose}>
      <p>{sentence}</p>
      {list(t.lost, lost)}
      {list(t.fresh, fresh)}
      <div className={ui.row} style={{ justifyContent: 'flex-end' }}>
        <Button onClick={onClose}>{t.giveUp}</Button>
        <Button kind="primary" onClick={onConvert}>
          {t.convert}
        </Button>
      </div>
    </Dialog>
  );
}
