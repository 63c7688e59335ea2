export {
  type EvaluationResult,
  type Gap,
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
export { type Grade, type Graded, Grading, gradeUnits } from './grading.ts';
export { AGGREGATE, NORMALISE } from './methods.ts';
export { type Group, type Leaf, type Node, Scheme, isGroup } from './scheme.ts';
