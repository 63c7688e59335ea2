import { useState } from 'react';
import { useNarrow } from '../../ui/narrow.ts';
import { ConflictDialog } from './ConflictDialog.tsx';
import { type Writing, useWriting } from './writing.ts';
import { EntryPhone } from './EntryPhone.tsx';
import { EntryGrid } from './EntryGrid.tsx';
import { SubmitDialog } from './SubmitDialog.tsx';

/** The report while its enterprise fills it in: a table on the desktop, part by part on a phone. */
export function Entry({ report }: { report: Writing['report'] }) {
  const at = useWriting(report);
  const narrow = useNarrow();
  const [asking, setAsking] = useState(false);
  return (
    <>
      {narrow ? (
        <EntryPhone at={at} onSubmit={() => setAsking(true)} />
      ) : (
        <EntryGrid at={at} onSubmit={() => setAsking(true)} />
      )}
      {asking && (
        <SubmitDialog
          report={report}
          onClose={() => setAsking(false)}
          onYes={(signatories) => {
            setAsking(false);
            at.send(signatories);
          }}
        />
      )}
      {at.conflict && (
        <ConflictDialog form={report.form} conflict={at.conflict} onChosen={at.resolve} onClose={at.putOff} />
      )}
    </>
  );
}
