import type { PlanTask } from '@yuanheng/contract';
import { useWords } from '../../ui/messages.ts';
import { Tag } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { UNIT_ROLES, useTaskWords } from './words.ts';

type Unit = PlanTask['named'][number];

/** Who is charged with a task: the latest assignment, or whom the plan names. */
const unitsOf = ({ assigned, named }: PlanTask): readonly Unit[] => assigned?.units ?? named;

export function unitsText(task: PlanTask, words: ReturnType<typeof useWords>): string {
  return unitsOf(task)
    .map(({ name, role }) => `${words(name)}（${words(UNIT_ROLES[role])}）`)
    .join('、');
}

/** Leading units first, the others in one line; and by whom they were charged. */
export function TaskUnits({ task }: { task: PlanTask }) {
  const t = useTaskWords();
  const words = useWords();
  const units = unitsOf(task);
  if (units.length === 0) return <Tag tone="warn">{t.open}</Tag>;
  const leads = units.filter(({ role }) => role !== 'support');
  const others = units.filter(({ role }) => role === 'support');
  const { assigned } = task;
  return (
    <div style={{ maxWidth: 300 }}>
      {leads.map(({ name, role }) => (
        <div key={name.zh}>
          {words(name)} <span className={ui.sub}>{words(UNIT_ROLES[role])}</span>
        </div>
      ))}
      {others.length > 0 && (
        <div className={ui.sub}>
          {words(UNIT_ROLES.support)}：{others.map(({ name }) => words(name)).join('、')}
        </div>
      )}
      <div className={ui.sub} title={assigned?.reason}>
        {assigned ? t.byOffice(assigned.by, assigned.at.slice(0, 10)) : t.byPlan}
        {assigned && assigned.before > 0 && ` · ${t.earlier(assigned.before)}`}
      </div>
    </div>
  );
}
