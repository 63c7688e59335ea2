import { useState } from 'react';
import { Button } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useSecondFactorWords } from './second-factor-words.ts';
import s from './second-factor.module.css';

/** Recovery codes on the screen, once. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const t = useSecondFactorWords();
  const [copied, setCopied] = useState(false);
  return (
    <div className={ui.stack}>
      <h2 className={ui.cardTitle}>{t.codesTitle}</h2>
      <p>{t.codesText}</p>
      <ul className={s.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={ui.row} style={{ justifyContent: 'flex-end' }}>
        <Button
          onClick={() => {
            void navigator.clipboard.writeText(codes.join('\n')).then(() => setCopied(true));
          }}
        >
          {copied ? t.copied : t.copy}
        </Button>
        <Button kind="primary" onClick={onKept}>
          {t.kept}
        </Button>
      </div>
    </div>
  );
}
