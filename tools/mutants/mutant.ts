/** A fault: one exact text of one file is replaced, and the named tests must turn red by it. */
export interface Mutant {
  readonly name: string;
  readonly part: 'kernel' | 'statistics' | 'identity' | 'formula' | 'evaluation';
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly text: string;
  readonly replacement: string;
  /** The test file, and how the titles of the tests that must fail begin or go on. */
  readonly test: string;
  readonly titled: string;
}
