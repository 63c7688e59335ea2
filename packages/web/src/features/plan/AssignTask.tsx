import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PlanTask, UnitDuties } from '@yuanheng/contract';
import { useState } from 'react';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useWords } from '../../ui/messages.ts';
import { Button, Dialog, Failure } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { useTaskWords } from './words.ts';

interface AssignProps {
  readonly task: PlanTask;
  readonly units: readonly UnitDuties[];
  readonly onClose: () => void;
}

/** Charges units with a task: one leads, others support, with the ground for it. */
export function AssignTask({ task, units, onClose }: AssignProps) {
  const t = useTaskWords();
  const words = useWords();
  const queries = useQueryClient();
  const before = task.assigned?.units ?? task.named;
  const codesOf = (leads: boolean) =>
    before.filter(({ role }) => (role === 'lead') === leads).flatMap(({ code }) => code ?? []);
  const [lead, setLead] = useState(codesOf(true)[0] ?? '');
  const [support, setSupport] = useState<readonly string[]>(codesOf(false));
  const [dueOn, setDueOn] = useState(task.assigned?.dueOn ?? '');
  const [reason, setReason] = useState('');
  const assign = useMutation(
    api.plan.assignTask.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: api.plan.key() });
        onClose();
      },
    }),
  );
  const ready = lead !== '' && [...reason.trim()].length >= 4;
  const toggle = (code: string) =>
    setSupport(support.includes(code) ? support.filter((one) => one !== code) : [...support, code]);
  return (
    <Dialog title={`${task.assigned ? t.change : t.assign}：${words(task.name)}`} onClose={onClose}>
      <p className={ui.sub}>
        “{task.quote}”（{task.clause}）
      </p>
      <label className={ui.field}>
        {t.lead}
        <select className={ui.input} value={lead} onChange={(e) => setLead(e.target.value)}>
          <option value="">{t.choose}</option>
          {units.map(({ code, name }) => (
            <option key={code} value={code}>
              {words(name)}
            </option>
          ))}
        </select>
      </label>
      <fieldset className={ui.field}>
        <legend>{t.support}</legend>
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 14px', maxHeight: 168, overflow: 'auto' }}>
          {units
            .filter(({ code }) => code !== lead)
            .map(({ code, name }) => (
              <label key={code} className={ui.row}>
                <input type="checkbox" checked={support.includes(code)} onChange={() => toggle(code)} />
                {words(name)}
              </label>
            ))}
        </div>
      </fieldset>
      <label className={ui.field}>
        {t.dueOn}
        <input className={ui.input} type="date" value={dueOn} onChange={(e) => setDueOn(e.target.value)} />
      </label>
      <label className={ui.field}>
        {t.reason}
        <textarea
          className={ui.input}
          rows={2}
          maxLength={500}
          value={reason}
          onChange={(e) => setReason(e.target.value)}
        />
      </label>
      {assign.error && <Failure sentence={sentenceOf(assign.error)} />}
      <div className={ui.row} style={{ justifyContent: 'flex-end' }}>
        <Button
          kind="primary"
          disabled={!ready || assign.isPending}
          onClick={() =>
            assign.mutate({
              taskId: task.id,
              lead,
              support: support.filter((code) => code !== lead),
              dueOn: dueOn === '' ? null : dueOn,
              reason: reason.trim(),
            })
          }
        >
          {t.save}
        </Button>
      </div>
    </Dialog>
  );
}
