export { type Cell } from './cells.ts';
export { type ListSheet } from './heading.ts';
export {
  type JudgedRow,
  type Register,
  type RegisteredEnterprise,
  type RowMatch,
  type TotalCheck,
  judgeList,
} from './judge-list.ts';
export { ListProfile, type ListColumn } from './profile.ts';
export {
  type CellFault,
  type EnterpriseRow,
  type ForeignAmount,
  type ListRefusal,
  type ReadList,
  readList,
} from './read-list.ts';
