import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SmallZone, answers } from '../../demo/small-zone.ts';
import { withActor } from '../../kernel/db/with-actor.ts';
import { Uploaded } from '../../kernel/files/uploaded.ts';
import { CSV, hasSoffice, throughSoffice } from '../../kernel/testing/soffice.ts';
import { closePeriod, getSubmission, sendBack } from '../statistics/index.ts';
import { markWorkbook, previewWorkbook, readWorkbook } from './exchange.read.ts';
import { applyWorkbook } from './exchange.service.ts';

let zone: SmallZone;
let periodId: string;
let reports: ReadonlyMap<string, string>;
const report = (name: string) => reports.get(name) ?? '';
const NOW = '2025-07-10';

beforeEach(async () => {
  zone = await SmallZone.fresh([
    { name: '甲', carrier: 'c-1' },
    { name: '乙', carrier: 'c-1' },
  ]);
  await zone.quarter('2025Q1', { 甲: answers(1000), 乙: answers(2000) });
  periodId = await zone.open('2025Q2');
  reports = await zone.reports(periodId);
});
afterEach(() => zone.pool.end());

const code = (name: string) => expect.objectContaining({ code: name });
const bytesOf = async (file: File) => Buffer.from(await file.arrayBuffer());
const download = async (name: string, who = name) =>
  await bytesOf(await zone.read(who, NOW, readWorkbook, { submissionId: report(name) }));
const read = (name: string) => zone.read(name, NOW, getSubmission, { submissionId: report(name) });

/** Opens a workbook of ours as a spreadsheet does. */
async function opened(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  return book;
}

interface Typing {
  readonly [field: string]: ExcelJS.CellValue;
}

/** Types into the open cells, by field; `explain` fills the column of explanations. */
async function fill(bytes: Buffer, typed: Typing, explain: Readonly<Record<string, string>> = {}) {
  const book = await opened(bytes);
  book.getWorksheet('报表')?.eachRow((row) => {
    const field = row.getCell(1).text;
    if (field in typed) row.getCell(6).value = typed[field] ?? null;
    if (field in explain) row.getCell(9).value = explain[field];
  });
  return Buffer.from(await book.xlsx.writeBuffer());
}

const numbers = (figure: number): Typing =>
  Object.fromEntries(
    Object.entries(answers(figure)).map(([id, text]) => [id, id === 'outlook' ? '持平' : Number(text)]),
  );

const upload = async (bytes: Buffer, name = '甲', more: object = {}) => ({
  submissionId: report(name),
  convert: false,
  file: await Uploaded.of(new File([new Uint8Array(bytes)], '季报.xlsx')),
  ...more,
});
const preview = async (bytes: Buffer, name = '甲', more: object = {}) =>
  await zone.read(name, NOW, previewWorkbook, await upload(bytes, name, more));

async function apply(bytes: Buffer, act: 'save' | 'submit' = 'submit', day = NOW) {
  const { state } = await preview(bytes);
  return await zone.do('甲', day, applyWorkbook, { ...(await upload(bytes)), act, state });
}

describe('the workbook to fill in', () => {
  test('has the face of the form, the codes, last period, and only the cells to fill in open', async () => {
    const book = await opened(await download('甲'));
    const sheet = book.getWorksheet('报表');
    expect(sheet?.getCell('B1').text).toBe('企业季报');
    expect(sheet?.getCell('G3').text).toBe('制定机关：张江普陀园办公室');
    expect(sheet?.getCell('G2').text).toBe('表号：待确认');
    expect(sheet?.getColumn(1).hidden).toBe(true);
    const row = sheet?.getRow(9);
    expect([1, 2, 3, 4, 5, 6, 7, 8].map((column) => row?.getCell(column).value)).toEqual([
      'revenue_ytd',
      1,
      '本年累计营业收入',
      '累计数',
      '千元',
      null,
      1000,
      null,
    ]);
    const open: string[] = [];
    sheet?.eachRow((one) =>
      one.eachCell({ includeEmpty: true }, (cell) => {
        if (cell.style.protection?.locked === false) open.push(cell.address);
      }),
    );
    const fields = (await read('甲')).form.fields.length;
    expect(open.length).toBe(2 * fields);
    expect(open.every((address) => /^[FI]\d+$/.test(address))).toBe(true);
    expect(sheet?.getCell('F19').dataValidation).toMatchObject({
      type: 'list',
      formulae: ["'_选项'!$A$1:$A$3"],
    });
    expect(book.getWorksheet('_园衡')?.state).toBe('veryHidden');
  });

  test('a text that a spreadsheet would run stands in it as text', async () => {
    const bytes = await download('甲');
    const marked = await zone.read(
      '甲',
      NOW,
      markWorkbook,
      await upload(await fill(bytes, { order: "=cmd|' /C calc'!A0" })),
    );
    const cell = (await opened(await bytesOf(marked))).getWorksheet('报表')?.getCell('F18');
    expect(cell?.value).toBe("=cmd|' /C calc'!A0");
    expect(cell?.type).toBe(ExcelJS.ValueType.String);
  });
});

