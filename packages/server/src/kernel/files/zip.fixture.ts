import { crc32, deflateRawSync } from 'node:zlib';

/** A part of an archive; what is given beside its content is a lie the directory tells. */
export interface PartWritten {
  readonly name: string;
  readonly content: string | Buffer;
  readonly bytes?: number;
  readonly crc?: number;
  readonly flags?: number;
  readonly method?: number;
}

/** An archive by hand, so that it can be wrong. */
export function zipOf(parts: readonly PartWritten[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, flags = 0, method = 8, ...lies } of parts) {
    const plain = Buffer.from(content);
    const packed = method === 0 ? plain : deflateRawSync(plain);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(flags, 2);
    head.writeUInt16LE(method, 4);
    head.writeUInt32LE(lies.crc ?? crc32(plain), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(lies.bytes ?? plain.length, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    locals.push(signed(0x04034b50, head), Buffer.from(name), packed);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(signed(0x02014b50, Buffer.concat([Buffer.from([20, 0]), head])), place, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length & 0xffff, 4);
  end.writeUInt16LE(parts.length & 0xffff, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, ...directory, signed(0x06054b50, end)]);
}

function signed(signature: number, rest: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(signature);
  return Buffer.concat([head, rest]);
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relation = (id: string, kind: string, target: string) =>
  `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
const relations = (...all: string[]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`;

/** The parts of a workbook with one sheet. */
export const partsOfBook = (sheet: string, more: readonly PartWritten[] = []): PartWritten[] => [
  { name: '[Content_Types].xml', content: '<Types/>' },
  { name: '_rels/.rels', content: relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')) },
  {
    name: 'xl/workbook.xml',
    content: `<workbook xmlns:r="${OFFICE}"><workbookPr/><sheets><sheet name="填报" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    content: relations(
      relation('rId1', 'worksheet', 'worksheets/sheet1.xml'),
      relation('rId2', 'styles', 'styles.xml'),
      relation('rId3', 'sharedStrings', '/xl/sharedStrings.xml'),
    ),
  },
  { name: 'xl/worksheets/sheet1.xml', content: sheet },
  ...more,
];

/** A workbook whose only sheet has these rows of XML. */
export const bookOf = (rows: string, more: readonly PartWritten[] = [], below = ''): Buffer =>
  zipOf(partsOfBook(`<worksheet><sheetData>${rows}</sheetData>${below}</worksheet>`, more));
