import ExcelJS from 'exceljs';
import { readXlsx } from 'hucre/xlsx';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Problem, sentence } from '../problem.ts';
import { type Row, addressOf, openWorkbook } from './workbook.ts';
import { XmlScanner } from './xml-scan.ts';
import { type PartWritten, bookOf, partsOfBook, zipOf } from './zip.fixture.ts';

async function rowsOf(file: Buffer, sheet = 0): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of (await openWorkbook(file)).sheets[sheet]?.rows() ?? []) rows.push(row);
  return rows;
}

const cellsOf = async (rows: string, more: readonly PartWritten[] = []) =>
  (await rowsOf(bookOf(rows, more))).flatMap(({ cells }) =>
    cells.map(({ kind, text, isFormula, ...cell }) => ({ at: addressOf(cell), kind, text, isFormula })),
  );

describe('what is typed in a cell arrives as it was typed', () => {
  test('numbers keep the 15 digits that a spreadsheet keeps, and a longer one says that it lost some', async () => {
    const numbers = [
      '1234.5599999999999',
      '12345678901234567',
      '-0.5',
      '1E-7',
      '-0',
      '007',
      '1.50',
      '0',
      '2.5E+10',
    ];
    const row = `<row r="3">${numbers.map((n) => `<c><v>${n}</v></c>`).join('')}</row>`;
    const [read] = await rowsOf(bookOf(row));
    expect(read?.cells.map((cell) => [addressOf(cell), cell.text, cell.isInexact])).toEqual([
      ['A3', '1234.56', false],
      ['B3', '12345678901234600', true],
      ['C3', '-0.5', false],
      ['D3', '0.0000001', false],
      ['E3', '0', false],
      ['F3', '7', false],
      ['G3', '1.5', false],
      ['H3', '0', false],
      ['I3', '25000000000', false],
    ]);
  });

  test('a number typed as text stays text, with its zeros, spaces and full-width digits', async () => {
    expect(
      await cellsOf(
        '<row><c t="inlineStr"><is><t xml:space="preserve"> 007 </t></is></c><c t="str"><v>１２３</v></c><c t="inlineStr"><is><r><t>示例</t></r><r><t>企业</t></r><rPh sb="0"><t>シレイ</t></rPh></is></c></row>',
      ),
    ).toEqual([
      { at: 'A1', kind: 'text', text: ' 007 ', isFormula: false },
      { at: 'B1', kind: 'text', text: '１２３', isFormula: false },
      { at: 'C1', kind: 'text', text: '示例企业', isFormula: false },
    ]);
  });

  test('error words are errors whether the cell says so or the text does', async () => {
    const cells = await cellsOf(
      '<row><c t="e"><v>#DIV/0!</v></c><c t="str"><v>#N/A</v></c><c t="str"><v>#1</v></c></row>',
    );
    expect(cells.map(({ kind }) => kind)).toEqual(['error', 'error', 'text']);
  });

  test('a formula says so, with the value it was saved with or without one', async () => {
    expect(await cellsOf('<row><c r="B1"><f>A1*2</f><v>4</v></c><c r="C1"><f>X()</f></c></row>')).toEqual([
      { at: 'B1', kind: 'number', text: '4', isFormula: true },
      { at: 'C1', kind: 'empty', text: '', isFormula: true },
    ]);
  });

  test('a number shown as a date is a day, by either calendar of spreadsheets', async () => {
    const styles = {
      name: 'xl/styles.xml',
      content:
        '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="0.00&quot; day&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>',
    };
    const row =
      '<row><c s="1"><v>45747</v></c><c s="2"><v>45747.5</v></c><c s="3"><v>45747</v></c><c s="1"><v>60</v></c><c s="1"><v>1</v></c></row>';
    const by1900 = await cellsOf(row, [styles]);
    expect(by1900.map(({ text }) => text)).toEqual([
      '2025-03-31',
      '2025-03-31T12:00:00',
      '45747',
      '60',
      '1900-01-01',
    ]);
    const book = partsOfBook(`<worksheet><sheetData>${row}</sheetData></worksheet>`, [styles]).map(
      (part) => ({
        ...part,
        content: String(part.content).replace('<workbookPr/>', '<workbookPr date1904="1"/>'),
      }),
    );
    const [by1904] = await rowsOf(zipOf(book));
    expect(by1904?.cells[0]?.text).toBe('2029-04-01');
  });

  test('prefixes, comments, CDATA, entities and skipped rows change nothing', async () => {
    const sheet =
      '<x:worksheet xmlns:x="m"><!-- <c> --><x:sheetData><x:row r=\'7\' hidden="1"><x:c r="C7" t="inlineStr"><x:is><x:t>a&amp;b&#x4E2D;<![CDATA[<&>]]>_x000D_</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>';
    const [row] = await rowsOf(zipOf(partsOfBook(sheet)));
    expect(row).toMatchObject({
      row: 7,
      isHidden: true,
      cells: [{ column: 3, text: 'a&b中<&>\r' }],
    });
  });

  test('wherever a document is cut into pieces, the same is read', () => {
    const document = Buffer.from(
      '<?xml version="1.0"?><a k="1>2"><!-- - --><c r="A1"><v>中12</v></c><c t="s"/><![CDATA[]]]><d>尾</d></a>',
    );
    const heard = (size: number) => {
      const told: string[] = [];
      const scanner = new XmlScanner(
        {
          wantsText: true,
          open: (name, { text, from, to }) => told.push(`+${name}${text.slice(from, to)}`),
          close: (name) => told.push(`-${name}`),
          text: (raw) => told.push(raw),
        },
        '',
      );
      for (let at = 0; at < document.length; at += size) scanner.push(document.subarray(at, at + size));
      scanner.end();
      return told.join('|');
    };
    const whole = heard(document.length);
    expect(whole).toContain('+a k="1>2"|');
    for (let size = 1; size < document.length; size++) expect(heard(size), `pieces of ${size}`).toBe(whole);
  });
});

