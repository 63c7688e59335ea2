import type { Role } from '@yuanheng/contract';
import { ROLES } from '@yuanheng/contract/words';
import { useRoleWords } from '../../app/words.ts';
import { Chips } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { type Asked, SHOWN } from './filter.ts';
import { usePeopleWords } from './words.ts';
import s from './people.module.css';

interface FiltersProps {
  readonly asked: Asked;
  readonly counts: {
    readonly disabled: number;
    readonly unused: number;
    readonly byRole: readonly { readonly role: Role; readonly people: number }[];
  };
  readonly onAsk: (asked: Asked) => void;
}

/** Search, role and state; those with a count say how many there are. */
export function PeopleFilters({ asked, counts, onAsk }: FiltersProps) {
  const t = usePeopleWords();
  return (
    <div className={ui.row}>
      <input
        className={`${ui.input} ${s.search}`}
        type="search"
        placeholder={t.search}
        aria-label={t.search}
        value={asked.typed}
        onChange={(e) => onAsk({ ...asked, typed: e.target.value })}
      />
      <RoleSelect role={asked.role} counts={counts.byRole} onChange={(role) => onAsk({ ...asked, role })} />
      <Chips
        label={t.filter}
        value={asked.shown}
        onChange={(shown) => onAsk({ ...asked, shown })}
        options={SHOWN.map((value) => ({
          value,
          text: t[value],
          ...(value === 'disabled' || value === 'unused' ? { count: counts[value] } : {}),
        }))}
      />
    </div>
  );
}

interface RoleSelectProps {
  readonly role: Role | '';
  readonly counts: readonly { readonly role: Role; readonly people: number }[];
  readonly onChange: (role: Role | '') => void;
}

function RoleSelect({ role, counts, onChange }: RoleSelectProps) {
  const t = usePeopleWords();
  const roles = useRoleWords();
  const peopleOf = (one: Role) => counts.find((count) => count.role === one)?.people ?? 0;
  return (
    <select
      className={`${ui.input} ${s.roles}`}
      aria-label={t.role}
      value={role}
      onChange={(e) => onChange(ROLES.find((one) => one === e.target.value) ?? '')}
    >
      <option value="">{t.anyRole}</option>
      {ROLES.map((one) => (
        <option key={one} value={one}>
          {roles[one]}（{peopleOf(one)}）
        </option>
      ))}
    </select>
  );
}
