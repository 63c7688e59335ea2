import { useMutation, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { Role } from '@yuanheng/contract';
import { ROLES } from '@yuanheng/contract/words';
import { useRoleWords } from '../../app/words.ts';
import { api } from '../../app/rpc.ts';
import { useMe } from '../../app/session.ts';
import ui from '../../ui/ui.module.css';
import { Act, useRefresh } from './Act.tsx';
import { useActWords } from './words.ts';

interface GrantProps {
  readonly memberId: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** A role at a place of its own kind, from a day on. */
export function GrantRole({ memberId, name, onClose }: GrantProps) {
  const t = useActWords();
  const roles = useRoleWords();
  const { today } = useMe();
  const refresh = useRefresh(onClose);
  const [role, setRole] = useState<Role>('office');
  const [placeId, setPlaceId] = useState('');
  const [from, setFrom] = useState(today);
  const [until, setUntil] = useState('');
  const grant = useMutation(api.identity.grantRole.mutationOptions({ onSuccess: refresh }));
  const needsPlace = role === 'sub-park' || role === 'carrier' || role === 'enterprise';
  return (
    <Act
      title={t.grantTitle(name)}
      doing={grant}
      yes={t.grant}
      isReady={!needsPlace || placeId !== ''}
      onYes={(reason) =>
        grant.mutate({
          memberId,
          role,
          from,
          reason,
          ...(needsPlace ? { placeId } : {}),
          ...(until ? { until } : {}),
        })
      }
      onClose={onClose}
    >
      <label className={ui.field}>
        {t.role}
        <select
          className={ui.input}
          value={role}
          onChange={(e) => {
            setRole(ROLES.find((one) => one === e.target.value) ?? 'office');
            setPlaceId('');
          }}
        >
          {ROLES.map((one) => (
            <option key={one} value={one}>
              {roles[one]}
            </option>
          ))}
        </select>
      </label>
      {needsPlace && <PlaceField key={role} role={role} placeId={placeId} onChoose={setPlaceId} />}
      <div className={ui.two}>
        <label className={ui.field}>
          {t.from}
          <input
            className={ui.input}
            type="date"
            required
            min={today}
            value={from}
            onChange={(e) => setFrom(e.target.value)}
          />
        </label>
        <label className={ui.field}>
          {t.until}
          <input
            className={ui.input}
            type="date"
            min={from}
            value={until}
            onChange={(e) => setUntil(e.target.value)}
          />
        </label>
      </div>
    </Act>
  );
}

interface PlaceProps {
  readonly role: Role;
  readonly placeId: string;
  readonly onChoose: (placeId: string) => void;
}

function PlaceField({ role, placeId, onChoose }: PlaceProps) {
  const t = useActWords();
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const places = useQuery(
    api.identity.listPlaces.queryOptions({ input: { role, ...(search ? { search } : {}) } }),
  );
  const { rows = [], total = 0 } = places.data ?? {};
  return (
    <div className={ui.field}>
      <span>{t.place}</span>
      {role === 'enterprise' && (
        <input
          className={ui.input}
          type="search"
          placeholder={t.placeSearch}
          aria-label={t.placeSearch}
          value={typed}
          onChange={(e) => setTyped(e.target.value)}
        />
      )}
      <select
        className={ui.input}
        aria-label={t.place}
        required
        value={placeId}
        onChange={(e) => onChoose(e.target.value)}
      >
        <option value="">{t.choosePlace}</option>
        {rows.map((row) => (
          <option key={row.id} value={row.id}>
            {row.name}
          </option>
        ))}
      </select>
      {total > rows.length && <span className={ui.sub}>{t.placesCut(rows.length, total)}</span>}
    </div>
  );
}