describe('read by another reader, a workbook says the same', () => {
  const MESSY = new URL('../../../../../../shared/data/messy/', import.meta.url);

  async function bothRead(file: Buffer): Promise<void> {
    const book = await openWorkbook(file);
    const other = await readXlsx(file);
    expect(book.sheets.map(({ name }) => name)).toEqual(other.sheets.map(({ name }) => name));
    for (const [i, sheet] of book.sheets.entries()) {
      const ours = new Map<string, string>();
      for await (const { row, cells } of sheet.rows())
        for (const { column, kind, text } of cells)
          ours.set(`${row}/${column}`, kind === 'date' ? text.slice(0, 10) : text);
      const theirs = new Map<string, string>();
      for (const [y, values] of (other.sheets[i]?.rows ?? []).entries())
        for (const [x, value] of values.entries())
          if (value !== null && value !== undefined && value !== '')
            theirs.set(`${y + 1}/${x + 1}`, shown(value));
      expect(ours.size).toBeGreaterThan(0);
      expect(ours).toEqual(theirs);
    }
  }
  const shown = (value: unknown): string =>
    value instanceof Date
      ? value.toISOString().slice(0, 10)
      : typeof value === 'boolean'
        ? String(value).toUpperCase()
        : String(value);

  test('one that was written with shared texts, dates, rich texts and merged cells', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('填报');
    sheet.addRow(['合计', 1.5, new Date(Date.UTC(2025, 2, 31)), true, '合计']);
    sheet.addRow([
      { richText: [{ text: '示例' }, { text: '企业', font: { bold: true } }] },
      -3,
      '=1+1',
      null,
      0.001,
    ]);
    sheet.mergeCells('A4:C5');
    sheet.getCell('A4').value = '合并';
    book.addWorksheet('二 ').addRow(['x']);
    const file = Buffer.from(await book.xlsx.writeBuffer());
    await bothRead(file);
    const [first] = (await openWorkbook(file)).sheets;
    for await (const row of first?.rows() ?? []) expect(row.sheet).toBe('填报');
    expect(first?.merges).toEqual(['A4:C5']);
  });

  test.skipIf(!existsSync(MESSY)).each(['01-tax-2025q1.xlsx', '03-market-changes.xlsx'])(
    'the department file %s',
    async (name) => {
      await bothRead(readFileSync(new URL(name, MESSY)));
    },
  );
});

