export {
  type EvaluationResult,
  type NodeResult,
  type Table,
  alternatives,
  evaluateScheme,
  ranksOf,
  recordScore,
  shownScore,
  weightShares,
  withDerived,
} from './evaluate-scheme.ts';
export { AGGREGATE, NORMALISE } from './methods.ts';
export { type Group, type Leaf, type Node, Scheme, isGroup } from './scheme.ts';
