import { expect, test } from 'vitest';
import type { FigureTable } from '@yuanheng/contract';
import { exportOf } from './export.ts';

const ZONE = '01890000-0000-7000-8000-000000000001';
const name = (zh: string) => ({ zh, en: zh });

const table: FigureTable = {
  total: 1,
  asOf: '2026-10-22T02:00:00.000Z',
  units: [{ id: ZONE, code: 'zone', kind: 'zone', name: name('全园'), needsReview: null }],
  indicators: [
    {
      id: 'talent',
      name: name('人才规模'),
      unit: '万人',
      decimals: 2,
      direction: 'up',
      kind: 'stock',
      version: 3,
      needsReview: '口径（园区办）',
    },
  ],
  rows: [
    {
      indicatorId: 'talent',
      unitId: ZONE,
      period: '2026Q3',
      stage: 'reported',
      value: '0.0019',
      coverage: { due: 41, reported: 37 },
      version: 3,
      asOf: '2026-10-22T02:00:00.000Z',
      withheld: null,
    },
  ],
};

test('invariant 2 · no silent limit: an exported figure is the exact number with how much it rests on', () => {
  expect(exportOf(table, { stage: '报送数', head: ['…'], words: ({ zh }) => zh })).toEqual([
    ['…'],
    ['talent', '人才规模', '全园', '报送数', '0.0019', '万人', '37', '41', '3', '口径（园区办）', ''],
  ]);
});
