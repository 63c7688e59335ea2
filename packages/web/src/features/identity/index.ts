export { CodeForm } from './CodeForm.tsx';
export { Enrol } from './Enrol.tsx';
export { RecoveryCodes } from './RecoveryCodes.tsx';
export { useSecondFactorWords } from './second-factor-words.ts';
