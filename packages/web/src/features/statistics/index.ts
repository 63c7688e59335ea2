export { DueNote } from './DueNote.tsx';
export { Remarks } from './History.tsx';
export { Reminders } from './Reminders.tsx';
export { STATUS_SHAPE, STATUS_TONE, useStatusWords } from './words.ts';
