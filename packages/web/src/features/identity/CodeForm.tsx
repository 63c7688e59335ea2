import { type FormEvent, useState } from 'react';
import { sentenceOf } from '../../app/rpc.ts';
import { Button, Failure } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';

interface CodeProps {
  readonly label: string;
  readonly hint: string;
  readonly yes: string;
  readonly giving: { readonly isPending: boolean; readonly error: unknown };
  readonly onCode: (code: string) => void;
}

/** One code, as phones and password managers offer to fill it in. */
export function CodeForm({ label, hint, yes, giving, onCode }: CodeProps) {
  const [code, setCode] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onCode(code.trim());
  };
  return (
    <form className={ui.stack} onSubmit={submit}>
      <label className={ui.field}>
        {label}
        <input
          className={ui.input}
          autoComplete="one-time-code"
          inputMode="text"
          required
          maxLength={30}
          value={code}
          onChange={(e) => setCode(e.target.value)}
        />
      </label>
      <p className={ui.sub}>{hint}</p>
      {giving.error !== null && <Failure sentence={sentenceOf(giving.error)} />}
      <Button kind="primary" submit disabled={giving.isPending || code.trim() === ''}>
        {yes}
      </Button>
    </form>
  );
}
