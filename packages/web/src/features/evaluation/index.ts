export { CloseYear, RoundSelect, roundAt } from './rounds.tsx';
