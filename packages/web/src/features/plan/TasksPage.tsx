import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { PlanTask, UnitDuties } from '@yuanheng/contract';
import { useState } from 'react';
import { api, sentenceOf } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import { useWords } from '../../ui/messages.ts';
import {
  Button,
  Card,
  Chips,
  DataTable,
  Failure,
  NeedsReview,
  PageHead,
  Tag,
  Waiting,
} from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { AssignTask } from './AssignTask.tsx';
import { TaskUnits, unitsText } from './TaskUnits.tsx';
import { ACTIONS, FREQUENCIES, useTaskWords } from './words.ts';

const STATES = ['all', 'open', 'charged'] as const;
type State = (typeof STATES)[number];

const isOpen = ({ named, assigned }: PlanTask): boolean => named.length === 0 && assigned === null;

/** The seven task groups of the plan as tasks, who is charged with each, and what each unit's duties are. */
export function TasksPage() {
  const t = useTaskWords();
  const words = useWords();
  const me = useMe();
  const [group, setGroup] = useState('');
  const [state, setState] = useState<State>('all');
  const [assigning, setAssigning] = useState<PlanTask | null>(null);
  const read = useQuery(api.plan.tasks.queryOptions({ input: {} }));
  if (read.error) return <Failure sentence={sentenceOf(read.error)} onRetry={() => void read.refetch()} />;
  if (!read.data) return <Waiting />;
  const { rows, groups, units, asOf } = read.data;
  const inGroup = rows.filter((row) => group === '' || row.group === group);
  const having = (wanted: State) =>
    inGroup.filter((row) => wanted === 'all' || isOpen(row) === (wanted === 'open'));
  const shown = having(state);
  const titleOf = (clause: string) => groups.find((one) => one.clause === clause)?.title ?? '';
  const filter = t.filter(group === '' ? t.all : titleOf(group), t[state]);
  return (
    <div className={ui.stack}>
      <PageHead title={t.title} sub={t.sub}>
        <Link to="/plan">{t.toPlan}</Link>
      </PageHead>
      <Card title={t.tasks} aside={t.shown(shown.length, rows.length)} flush>
        <div className={ui.row} style={{ padding: '12px 16px', flexWrap: 'wrap' }}>
          <select
            className={ui.input}
            style={{ width: 'auto' }}
            aria-label={t.group}
            value={group}
            onChange={(e) => setGroup(e.target.value)}
          >
            <option value="">{`${t.group}：${t.all}`}</option>
            {groups.map(({ clause, title }) => (
              <option key={clause} value={clause}>
                {clause} {title}
              </option>
            ))}
          </select>
          <Chips
            label={t.assignee}
            options={STATES.map((value) => ({ value, text: t[value], count: having(value).length }))}
            value={state}
            onChange={setState}
          />
        </div>
        <DataTable
          caption={t.tasks}
          rows={shown}
          rowKey={({ id }) => id}
          said={{ filter, asOf }}
          empty={t.noTask}
          columns={[
            {
              id: 'name',
              head: t.name,
              text: (row) => words(row.name),
              cell: (row) => <TaskName task={row} />,
            },
            {
              id: 'clause',
              head: t.clause,
              text: ({ clause }) => clause,
              cell: ({ clause }) => <Short>{clause}</Short>,
            },
            {
              id: 'units',
              head: t.units,
              text: (row) => unitsText(row, words) || t.open,
              cell: (row) => <TaskUnits task={row} />,
            },
            {
              id: 'due',
              head: t.due,
              text: ({ assigned }) => assigned?.dueOn ?? t.none,
              cell: ({ assigned }) => <Short>{assigned?.dueOn ?? '—'}</Short>,
            },
            { id: 'quote', head: t.quote, text: ({ quote }) => `“${quote}”` },
            ...(me.active.role === 'office'
              ? [
                  {
                    id: 'act',
                    head: '',
                    text: () => '',
                    cell: (row: PlanTask) => (
                      <Button onClick={() => setAssigning(row)}>{row.assigned ? t.change : t.assign}</Button>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Card>
      <Duties units={units} asOf={asOf} />
      {assigning && <AssignTask task={assigning} units={units} onClose={() => setAssigning(null)} />}
    </div>
  );
}

/** A short text that stays in one line; a run-in heading may wrap. */
function Short({ children }: { children: string }) {
  return <span style={children.length < 12 ? { whiteSpace: 'nowrap' } : undefined}>{children}</span>;
}

function TaskName({ task }: { task: PlanTask }) {
  const t = useTaskWords();
  const words = useWords();
  const kind = [
    task.form,
    task.action && words(ACTIONS[task.action]),
    task.frequency && words(FREQUENCIES[task.frequency]),
  ];
  return (
    <>
      <b>{words(task.name)}</b>
      <div className={ui.sub}>
        {task.id} · {task.kind === 'recurring' ? `${t.recurring} · ` : ''}
        {kind.filter(Boolean).join(' · ')}
        {task.sameAs && ` · ${t.same(task.sameAs)}`}
      </div>
    </>
  );
}

function Duties({ units, asOf }: { units: readonly UnitDuties[]; asOf: string }) {
  const t = useTaskWords();
  const words = useWords();
  return (
    <Card title={t.duties} aside={String(units.length)} flush>
      <DataTable
        caption={t.duties}
        rows={units}
        rowKey={({ code }) => code}
        said={{ filter: t.all, asOf }}
        columns={[
          {
            id: 'unit',
            head: t.unit,
            text: ({ name }) => words(name),
            cell: ({ name, needsReview }) => (
              <span className={ui.row}>
                {words(name)} {needsReview && <NeedsReview who={needsReview} />}
              </span>
            ),
          },
          {
            id: 'duties',
            head: t.charges,
            text: ({ duties }) => duties.join('、'),
            cell: ({ duties }) => (
              <span className={ui.row} style={{ flexWrap: 'wrap' }}>
                {duties.map((one) => (
                  <Tag key={one}>{one}</Tag>
                ))}
              </span>
            ),
          },
          { id: 'host', head: t.host, text: ({ host }) => host ?? '—' },
          {
            id: 'clause',
            head: t.clause,
            text: ({ clause }) => clause,
            cell: ({ clause }) => <Short>{clause}</Short>,
          },
        ]}
      />
    </Card>
  );
}
