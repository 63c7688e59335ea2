import { messages } from '../../ui/messages.ts';
import ui from '../../ui/ui.module.css';

const useText = messages({ login: '账号', password: '密码' }, { login: 'Name', password: 'Password' });

interface CredentialsProps {
  readonly login: string;
  readonly password: string;
  readonly onLogin: (login: string) => void;
  readonly onPassword: (password: string) => void;
}

/** Name and password, as browsers and password managers know them. */
export function Credentials({ login, password, onLogin, onPassword }: CredentialsProps) {
  const t = useText();
  return (
    <>
      <label className={ui.field}>
        {t.login}
        <input
          className={ui.input}
          autoComplete="username"
          required
          value={login}
          onChange={(e) => onLogin(e.target.value)}
        />
      </label>
      <label className={ui.field}>
        {t.password}
        <input
          className={ui.input}
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(e) => onPassword(e.target.value)}
        />
      </label>
    </>
  );
}
