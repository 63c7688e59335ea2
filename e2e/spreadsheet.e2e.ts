import { expect, test } from 'vitest';
import { EXACT_CSV, hasSoffice, throughSoffice } from '../packages/server/src/kernel/testing/soffice.ts';
import { xlsxOf } from '../packages/web/src/ui/xlsx.ts';

test.skipIf(!hasSoffice)('LibreOffice opens an exported table and reads the same figures', () => {
  const rows = [
    ['企业', '营业收入（千元）', '代码', '备注'],
    ['甲 & <乙>', '123456789012345', '91310107MA1G000001', '=HYPERLINK("http://x")'],
    ['丙', '-1234.5', '007', '@SUM(A1)'],
    ['丁', '−1,234,567.25', '1234567890123456', '+1 -1\t,"'],
    ['', '0', '', '两\n行'],
  ];
  expect(throughSoffice(xlsxOf([{ name: '表', rows }]), EXACT_CSV).toString('utf8')).toBe(
    [
      '企业,营业收入（千元）,代码,备注',
      '甲 & <乙>,123456789012345,91310107MA1G000001,"=HYPERLINK(""http://x"")"',
      '丙,-1234.5,007,@SUM(A1)',
      '丁,-1234567.25,1234567890123456,"+1 -1\t,"""',
      ',0,,"两\n行"',
      '',
    ].join('\n'),
  );
});
