import type { ReactNode } from 'react';
import ui from '../../ui/ui.module.css';
import s from './explain.module.css';

export function Section({
  n,
  title,
  aside,
  children,
}: {
  n: number;
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={s.section}>
      <div className={s.sectionHead}>
        <h3>
          <b>{n}</b>
          {title}
        </h3>
        {aside && <span className={ui.sub}>{aside}</span>}
      </div>
      {children}
    </section>
  );
}
