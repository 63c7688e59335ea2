import { type ReactNode, useId, useState } from 'react';
import type { Said } from './export.ts';
import { ExportTable } from './ExportTable.tsx';
import { messages } from './messages.ts';
import { useOverlay } from './overlay.ts';
import s from './ui.module.css';

const useText = messages(
  {
    review: '待确认',
    retry: '重试',
    close: '关闭',
    cancel: '取消',
    empty: '暂无内容',
    waiting: '正在读取',
    explain: (what: string) => `${what}：看依据`,
  },
  {
    review: 'to confirm',
    retry: 'Try again',
    close: 'Close',
    cancel: 'Cancel',
    empty: 'Nothing here yet',
    waiting: 'Loading',
    explain: (what) => `${what}: where it comes from`,
  },
);

type Tone = 'good' | 'warn' | 'bad' | 'soft' | 'plain' | undefined;
export const cx = (...names: (string | false | undefined)[]): string => names.filter(Boolean).join(' ');

export function Tag({ tone, children }: { tone?: Tone; children: ReactNode }) {
  return <span className={cx(s.tag, tone && s[tone])}>{children}</span>;
}

/** Marks what somebody must still confirm. */
export function NeedsReview({ who }: { who?: string | null | undefined }) {
  const t = useText();
  return (
    <span className={s.review} title={who ?? undefined}>
      {t.review}
    </span>
  );
}

interface ButtonProps {
  readonly children: ReactNode;
  readonly wide?: boolean;
  readonly onClick?: () => void;
  readonly kind?: 'primary' | 'danger';
  readonly disabled?: boolean;
  readonly submit?: boolean;
}

