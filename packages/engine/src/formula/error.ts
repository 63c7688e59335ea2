/** Where in the source a message belongs: half-open, in characters. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export type FormulaErrorCode =
  | 'SYNTAX'
  | 'UNSUPPORTED'
  | 'UNKNOWN_NAME'
  | 'UNKNOWN_FUNCTION'
  | 'TYPE'
  | 'UNIT';

/** Why an expression is refused when it is saved. */
export class FormulaError extends Error {
  override readonly name = 'FormulaError';
  readonly code: FormulaErrorCode;
  readonly at: Span;

  constructor(code: FormulaErrorCode, at: Span, message: string) {
    super(message);
    this.code = code;
    this.at = { from: at.from, to: at.to };
  }
}
