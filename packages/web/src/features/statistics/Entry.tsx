import { useState } from 'react';
import { periodText } from '../../ui/format.ts';
import { useLanguage } from '../../ui/messages.ts';
import { useNarrow } from '../../ui/narrow.ts';
import { Confirm } from '../../ui/parts.tsx';
import { ConflictDialog } from './ConflictDialog.tsx';
import { type Writing, useWriting } from './writing.ts';
import { EntryPhone } from './EntryPhone.tsx';
import { EntryGrid } from './EntryGrid.tsx';
import { useEntryWords } from './entry-words.ts';

/** The report while its enterprise fills it in: a table on the desktop, part by part on a phone. */
export function Entry({ report }: { report: Writing['report'] }) {
  const at = useWriting(report);
  const narrow = useNarrow();
  const [asking, setAsking] = useState(false);
  const t = useEntryWords();
  const language = useLanguage();
  return (
    <>
      {narrow ? (
        <EntryPhone at={at} onSubmit={() => setAsking(true)} />
      ) : (
        <EntryGrid at={at} onSubmit={() => setAsking(true)} />
      )}
      {asking && (
        <Confirm
          title={t.sure(periodText(report.periodCode, language))}
          text={t.sureText}
          yes={t.submit}
          onClose={() => setAsking(false)}
          onYes={() => {
            setAsking(false);
            at.send();
          }}
        />
      )}
      {at.conflict && (
        <ConflictDialog form={report.form} conflict={at.conflict} onChosen={at.resolve} onClose={at.putOff} />
      )}
    </>
  );
}
