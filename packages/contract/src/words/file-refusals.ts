interface Refusal {
  readonly place: string;
  readonly most: number | null;
}
interface Sentence {
  readonly zh: (d: Refusal) => string;
  readonly en: (d: Refusal) => string;
}

const megabytes = (most: number | null): string => `${Math.round((most ?? 0) / 1_000_000)} MB`;
const within = (place: string): { zh: string; en: string } =>
  place === '' ? { zh: '文件', en: 'The file' } : { zh: `文件中的“${place}”`, en: `“${place}” in the file` };

/** Why a file is refused as a whole, and what to do instead. Nothing of such a file is kept. */
export const FILE_REFUSALS = {
  'no-workbook': {
    zh: () => '这不是 Excel 工作簿（.xlsx）。请在 Excel 或 WPS 中另存为“Excel 工作簿（.xlsx）”后再上传。',
    en: () => 'This is no Excel workbook (.xlsx). Save it as “Excel workbook (.xlsx)” and upload that.',
  },
  'no-file': {
    zh: () => '没有收到文件。请选择一个 .xlsx 文件后再上传。',
    en: () => 'No file arrived. Choose an .xlsx file and upload it.',
  },
  'too-large': {
    zh: (d) => `文件超过 ${megabytes(d.most)}，没有读取。请删去多余的工作表和图片，或分成几个文件。`,
    en: (d) =>
      `The file is larger than ${megabytes(d.most)} and was not read. Remove sheets and pictures, or split it.`,
  },
  'too-many-files': {
    zh: () => '一次只收一个文件。请逐个上传。',
    en: () => 'One file at a time is taken. Upload them one by one.',
  },
  encrypted: {
    zh: () => '文件加了打开密码，或是旧的 .xls 格式，读不了。请去掉密码，另存为“Excel 工作簿（.xlsx）”。',
    en: () =>
      'The file is protected with a password or is an old .xls. Remove the password and save it as .xlsx.',
  },
  zip64: {
    zh: () => '文件用了超大压缩格式（zip64），不收。请在 Excel 或 WPS 中打开后另存一次。',
    en: () =>
      'The file uses the format for huge archives (zip64). Open it in Excel or WPS and save it again.',
  },
  'too-many-parts': {
    zh: (d) => `文件里有超过 ${d.most} 个部件，不像报表。请只留下要报的工作表后另存。`,
    en: (d) => `The file has more than ${d.most} parts. Keep only the sheets to report and save it again.`,
  },
  'unpacks-too-large': {
    zh: (d) =>
      `${within(d.place).zh}解压后大得不合常理，没有解压（上限 ${megabytes(d.most)}）。请只把要报的内容复制到新工作簿。`,
    en: (d) =>
      `${within(d.place).en} would unpack to an unreasonable size and was not unpacked (limit ${megabytes(d.most)}). Copy what you report into a new workbook.`,
  },
  'forged-size': {
    zh: (d) => `${within(d.place).zh}的实际大小与标明的不符，停止读取。请在 Excel 或 WPS 中打开后另存一次。`,
    en: (d) =>
      `${within(d.place).en} is larger than it says; reading stopped. Open the workbook and save it again.`,
  },
  broken: {
    zh: (d) => `${within(d.place).zh}已损坏，或不合 Excel 格式。请在 Excel 或 WPS 中打开后另存一次再上传。`,
    en: (d) =>
      `${within(d.place).en} is damaged or no proper Excel. Open the workbook, save it again and upload that.`,
  },
  macros: {
    zh: (d) => `文件带宏（${d.place}），不收。请另存为不带宏的“Excel 工作簿（.xlsx）”。`,
    en: (d) => `The file carries macros (${d.place}). Save it as an Excel workbook (.xlsx) without macros.`,
  },
  'external-links': {
    zh: (d) =>
      `文件引用了别的文件或数据源（${d.place}），不收。请在“数据—编辑链接”里断开，或粘贴为数值后另存。`,
    en: (d) =>
      `The file refers to other files or data sources (${d.place}). Break the links, or paste values, and save it.`,
  },
  embeddings: {
    zh: (d) => `文件里嵌了别的文件或控件（${d.place}），不收。请删去后另存。`,
    en: (d) => `The file carries embedded files or controls (${d.place}). Remove them and save it again.`,
  },
  'document-type': {
    zh: (d) => `${within(d.place).zh}含外部定义（DOCTYPE），不收。请在 Excel 或 WPS 中打开后另存一次。`,
    en: (d) => `${within(d.place).en} declares a document type. Open the workbook and save it again.`,
  },
  'merge-too-large': {
    zh: (d) => `合并单元格“${d.place}”超过 ${d.most} 格，不收。请取消这处合并。`,
    en: (d) => `The merged range “${d.place}” covers more than ${d.most} cells. Unmerge it.`,
  },
  'no-sheet': {
    zh: () => '工作簿里没有工作表。请把要报的内容放进一张工作表后另存。',
    en: () => 'The workbook has no sheet. Put what you report into a sheet and save it.',
  },
  'too-many-rows': {
    zh: (d) =>
      `工作表“${d.place}”超过 ${d.most} 行，没有读完，也没有写入。请删去表尾的空行，或分成几个文件。`,
    en: (d) =>
      `The sheet “${d.place}” has more than ${d.most} rows; nothing was written. Delete rows below the table, or split it.`,
  },
} as const satisfies Record<string, Sentence>;
