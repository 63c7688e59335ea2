import { useState } from 'react';
import type { OneTimeLink } from '@yuanheng/contract';
import { fullMoment } from '../../ui/format.ts';
import { Button, Dialog } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useActWords } from './words.ts';
import s from './people.module.css';

/** A one-time link on the screen, once: who made it copies it and hands it over. The token stands behind #, which no server is sent. */
export function LinkShown({ name, link, onClose }: { name: string; link: OneTimeLink; onClose: () => void }) {
  const t = useActWords();
  const [copied, setCopied] = useState(false);
  const address = `${location.origin}/link#${link.token}`;
  return (
    <Dialog title={t.linkTitle}>
      <p>{t.linkText(name, fullMoment(link.expiresAt))}</p>
      <p className={s.address} data-link>
        {address}
      </p>
      <div className={ui.row} style={{ justifyContent: 'flex-end' }}>
        <Button
          onClick={() => {
            void navigator.clipboard.writeText(address).then(() => setCopied(true));
          }}
        >
          {copied ? t.copied : t.copy}
        </Button>
        <Button kind="primary" onClick={onClose}>
          {t.done}
        </Button>
      </div>
    </Dialog>
  );
}
