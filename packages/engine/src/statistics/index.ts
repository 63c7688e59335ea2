export { type Entry, readEntry } from './entry.ts';
export { periodMoves, submissionMoves } from './moves.ts';