export function Button({ children, onClick, kind, disabled, submit, wide }: ButtonProps) {
  return (
    <button
      type={submit ? 'submit' : 'button'}
      className={cx(s.button, kind && s[kind], wide && s.wide)}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

export function PageHead({
  title,
  sub,
  children,
}: {
  title: ReactNode;
  sub?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className={s.head}>
      <div>
        <h1 className={s.title}>{title}</h1>
        {sub && <p className={s.sub}>{sub}</p>}
      </div>
      {children && <div className={s.row}>{children}</div>}
    </div>
  );
}

export function Card({
  title,
  aside,
  children,
  flush,
}: {
  title?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  flush?: boolean;
}) {
  return (
    <section className={cx(s.card, flush && s.flush)}>
      {title && (
        <div className={s.cardHead} style={flush ? { padding: '14px 16px 0' } : undefined}>
          <h2 className={s.cardTitle}>{title}</h2>
          {aside && <span className={s.sub}>{aside}</span>}
        </div>
      )}
      {children}
    </section>
  );
}

export function Empty({ children }: { children?: ReactNode }) {
  const t = useText();
  return <p className={s.empty}>{children ?? t.empty}</p>;
}
export const Kbd = ({ children }: { children: ReactNode }) => <kbd className={s.kbd}>{children}</kbd>;

export function Waiting() {
  return (
    <div className={s.wait} role="status" aria-busy="true" aria-label={useText().waiting}>
      <div />
      <div />
      <div />
    </div>
  );
}

export function Failure({
  sentence,
  onRetry,
  retry,
}: {
  sentence: string;
  onRetry?: () => void;
  retry?: string;
}) {
  const t = useText();
  return (
    <div className={s.error} role="alert">
      <span>{sentence}</span>
      {onRetry && <Button onClick={onRetry}>{retry ?? t.retry}</Button>}
    </div>
  );
}

/** The only way to print a computed number; pressing it says where it comes from. */
export function Figure({
  children,
  what,
  onExplain,
}: {
  children: ReactNode;
  what: string;
  onExplain?: (() => void) | undefined;
}) {
  const t = useText();
  if (!onExplain) return <span className={s.num}>{children}</span>;
  return (
    <button
      type="button"
      className={cx(s.figure, s.num)}
      data-figure={what}
      title={t.explain(what)}
      onClick={onExplain}
    >
      {children}
      <span className={s.caption}> {t.explain(what)}</span>
    </button>
  );
}

export function Drawer({
  title,
  aside,
  onClose,
  children,
  foot,
  wide,
}: {
  title: ReactNode;
  aside?: ReactNode;
  onClose: () => void;
  children: ReactNode;
  foot?: ReactNode;
  /** For two columns of figures side by side. */
  wide?: boolean;
}) {
  const t = useText();
  const ref = useOverlay(onClose);
  const id = useId();
  return (
    <>
      <button type="button" className={s.shade} aria-label={t.close} tabIndex={-1} onClick={onClose} />
      <div
        className={cx(s.drawer, wide && s.drawerWide)}
        role="dialog"
        aria-modal="true"
        aria-labelledby={id}
        ref={ref}
      >
        <div className={s.drawerHead}>
          <h2 className={s.cardTitle} id={id}>
            {title}
          </h2>
          <div className={s.row}>
            {aside}
            <Button onClick={onClose}>
              {t.close} <Kbd>Esc</Kbd>
            </Button>
          </div>
        </div>
        <div className={s.drawerBody}>{children}</div>
        {foot && <div className={s.drawerFoot}>{foot}</div>}
      </div>
    </>
  );
}

interface ConfirmProps {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly reason?: { readonly label: string; readonly least: number };
  readonly onYes: (reason: string) => void;
  readonly onClose: () => void;
}

/** A question in the middle of the page; Esc is the same as closing it. Without `onClose` it must be answered. */
export function Dialog({
  title,
  children,
  onClose,
}: {
  title: string;
  children: ReactNode;
  onClose?: () => void;
}) {
  const t = useText();
  const ref = useOverlay(onClose);
  const id = useId();
  return (
    <>
      {onClose ? (
        <button type="button" className={s.shade} aria-label={t.close} tabIndex={-1} onClick={onClose} />
      ) : (
        <div className={s.shade} />
      )}
      <div className={s.dialog} role="dialog" aria-modal="true" aria-labelledby={id} ref={ref}>
        <h2 className={s.cardTitle} id={id}>
          {title}
        </h2>
        {children}
      </div>
    </>
  );
}

export function Confirm({ title, text, yes, reason, onYes, onClose }: ConfirmProps) {
  const t = useText();
  const [said, setSaid] = useState('');
  const short = reason !== undefined && [...said.trim()].length < reason.least;
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      {reason && (
        <label className={s.field}>
          <span className={s.label}>{reason.label}</span>
          <textarea
            className={s.input}
            rows={3}
            maxLength={500}
            value={said}
            onChange={(e) => setSaid(e.target.value)}
          />
        </label>
      )}
      <div className={s.row} style={{ justifyContent: 'flex-end' }}>
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button kind="primary" disabled={short} onClick={() => onYes(said.trim())}>
          {yes}
        </Button>
      </div>
    </Dialog>
  );
}

export interface Column<Row> {
  readonly id: string;
  readonly head: string;
  readonly right?: boolean;
  /** What the column says; the page shows it unless `cell` draws it in another way, and every export has it. */
  readonly text: (row: Row) => string;
  /** What the export has instead: the exact number, without separators, unit or rounding. */
  readonly exact?: (row: Row) => string;
  readonly cell?: (row: Row) => ReactNode;
}

interface DataTableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly empty?: ReactNode;
  /** What the export says of itself: filter and instant. */
  readonly said: Said;
}

export function DataTable<Row>({ caption, columns, rows, rowKey, empty, said }: DataTableProps<Row>) {
  if (rows.length === 0) return <Empty>{empty}</Empty>;
  const exported = () => [
    columns.map(({ head }) => head),
    ...rows.map((row) => columns.map(({ text, exact }) => (exact ?? text)(row))),
  ];
  return (
    <>
      {/* a wide table scrolls by itself, also with the keyboard */}
      <section className={s.scroll} tabIndex={0} aria-label={caption}>
        <table className={s.table}>
          <caption className={s.caption}>{caption}</caption>
          <thead>
            <tr>
              {columns.map((c) => (
                <th key={c.id} scope="col" className={c.right ? s.right : undefined}>
                  {c.head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={rowKey(row)}>
                {columns.map((c) => (
                  <td key={c.id} className={cx(c.right && s.right, c.right && s.num)}>
                    {(c.cell ?? c.text)(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <ExportTable title={caption} said={said} rows={exported} />
    </>
  );
}

export function Chips<V extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: readonly { readonly value: V; readonly text: string; readonly count?: number }[];
  value: V;
  onChange: (value: V) => void;
}) {
  return (
    <div className={s.chips} role="group" aria-label={label}>
      {options.map((o) => (
        <button
          key={o.value}
          type="button"
          className={s.chip}
          aria-pressed={o.value === value}
          onClick={() => onChange(o.value)}
        >
          {o.text} {o.count !== undefined && <b className={s.num}>{o.count}</b>}
        </button>
      ))}
    </div>
  );
}
