export { Remarks } from './History.tsx';
export { STATUS_SHAPE, STATUS_TONE, useStatusWords } from './words.ts';
