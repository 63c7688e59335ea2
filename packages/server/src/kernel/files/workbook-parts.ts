/** The parts of a workbook beside its sheets: which sheets there are, shared texts, which formats are dates. */
import { refused } from './refuse.ts';
import { type XmlHandler, XmlScanner, attribute, plainText } from './xml-scan.ts';
import { type ZipEntry, inflate } from './zip-gate.ts';

export interface SheetPart {
  readonly name: string;
  /** Not shown to the reader of the workbook. */
  readonly isHidden: boolean;
  readonly entry: ZipEntry;
}

export interface WorkbookParts {
  readonly file: Buffer;
  readonly sheets: readonly SheetPart[];
  readonly sharedTexts: readonly string[];
  /** By the number of a cell's style: whether its number is shown as a date. */
  readonly isDateStyle: readonly boolean[];
  /** Days are counted from 1904 instead of 1900. */
  readonly from1904: boolean;
  /** Defined names: name → what it refers to, as it is written. */
  readonly names: ReadonlyMap<string, string>;
}

type Entries = ReadonlyMap<string, ZipEntry>;

export async function readParts(file: Buffer, entries: Entries): Promise<WorkbookParts> {
  const types = entries.get('[Content_Types].xml');
  if (types === undefined) throw refused('no-workbook', '');
  const contentTypes = await wholeText(file, types);
  if (/macroEnabled/i.test(contentTypes)) throw refused('macros', types.name);
  const root = await relationsOf(file, entries, '');
  const workbookPath = [...root.values()].find(({ kind }) => kind === 'officeDocument')?.target;
  const workbook = workbookPath === undefined ? undefined : entries.get(workbookPath);
  if (workbook === undefined) throw refused('no-workbook', '');
  const relations = await relationsOf(file, entries, workbook.name);
  const listed = await readWorkbook(file, workbook);
  const sheets = listed.sheets.flatMap(({ name, isHidden, relation }) => {
    const found = relations.get(relation);
    if (found?.kind !== 'worksheet') return [];
    const entry = entries.get(found.target);
    if (entry === undefined) throw refused('broken', name);
    return [{ name, isHidden, entry }];
  });
  if (sheets.length === 0) throw refused('no-sheet', '');
  const partOf = (kind: string) => {
    const target = [...relations.values()].find((relation) => relation.kind === kind)?.target;
    return target === undefined ? undefined : entries.get(target);
  };
  return {
    file,
    sheets,
    sharedTexts: await readSharedTexts(file, partOf('sharedStrings')),
    isDateStyle: await readDateStyles(file, partOf('styles')),
    from1904: listed.from1904,
    names: listed.names,
  };
}

/** Scans one part to its end. */
export async function scan(file: Buffer, entry: ZipEntry, handler: XmlHandler): Promise<void> {
  const scanner = new XmlScanner(handler, entry.name);
  for await (const piece of inflate(file, entry)) scanner.push(piece);
  scanner.end();
}

async function wholeText(file: Buffer, entry: ZipEntry): Promise<string> {
  const pieces = [];
  for await (const piece of inflate(file, entry)) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

type Relations = ReadonlyMap<string, { readonly kind: string; readonly target: string }>;

/** The relations of a part (of the archive itself for ''), their targets as names of entries. */
async function relationsOf(file: Buffer, entries: Entries, part: string): Promise<Relations> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const entry = entries.get(`${folder}_rels/${part.slice(folder.length)}.rels`);
  const relations = new Map<string, { kind: string; target: string }>();
  if (entry === undefined) return relations;
  await scan(file, entry, {
    ...quiet,
    open: (name, attributes) => {
      if (name !== 'Relationship') return;
      const [id, type, target] = ['Id', 'Type', 'Target'].map((key) => attribute(attributes, key) ?? '');
      if (id === undefined || type === undefined || target === undefined) return;
      if (attribute(attributes, 'TargetMode') === 'External') return;
      relations.set(id, { kind: type.slice(type.lastIndexOf('/') + 1), target: resolve(folder, target) });
    },
  });
  return relations;
}

