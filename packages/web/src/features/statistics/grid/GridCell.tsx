import { type KeyboardEvent, type MouseEvent, memo } from 'react';
import { cx } from '../../../ui/parts.tsx';
import type { Cell } from './cell.ts';
import s from './grid.module.css';
import type { Keeper, Mode } from './keeper.ts';
import { onGridKey } from './keys.ts';
import { only } from './moves.ts';
import { LONGEST } from './paste.ts';

interface GridCellProps {
  readonly cell: Cell;
  readonly row: number;
  readonly col: number;
  /** How the cell is written in; null: another one is active. */
  readonly mode: Mode | null;
  readonly isSelected: boolean;
  readonly keeper: Keeper;
}

export const GridCell = memo(function GridCell(props: GridCellProps) {
  const { cell, row, col, mode, isSelected, keeper } = props;
  const onDown = (event: MouseEvent) => {
    const writes = mode !== null && (mode !== 'moving' || event.target instanceof HTMLSelectElement);
    if (event.button !== 0 || writes) return;
    // a click makes the cell active with its text selected; where the caret goes, a double click says
    event.preventDefault();
    keeper.startAt(null);
    keeper.select(event.shiftKey ? { ...keeper.selection, corner: { row, col } } : only({ row, col }));
  };
  const onDrag = (event: MouseEvent) => {
    if (event.buttons === 1 && keeper.mode === 'moving' && keeper.hasFocus)
      keeper.select({ ...keeper.selection, corner: { row, col } });
  };
  return (
    <td
      aria-selected={isSelected || mode !== null}
      data-place={`${row} ${col}`}
      className={cx(
        s.cell,
        cell.isText && s.words,
        cell.readOnly && s.read,
        cell.tone && s[cell.tone],
        isSelected && s.selected,
        mode !== null && s.active,
      )}
      onMouseDown={onDown}
      onMouseEnter={onDrag}
    >
      {mode === null ? cell.text : <Editor {...props} mode={mode} />}
    </td>
  );
});

/** The one field of the grid: it stands in the active cell, so that an input method has where to write. */
function Editor({ cell, mode, keeper }: GridCellProps & { readonly mode: Mode }) {
  const shared = {
    ref: keeper.holds,
    className: s.input,
    'aria-label': cell.label,
    'aria-invalid': cell.tone === 'error',
    'aria-describedby': cell.describedBy,
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => onGridKey(event, keeper),
    onFocus: keeper.enters,
    onBlur: keeper.leaves,
  };
  if (cell.options && !cell.readOnly)
    return (
      <select {...shared} value={cell.raw} onChange={(e) => keeper.choose(e.target.value)}>
        <option value="">—</option>
        {cell.options.map(({ id, text }) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    );
  return (
    <input
      {...shared}
      inputMode={cell.isText ? 'text' : 'decimal'}
      autoComplete="off"
      maxLength={LONGEST}
      readOnly={cell.readOnly}
      value={mode === 'moving' ? cell.text : cell.raw}
      onChange={(e) => keeper.type(e.target.value)}
      onDoubleClick={() => !cell.readOnly && keeper.begin('editing')}
    />
  );
}
