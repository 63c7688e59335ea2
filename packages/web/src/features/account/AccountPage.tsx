import { useRoleWords } from '../../app/words.ts';
import { useMe } from '../../app/session.ts';
import { useWords } from '../../ui/messages.ts';
import { PageHead } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { Delegations } from './Delegations.tsx';
import { MySessions } from './MySessions.tsx';
import { SecondFactorCard } from './SecondFactorCard.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { useAccountWords } from './words.ts';

/** What everybody keeps for themselves: sessions, password, who acts for them. */
export function AccountPage() {
  const t = useAccountWords();
  const roles = useRoleWords();
  const words = useWords();
  const me = useMe();
  const role = `${roles[me.active.role]} · ${words(me.active.placeName)}`;
  return (
    <div className={ui.stack}>
      <PageHead title={t.title} sub={t.sub(me.person.name, role)} />
      <MySessions />
      <div className={ui.two}>
        <div className={ui.stack}>
          <PasswordForm />
          <SecondFactorCard />
        </div>
        <Delegations key={me.active.id} role={roles[me.active.role]} />
      </div>
    </div>
  );
}
