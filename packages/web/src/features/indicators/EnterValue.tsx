import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useWords } from '../../ui/messages.ts';
import { Button, Dialog, Failure } from '../../ui/parts.tsx';
import { useUnits } from '../../ui/units.ts';
import ui from '../../ui/ui.module.css';
import { useIndicatorsWords } from './words.ts';

interface EnterProps {
  readonly period: string;
  readonly choices: readonly {
    readonly valueId: string;
    readonly name: { readonly zh: string; readonly en: string };
    readonly unit: string;
  }[];
  readonly onClose: () => void;
}

export function EnterValue({ period, choices, onClose }: EnterProps) {
  const t = useIndicatorsWords();
  const words = useWords();
  const unitText = useUnits();
  const queries = useQueryClient();
  const units = useQuery(api.indicators.units.queryOptions());
  const [valueId, setValueId] = useState(choices[0]?.valueId ?? '');
  const [unitCode, setUnitCode] = useState('');
  const [value, setValue] = useState('');
  const [document, setDocument] = useState('');
  const enter = useMutation(
    api.indicators.enterValue.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.indicators.key() }),
    }),
  );
  const unit = choices.find((choice) => choice.valueId === valueId)?.unit ?? '';
  const clean = value.normalize('NFKC').replaceAll(/[,\s]/g, '');
  const isNumber = /^-?\d+(\.\d+)?$/.test(clean);
  const ready = isNumber && document.trim().length >= 4 && valueId !== '';
  const places = units.data?.rows.filter(({ kind }) => kind !== 'carrier') ?? [];
  const place = unitCode || (places[0]?.code ?? '');
  return (
    <Dialog title={t.enter} onClose={onClose}>
      <label className={ui.field}>
        {t.what}
        <select className={ui.input} value={valueId} onChange={(e) => setValueId(e.target.value)}>
          {choices.map((choice) => (
            <option key={choice.valueId} value={choice.valueId}>
              {words(choice.name)}（{unitText(choice.unit)}）
            </option>
          ))}
        </select>
      </label>
      <label className={ui.field}>
        {t.place}
        <select className={ui.input} value={place} onChange={(e) => setUnitCode(e.target.value)}>
          {places.map((row) => (
            <option key={row.id} value={row.code}>
              {words(row.name)}
            </option>
          ))}
        </select>
      </label>
      <label className={ui.field}>
        {t.number}（{unitText(unit)}）
        <input
          className={ui.input}
          inputMode="decimal"
          value={value}
          onChange={(e) => setValue(e.target.value)}
        />
      </label>
      {clean !== '' && !isNumber && <p role="alert">{t.noNumber(value, unitText(unit))}</p>}
      <label className={ui.field}>
        {t.doc}
        <input
          className={ui.input}
          value={document}
          maxLength={200}
          onChange={(e) => setDocument(e.target.value)}
        />
      </label>
      <p className={ui.sub}>{t.hint}</p>
      {enter.error && <Failure sentence={sentenceOf(enter.error)} />}
      {enter.data && <p role="status">{t.saved}</p>}
      <div className={ui.row} style={{ justifyContent: 'flex-end' }}>
        <Button
          kind="primary"
          disabled={!ready || enter.isPending || enter.isSuccess}
          onClick={() =>
            enter.mutate({ valueId, unitCode: place, period, value: clean, document: document.trim() })
          }
        >
          {t.save}
        </Button>
      </div>
    </Dialog>
  );
}
