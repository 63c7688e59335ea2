import { type ClipboardEvent, type ReactNode, memo } from 'react';
import { cx } from '../../../ui/parts.tsx';
import ui from '../../../ui/ui.module.css';
import type { Cell, GridRow } from './cell.ts';
import { GridCell } from './GridCell.tsx';
import s from './grid.module.css';
import type { GridState, Keeper, Mode } from './keeper.ts';
import { onKeyBelow } from './keys.ts';
import { type Box, boxOf } from './moves.ts';
import { useGrid } from './use-grid.ts';

export interface GridHead {
  readonly id: string;
  readonly text: ReactNode;
  readonly isRight?: boolean;
}

interface GridProps extends GridState {
  readonly label: string;
  /** Heads of all columns: those of the row's heads first, then one for each cell. */
  readonly heads: readonly GridHead[];
  /** What is said about the active cell, below the grid. */
  readonly status: (cell: Cell | undefined) => ReactNode;
}

/**
 * Entry as in a spreadsheet: one cell is active and has the only field; arrows, Tab, Enter, F2 and Esc as everybody
 * knows them; ranges by Shift or drag; copy and paste with the clipboard; undo and redo.
 */
export function Grid({ label, heads, status, ...state }: GridProps) {
  const { selection, mode, keeper } = useGrid(state);
  const box = boxOf(selection);
  const { active } = selection;
  const isSingle = box.top === box.bottom && box.left === box.right;
  return (
    <>
      <div className={s.scroll}>
        <table
          role="grid"
          aria-label={label}
          aria-multiselectable="true"
          className={cx(s.grid, mode === 'moving' && s.moving)}
          onCopy={(event) => onCopy(event, keeper)}
          onCut={(event) => onCopy(event, keeper) && keeper.clear()}
          onPaste={(event) => onPaste(event, keeper)}
        >
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head.id} scope="col" className={head.isRight ? ui.right : undefined}>
                  {head.text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {state.rows.map((row, i) => (
              <Row
                key={row.id}
                row={row}
                index={i}
                columns={heads.length}
                activeCol={active.row === i ? active.col : -1}
                mode={active.row === i ? mode : 'moving'}
                range={!isSingle && i >= box.top && i <= box.bottom ? rangeText(box) : ''}
                keeper={keeper}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className={s.status}>{status(state.rows[active.row]?.cells[active.col])}</div>
    </>
  );
}

/** The selected columns as a text, so that rows that are selected alike are not drawn again. */
const rangeText = ({ left, right }: Box): string => `${left} ${right}`;
function isIn(range: string, col: number): boolean {
  const [left, right] = range.split(' ').map(Number);
  return range !== '' && left !== undefined && right !== undefined && col >= left && col <= right;
}

/** The clipboard is the grid's while nobody writes in the cell; a block of cells is so at any time. */
const isOurs = (event: ClipboardEvent, keeper: Keeper): boolean =>
  keeper.mode === 'moving' &&
  event.target instanceof Element &&
  event.target.closest('[data-below]') === null;

function onCopy(event: ClipboardEvent, keeper: Keeper): boolean {
  if (!isOurs(event, keeper)) return false;
  event.preventDefault();
  event.clipboardData.setData('text/plain', keeper.copied());
  return true;
}

function onPaste(event: ClipboardEvent, keeper: Keeper): void {
  const text = event.clipboardData.getData('text/plain');
  const inWords = event.target instanceof Element && event.target.closest('[data-below]') !== null;
  if (inWords || (!isOurs(event, keeper) && !/[\t\n]./.test(text))) return;
  event.preventDefault();
  keeper.paste(text);
}

interface RowProps {
  readonly row: GridRow;
  readonly index: number;
  readonly columns: number;
  readonly activeCol: number;
  readonly mode: Mode;
  readonly range: string;
  readonly keeper: Keeper;
}

const Row = memo(function Row({ row, index, columns, activeCol, mode, range, keeper }: RowProps) {
  return (
    <>
      {row.section && (
        <tr className={s.section}>
          <th scope="rowgroup" colSpan={columns}>
            {row.section}
          </th>
        </tr>
      )}
      <tr>
        {row.heads.map(({ id, text, isName }) =>
          isName ? (
            <th key={id} scope="row">
              {text}
            </th>
          ) : (
            <td key={id} className={s.head}>
              {text}
            </td>
          ),
        )}
        {row.cells.map((cell, col) => (
          <GridCell
            key={cell.label}
            cell={cell}
            row={index}
            col={col}
            mode={activeCol === col ? mode : null}
            isSelected={isIn(range, col)}
            keeper={keeper}
          />
        ))}
      </tr>
      {row.below && (
        <tr data-below className={s.below}>
          <td colSpan={columns} onKeyDown={(event) => onKeyBelow(event, index, keeper)}>
            {row.below}
          </td>
        </tr>
      )}
    </>
  );
});