describe('a hostile file is refused as a whole, with the place and the way out', () => {
  const cell = '<row r="1"><c r="A1"><v>1</v></c></row>';
  const spaces = Buffer.alloc(20_000_000, ' ');
  const files: readonly (readonly [string, Buffer, string, string])[] = [
    ['a picture', Buffer.from('\x89PNG and nothing of a zip'.padEnd(40)), 'no-workbook', ''],
    ['an empty file', Buffer.alloc(0), 'no-workbook', ''],
    ['an archive of other things', zipOf([{ name: 'a.txt', content: 'a' }]), 'no-workbook', ''],
    ['one with a password', Buffer.from('d0cf11e0a1b11ae1'.padEnd(128, '0'), 'hex'), 'encrypted', ''],
    ['a sealed part', bookOf(cell, [{ name: 'xl/s.xml', content: '', flags: 1 }]), 'encrypted', 'xl/s.xml'],
    [
      'a bomb of spaces',
      bookOf(cell, [{ name: 'xl/s.xml', content: spaces }]),
      'unpacks-too-large',
      'xl/s.xml',
    ],
    [
      'a bomb that says it is small',
      bookOf('', [{ name: 'xl/sharedStrings.xml', content: spaces, bytes: 1000 }]),
      'forged-size',
      'xl/sharedStrings.xml',
    ],
    [
      'a huge archive',
      bookOf(cell, [{ name: 'xl/s.xml', content: 'x', bytes: 0xffffffff }]),
      'zip64',
      'xl/s.xml',
    ],
    [
      'ten thousand parts',
      zipOf(Array.from({ length: 10_000 }, (_, i) => ({ name: `${i}`, content: '' }))),
      'too-many-parts',
      '',
    ],
    ['macros', bookOf(cell, [{ name: 'xl/vbaProject.bin', content: '' }]), 'macros', 'xl/vbaProject.bin'],
    [
      'links to other files',
      bookOf(cell, [{ name: 'xl/externalLinks/externalLink1.xml', content: '' }]),
      'external-links',
      'xl/externalLinks/externalLink1.xml',
    ],
    [
      'embedded files',
      bookOf(cell, [{ name: 'xl/embeddings/o.bin', content: '' }]),
      'embeddings',
      'xl/embeddings/o.bin',
    ],
    [
      'external entities',
      bookOf('', [
        {
          name: 'xl/sharedStrings.xml',
          content: '<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst><si><t>&x;</t></si></sst>',
        },
      ]),
      'document-type',
      'xl/sharedStrings.xml',
    ],
    [
      'a merge over the whole sheet',
      bookOf(cell, [], '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
      'merge-too-large',
      '填报 A1:XFD1048576',
    ],
    [
      'a flipped bit',
      bookOf(cell, [{ name: 'xl/styles.xml', content: '<styleSheet/>', crc: 1 }]),
      'broken',
      'xl/styles.xml',
    ],
    [
      'a sheet that ends early',
      zipOf(partsOfBook('<worksheet><sheetData><row r="1">')),
      'broken',
      'xl/worksheets/sheet1.xml',
    ],
    ['a row that goes back', bookOf('<row r="2"/><row r="1"/>'), 'broken', '填报 1'],
    [
      'a cell that is there twice',
      bookOf('<row r="1"><c r="B1"><v>1</v></c><c r="B1"><v>2</v></c></row>'),
      'broken',
      '填报 B1',
    ],
    ['letters in a number', bookOf('<row r="1"><c r="A1"><v>12O</v></c></row>'), 'broken', '填报 A1'],
    [
      'another encoding',
      zipOf(partsOfBook('<?xml version="1.0" encoding="GB18030"?><worksheet/>')),
      'broken',
      'xl/worksheets/sheet1.xml',
    ],
    [
      'two parts of one name',
      zipOf([...partsOfBook('<worksheet/>'), ...partsOfBook('<worksheet/>')]),
      'broken',
      '[Content_Types].xml',
    ],
    [
      'a text without end',
      zipOf(
        partsOfBook(`<worksheet>${Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 99_991).join('')}`),
      ),
      'broken',
      'xl/worksheets/sheet1.xml',
    ],
  ];

  test.each(files)('%s', async (_what, file, reason, place) => {
    const error: unknown = await rowsOf(file).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Problem);
    const { code, data } = error as Problem;
    expect({ code, data }).toMatchObject({ code: 'FILE_REFUSED', data: { reason, place } });
    const { zh, en } = sentence('FILE_REFUSED', data);
    expect(zh).toMatch(/请|分成/);
    expect(en).toMatch(/save|Save|Copy|Open|Unmerge|Keep|Remove|Break/);
  });

  test('two cells at the corners of the largest sheet are two cells', async () => {
    const rows = await rowsOf(
      bookOf('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'),
    );
    expect(rows.flatMap(({ cells }) => cells.map(addressOf))).toEqual(['A1', 'XFD1048576']);
  });
});
