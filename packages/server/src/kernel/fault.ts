/** The environment is at fault, not the user's input: one sentence, exit code 3. */
export class EnvironmentFault extends Error {
  readonly zh: string;

  constructor(zh: string, en: string) {
    super(en);
    this.name = 'EnvironmentFault';
    this.zh = zh;
  }
}

/** A mistake of ours that no user can cause; never shown with its text. */
export class ProgrammerError extends Error {
  override readonly name = 'ProgrammerError';
}
