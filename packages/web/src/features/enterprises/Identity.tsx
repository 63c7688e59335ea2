import { Link } from '@tanstack/react-router';
import type { Enterprise, EnterpriseName, RegisteredAttribute, Residence } from '@yuanheng/contract';
import { useMe } from '../../app/session.ts';
import { exactText } from '../../ui/format.ts';
import { useWords } from '../../ui/messages.ts';
import { Card } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { usePageWords } from './page-words.ts';
import s from './page.module.css';

/** Names, code and what else is registered, each with the day it holds from. */
export function Identity({ enterprise }: { enterprise: Enterprise }) {
  const t = usePageWords();
  const former = enterprise.names.filter(
    ({ kind, until, isUndated }) => kind === 'registered' && (until !== null || isUndated),
  );
  const current = enterprise.attributes.filter(({ until, isUndated }) => until === null && !isUndated);
  return (
    <Card title={t.identity}>
      <dl className={s.facts}>
        <dt>{t.shortName}</dt>
        <dd>{enterprise.shortName}</dd>
        {former.length > 0 && (
          <>
            <dt>{t.formerNames}</dt>
            <dd>
              {former.map((name) => (
                <Former key={`${name.name} ${name.until ?? ''}`} name={name} />
              ))}
            </dd>
          </>
        )}
        <dt>{t.industry}</dt>
        <dd>{enterprise.industryCode}</dd>
        {current.map((attribute) => (
          <Attribute key={attribute.attribute} of={attribute} />
        ))}
      </dl>
    </Card>
  );
}

function Former({ name }: { name: EnterpriseName }) {
  const t = usePageWords();
  return (
    <div title={name.document ?? undefined}>
      {name.name} <span className={ui.sub}>{name.until === null ? t.undated : t.until(name.until)}</span>
    </div>
  );
}

function Attribute({ of }: { of: RegisteredAttribute }) {
  const t = usePageWords();
  const since = of.fromSaid ?? of.from;
  const text = of.attribute === 'capital_yuan' ? `${exactText(of.value)} ${t.yuan}` : of.value;
  return (
    <>
      <dt>{t[of.attribute]}</dt>
      <dd title={of.document ?? undefined}>
        {text} {of.attribute !== 'established' && since && <span className={ui.sub}>{t.since(since)}</span>}
      </dd>
    </>
  );
}

/** Where it sat, the latest first. */
export function Whereabouts({ residences }: { residences: readonly Residence[] }) {
  const t = usePageWords();
  const words = useWords();
  const isOffice = ['office', 'sub-park'].includes(useMe().active.role);
  return (
    <Card title={t.where}>
      <ul className={s.line}>
        {residences.map(({ carrier, subPark, from, until }) => (
          <li key={`${carrier.id} ${from ?? ''}`} data-now={until === null}>
            <div className={ui.between}>
              {isOffice ? (
                <Link to="/carriers/$carrierId" params={{ carrierId: carrier.id }}>
                  {words(carrier.shortName)}
                </Link>
              ) : (
                <span>{words(carrier.shortName)}</span>
              )}
              <span className={ui.sub}>
                {from ?? '—'} — {until ?? t.now}
              </span>
            </div>
            {subPark && <div className={ui.sub}>{words(subPark.shortName)}</div>}
          </li>
        ))}
      </ul>
      <p className={ui.sub} style={{ marginTop: 12 }}>
        {t.stays}
      </p>
    </Card>
  );
}
