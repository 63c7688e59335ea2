import { cx } from '../../ui/parts.tsx';
import s from './carriers.module.css';

/** Grades are told apart by letter, fill and border, not by colour alone: the best is filled, the last is framed twice. */
export function GradeChip({ grade, name }: { grade: string | null; name?: string | undefined }) {
  const known = grade === 'A' || grade === 'B' || grade === 'C' || grade === 'D';
  return (
    <span className={cx(s.grade, known && s[`grade${grade}`])} title={name}>
      {grade ?? '—'}
    </span>
  );
}