describe('a workbook that comes back', () => {
  test('is shown before anything is written: old and new of every cell that changes', async () => {
    const before = await read('甲');
    const said = await preview(await fill(await download('甲'), numbers(3000)));
    expect(said.reports).toMatchObject([
      { respondent: '甲有限公司', outcome: 'ready', wrong: [], missing: [], unexplained: [] },
    ]);
    expect(said.reports[0]?.changes).toContainEqual({ field: 'revenue_ytd', before: null, after: '3000' });
    expect(said.reports[0]?.changes).toContainEqual({ field: 'outlook', before: null, after: 'flat' });
    expect(await read('甲')).toEqual(before);
  });

  test('is submitted by the same operation as the page, and says in the trail from which file', async () => {
    const bytes = await fill(await download('甲'), numbers(3000));
    const done = await apply(bytes);
    expect(done).toMatchObject({ written: [report('甲')], same: 0 });
    const now = await read('甲');
    expect(now).toMatchObject({ status: 'submitted', revision: 1 });
    expect(now.revisions[0]?.answers).toMatchObject({ revenue_ytd: '3000', outlook: 'flat' });
    const { rows } = await withActor(zone.pool, zone.as('甲'), ({ db }) =>
      sql<{ detail: { act: string; sha256?: string } }>`
        select detail from app.audit_entry where operation = 'exchange.apply' and zone_id = ${zone.as('甲').zoneId}
      `.execute(db),
    );
    expect(rows.map(({ detail }) => detail.act)).toEqual(expect.arrayContaining(['submit', 'workbook']));
    expect(rows.find(({ detail }) => detail.act === 'workbook')?.detail.sha256).toBe(done.sha256);
  });

  test('counts once though it is sent twice', async () => {
    const bytes = await fill(await download('甲'), numbers(3000));
    await apply(bytes);
    const again = await apply(bytes);
    expect(again).toMatchObject({ written: [], same: 1 });
    expect((await read('甲')).revisions).toHaveLength(1);
  });

  test('figures typed with separators, a unit or full width are the figures of the page', async () => {
    const bytes = await fill(await download('甲'), {
      ...numbers(3000),
      revenue_ytd: '３,０００',
      order: '12万',
    });
    await apply(bytes);
    expect((await read('甲')).revisions[0]?.answers).toMatchObject({ revenue_ytd: '3000', order: '120' });
  });

  test('with one wrong cell writes nothing, and comes back with that cell coloured and explained', async () => {
    const before = await read('甲');
    const wrong = {
      ...numbers(3000),
      rd_staff_end: 80,
      tax_ytd: '约 86 万',
      order: { formula: '1+1', result: 2 },
      export_ytd: { error: '#DIV/0!' } as const,
    };
    const bytes = await fill(await download('甲'), wrong);
    const [said] = (await preview(bytes)).reports;
    expect(said?.outcome).toBe('wrong');
    expect(said?.wrong.map(({ field, address }) => [field, address])).toEqual([
      ['export_ytd', 'F13'],
      ['order', 'F18'],
    ]);
    for (const act of ['save', 'submit'] as const)
      await expect(apply(bytes, act)).rejects.toEqual(code('WORKBOOK_NOT_READY'));
    expect(await read('甲')).toEqual(before);

    const marked = await bytesOf(await zone.read('甲', NOW, markWorkbook, await upload(bytes)));
    const sheet = (await opened(marked)).getWorksheet('报表');
    const noteAt = (address: string) => {
      const { note } = sheet?.getCell(address) ?? {};
      return typeof note === 'string' ? note : (note?.texts ?? []).map(({ text }) => text).join('');
    };
    expect(sheet?.getCell('F12').value).toBe('约 86 万');
    expect(noteAt('F12')).toContain('不是数');
    expect(noteAt('F15')).toBe('■ 研发人员不能多于期末从业人员（季末研发人员 80；季末从业人员 50），请改正');
    expect(noteAt('F18')).toContain('粘贴为数值');
    expect(noteAt('F13')).toContain('#DIV/0!');
    expect(sheet?.getCell('F12').fill).toMatchObject({ fgColor: { argb: 'FFF8D7DA' } });
    expect(noteAt('F9')).toBe('');

    const mended = await fill(marked, numbers(3000));
    expect(await apply(mended)).toMatchObject({ written: [report('甲')] });
  });

  test('a query is explained in its own column, in at least ten characters', async () => {
    const tenfold = await fill(await download('甲'), numbers(30_000));
    const [asked] = (await preview(tenfold)).reports;
    expect(asked?.unexplained).toContain('J-revenue_ytd');
    await expect(apply(tenfold)).rejects.toEqual(code('WORKBOOK_NOT_READY'));
    const all = Object.fromEntries(
      Object.keys(numbers(1)).map((field) => [field, '本季新并入一家子公司，已核对。']),
    );
    await apply(await fill(tenfold, {}, all));
    expect((await read('甲')).revisions[0]?.explanations).toMatchObject({
      'J-revenue_ytd': '本季新并入一家子公司，已核对。',
    });
  });

  test('is refused when the report has moved since the preview, and when its period is closed', async () => {
    const bytes = await fill(await download('甲'), numbers(3000));
    const { state } = await preview(bytes);
    await apply(await fill(bytes, { order: 5 }), 'save');
    const late = zone.do('甲', NOW, applyWorkbook, { ...(await upload(bytes)), act: 'submit', state });
    await expect(late).rejects.toEqual(code('WORKBOOK_MOVED'));
    await zone.do('office', '2025-08-01', closePeriod, { periodId });
    const [closed] = (await preview(bytes)).reports;
    expect(closed).toMatchObject({
      outcome: 'refused',
      reason: { zh: expect.stringContaining('封账') as string },
    });
    await expect(apply(bytes)).rejects.toEqual(code('WORKBOOK_NOT_READY'));
  });

  test('a report that was sent back is corrected from its workbook, as the next revision', async () => {
    const bytes = await fill(await download('甲'), numbers(3000));
    await apply(bytes);
    await zone.do('taopu', NOW, sendBack, {
      submissionId: report('甲'),
      remarks: [{ field: 'tax_ytd', text: '请核对税费' }],
    });
    await apply(await fill(await download('甲'), { tax_ytd: 130 }), 'submit', '2025-07-11');
    expect(await read('甲')).toMatchObject({ status: 'submitted', revision: 2 });
  });

  test('of last period is refused, says what has no place any more, and is converted when asked', async () => {
    const earlier = await zone.reports((await read('甲')).periodId);
    expect(earlier.get('甲')).toBe(report('甲'));
    const book = await opened(await fill(await download('甲'), numbers(3000)));
    const stamp = book.getWorksheet('_园衡');
    if (stamp) stamp.getCell('B4').value = '2025Q1';
    if (stamp) stamp.getCell('B3').value = 0;
    const sheet = book.getWorksheet('报表');
    if (sheet) sheet.getCell('A18').value = 'order_of_old';
    const old = Buffer.from(await book.xlsx.writeBuffer());
    await expect(preview(old)).rejects.toMatchObject({
      code: 'WORKBOOK_OF_OTHER_VERSION',
      data: {
        version: 0,
        wanted: { version: 1, periodCode: '2025Q2' },
        lost: [{ id: 'order_of_old' }],
        fresh: [{ id: 'order' }],
      },
    });
    const converted = await preview(old, '甲', { convert: true });
    expect(converted.conversion).toMatchObject({ version: 0, lost: [{ id: 'order_of_old' }] });
    expect(converted.reports[0]?.changes).toContainEqual({
      field: 'revenue_ytd',
      before: null,
      after: '3000',
    });
  });

  test('of somebody else, of another program or without its codes is refused with what to do', async () => {
    const theirs = await download('乙');
    await expect(preview(theirs)).rejects.toMatchObject({
      code: 'WORKBOOK_UNKNOWN',
      data: { missing: 'reports' },
    });
    const other = new ExcelJS.Workbook();
    other.addWorksheet('报表').addRow(['revenue_ytd', 1]);
    await expect(preview(Buffer.from(await other.xlsx.writeBuffer()))).rejects.toMatchObject({
      data: { missing: 'stamp' },
    });
    const book = await opened(await download('甲'));
    book
      .getWorksheet('报表')
      ?.getColumn(1)
      .eachCell((cell) => (cell.value = null));
    await expect(preview(Buffer.from(await book.xlsx.writeBuffer()))).rejects.toMatchObject({
      data: { missing: 'codes' },
    });
    await expect(preview(Buffer.from('no workbook'))).rejects.toEqual(code('FILE_REFUSED'));
  });

  test('nobody but the respondent writes by a workbook, and a stranger does not see it', async () => {
    const bytes = await fill(await download('甲'), numbers(3000));
    await expect(download('甲', '乙')).rejects.toEqual(code('NOT_FOUND'));
    await expect(download('甲', 'zhenru')).rejects.toEqual(code('NOT_FOUND'));
    await expect(zone.read('taopu', NOW, previewWorkbook, await upload(bytes))).rejects.toEqual(
      code('FORBIDDEN'),
    );
    await expect(zone.read('乙', NOW, previewWorkbook, await upload(bytes))).rejects.toEqual(
      code('NOT_FOUND'),
    );
  });
});

describe.skipIf(!hasSoffice)('LibreOffice', { timeout: 180_000 }, () => {
  test('opens the workbook, and what it saves is taken back with its stamp, codes and figures', async () => {
    const filled = await fill(await download('甲'), numbers(3000));
    const saved = throughSoffice(filled, 'xlsx');
    const said = await preview(saved);
    expect(said.reports).toMatchObject([{ outcome: 'ready', wrong: [] }]);
    expect(said.reports[0]?.changes).toEqual((await preview(filled)).reports[0]?.changes);
    expect(await apply(saved)).toMatchObject({ written: [report('甲')] });
  });

  test('shows the face and the figures that the workbook has', async () => {
    const filled = await fill(await download('甲'), numbers(3000));
    const csv = throughSoffice(filled, CSV).toString('utf8');
    expect(csv).toContain('企业季报');
    expect(csv).toContain('revenue_ytd,1,本年累计营业收入,累计数,千元,"3,000","1,000",,');
  });
});
