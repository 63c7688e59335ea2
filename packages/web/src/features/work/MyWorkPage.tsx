import { Link, Navigate } from '@tanstack/react-router';
import { useMe } from '../../app/session.ts';
import { Card, Empty, PageHead } from '../../ui/parts.tsx';
import { EnterpriseWork } from './EnterpriseWork.tsx';
import { OfficeWork } from './OfficeWork.tsx';
import { useWorkWords } from './words.ts';

export function MyWorkPage() {
  const t = useWorkWords();
  const { role } = useMe().active;
  switch (role) {
    case 'leader':
      return <Navigate to="/cockpit" replace />;
    case 'enterprise':
      return <EnterpriseWork />;
    case 'office':
    case 'sub-park':
      return <OfficeWork accepts={role === 'office'} />;
    case 'system-admin':
    case 'security-admin':
      return (
        <>
          <PageHead title={t.title} />
          <Card>
            <p>
              {role === 'system-admin' ? t.keepsPeople : t.keepsRights} <Link to="/people">{t.people}</Link>
            </p>
          </Card>
        </>
      );
    case 'audit-admin':
      return (
        <>
          <PageHead title={t.title} />
          <Card>
            <p>
              {t.auditOnly} <Link to="/audit">{t.audit}</Link>
            </p>
          </Card>
        </>
      );
    default:
      return (
        <>
          <PageHead title={t.title} />
          <Card>
            <Empty>{t.admin}</Empty>
          </Card>
        </>
      );
  }
}
