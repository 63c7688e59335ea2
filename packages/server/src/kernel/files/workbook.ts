/**
 * Reads a workbook that somebody else made, row by row, with what is typed in each cell. Formulas are not computed:
 * their cells say so, and show the value the workbook was saved with.
 */
import { type Row, RowReader } from './sheet-rows.ts';
import { type SheetPart, type WorkbookParts, readParts } from './workbook-parts.ts';
import { XmlScanner } from './xml-scan.ts';
import { inflate, readDirectory } from './zip-gate.ts';

export { type Cell, type Row, addressOf } from './sheet-rows.ts';

/** A sheet; its merged ranges are known when its rows have been read. */
export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  /** The rows that are written, from the top; each read begins anew. */
  rows(): AsyncGenerator<Row>;
  /** `A1:C2`, complete after `rows` has ended. */
  readonly merges: readonly string[];
}

export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** Defined names: name → what it refers to, as it is written. */
  readonly names: ReadonlyMap<string, string>;
}

/** Opens a workbook, or refuses the whole file with the problem FILE_REFUSED. */
export async function openWorkbook(file: Buffer): Promise<Workbook> {
  const parts = await readParts(file, readDirectory(file));
  return { names: parts.names, sheets: parts.sheets.map((sheet) => openSheet(parts, sheet)) };
}

function openSheet(parts: WorkbookParts, sheet: SheetPart): Sheet {
  const merges: string[] = [];
  const { name, isHidden, entry } = sheet;
  return {
    name,
    isHidden,
    merges,
    rows: async function* () {
      merges.length = 0;
      const reader = new RowReader(parts, sheet, merges);
      const scanner = new XmlScanner(reader, entry.name);
      for await (const piece of inflate(parts.file, entry)) {
        scanner.push(piece);
        yield* reader.take();
      }
      scanner.end();
    },
  };
}
