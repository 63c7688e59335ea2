export {
  type KnownName,
  type NameCandidate,
  type NameDecision,
  type NameReason,
  NameIndex,
} from './match-name.ts';
export { bigrams, headOfficeIn, nameParts, placeFreeName, sameName } from './name-parts.ts';
