import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, useNavigate, useSearch } from '@tanstack/react-router';
import { api } from '../../app/rpc.ts';
import { Logo } from '../../ui/Logo.tsx';
import { Waiting } from '../../ui/parts.tsx';
import ui from '../../ui/ui.module.css';
import { CodeForm } from './CodeForm.tsx';
import { Enrol } from './Enrol.tsx';
import { useSecondFactorWords } from './second-factor-words.ts';
import s from './SignInPage.module.css';

/** Between the password and the product: the code of the device, or its enrolment where one is required. */
export function SecondFactorPage() {
  const t = useSecondFactorWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { back } = useSearch({ from: '/second-factor' });
  const now = useQuery(api.identity.secondFactor.queryOptions({ retry: false }));
  const goOn = async () => {
    queries.clear();
    await navigate({ href: back ?? '/' });
  };
  const give = useMutation(api.identity.giveCode.mutationOptions({ onSuccess: goOn }));
  if (now.error) return <Navigate to="/sign-in" search={back === undefined ? {} : { back }} replace />;
  return (
    <div className={s.page}>
      <span />
      <main className={s.box}>
        <div className={s.form}>
          <div className={s.brand}>
            <Logo />
            <h1 className={ui.title}>{now.data?.due === 'enrol' ? t.enrolTitle : t.codeTitle}</h1>
          </div>
          {now.isPending && <Waiting />}
          {now.data?.due === 'code' && (
            <>
              <p>{t.codeText(now.data.name)}</p>
              <CodeForm
                label={t.code}
                hint={t.codeHint}
                yes={t.give}
                giving={give}
                onCode={(code) => give.mutate({ code })}
              />
              <p className={ui.sub}>{t.lost}</p>
            </>
          )}
          {now.data?.due === 'enrol' && (
            <>
              <p>{t.enrolText(now.data.name)}</p>
              <Enrol onDone={() => void goOn()} />
            </>
          )}
          {now.data?.due === null && <Navigate to="/" replace />}
          {now.data && <Link to="/sign-in">{t.other}</Link>}
        </div>
      </main>
    </div>
  );
}