/** A target relative to the folder of the part that names it; `..` never leads out of the archive. */
function resolve(folder: string, target: string): string {
  const steps = target.startsWith('/') ? [] : folder.split('/').filter((step) => step !== '');
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

const quiet: XmlHandler = { wantsText: false, open: () => {}, close: () => {}, text: () => {} };

async function readWorkbook(file: Buffer, entry: ZipEntry) {
  const sheets: { name: string; isHidden: boolean; relation: string }[] = [];
  const names = new Map<string, string>();
  let from1904 = false;
  let defining: string | null = null;
  await scan(file, entry, {
    get wantsText() {
      return defining !== null;
    },
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attribute(attributes, 'date1904') ?? '');
      if (name === 'definedName') defining = attribute(attributes, 'name');
      if (name === 'sheet')
        sheets.push({
          name: attribute(attributes, 'name') ?? '',
          isHidden: ['hidden', 'veryHidden'].includes(attribute(attributes, 'state') ?? ''),
          relation: attribute(attributes, 'id') ?? '',
        });
    },
    close: (name) => {
      if (name === 'definedName') defining = null;
    },
    text: (raw) => {
      if (defining !== null) names.set(defining, (names.get(defining) ?? '') + plainText(raw));
    },
  });
  return { sheets, names, from1904 };
}

/** Every shared text; readings that stand above Chinese characters (rPh) are left out. */
async function readSharedTexts(file: Buffer, entry: ZipEntry | undefined): Promise<string[]> {
  const texts: string[] = [];
  if (entry === undefined) return texts;
  const reader = new RichText();
  await scan(file, entry, {
    get wantsText() {
      return reader.wantsText;
    },
    open: (name) => (name === 'si' ? reader.begin() : reader.open(name)),
    close: (name) => {
      if (name === 'si') texts.push(reader.text());
      else reader.close(name);
    },
    text: (raw) => reader.add(raw),
  });
  return texts;
}

/** The text of a cell or of a shared text, which may come in runs. */
export class RichText {
  #raw = '';
  #inText = false;
  #inReading = false;

  get wantsText(): boolean {
    return this.#inText;
  }
  begin(): void {
    this.#raw = '';
    this.#inText = false;
    this.#inReading = false;
  }
  open(name: string): void {
    if (name === 't') this.#inText = !this.#inReading;
    else if (name === 'rPh') this.#inReading = true;
  }
  close(name: string): void {
    if (name === 't') this.#inText = false;
    else if (name === 'rPh') this.#inReading = false;
  }
  add(raw: string): void {
    this.#raw += raw;
  }
  text(): string {
    return unescaped(plainText(this.#raw));
  }
}

/** Characters that XML cannot hold are written as _x000D_; those that no text may hold stay as they are written. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replaceAll(/_x([0-9A-F]{4})_/gi, (whole, hex) => {
        const point = Number.parseInt(hex, 16);
        return point === 0 || (point >= 0xd800 && point <= 0xdfff) ? whole : String.fromCharCode(point);
      })
    : text;

/** Formats that Excel has without writing them down and that show a date or a time; 27 to 58 are those of Chinese. */
const isBuiltInDate = (format: number): boolean =>
  (format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 45 && format <= 58);

/** A format shows a date when y, m, d, h or s stand outside of quotes, brackets and escapes. */
const isDateFormat = (format: string): boolean =>
  /[ymdhs年月日]/i.test(format.replaceAll(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, '').replaceAll(/General/gi, ''));

async function readDateStyles(file: Buffer, entry: ZipEntry | undefined): Promise<boolean[]> {
  const styles: boolean[] = [];
  if (entry === undefined) return styles;
  const own = new Map<number, string>();
  let inCells = false;
  await scan(file, entry, {
    ...quiet,
    open: (name, attributes) => {
      if (name === 'numFmt')
        own.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      const format = Number(attribute(attributes, 'numFmtId') ?? 0);
      const written = own.get(format);
      styles.push(written === undefined ? isBuiltInDate(format) : isDateFormat(written));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}
