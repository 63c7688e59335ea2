import { codeOf, dataOf } from '../../app/rpc.ts';
import { messages, useWords } from '../../ui/messages.ts';
import ui from '../../ui/ui.module.css';
import s from './SignInPage.module.css';

const useText = messages(
  {
    starting: '系统正在启动',
    wait: '首次启动要生成演示数据，约需一两分钟；完成后本页自动可用。',
  },
  {
    starting: 'The system is starting',
    wait: 'The first start makes the demonstration data, a minute or two; this page is ready by itself afterwards.',
  },
);

interface Start {
  readonly share: number;
  readonly what: { readonly zh: string; readonly en: string };
}

/** How far the server's start is; null: it has started, or something else failed. */
export const startOf = (error: unknown): Start | null =>
  codeOf(error) === 'STARTING' ? (dataOf<Start>(error) ?? null) : null;

/** How far the server's start is. */
export function Starting({ start: { share, what } }: { start: Start }) {
  const t = useText();
  const words = useWords();
  const percent = Math.floor(share * 100);
  return (
    <section className={s.starting} aria-label={t.starting}>
      <progress className={s.progress} max={100} value={percent} aria-label={t.starting} />
      <p role="status">
        {words(what)} {percent}%
      </p>
      <p className={ui.sub}>{t.wait}</p>
    </section>
  );
}
