import type { Span } from './error.ts';

/** An expression as plain JSON: it travels to the browser, which then needs no parser. Numbers keep their text. */
export type Ast = Span &
  (
    | { readonly kind: 'number'; readonly text: string }
    | { readonly kind: 'text'; readonly value: string }
    | { readonly kind: 'boolean'; readonly value: boolean }
    | { readonly kind: 'null' }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'negate'; readonly of: Ast }
    | {
        readonly kind: 'arithmetic';
        readonly operator: ArithmeticOperator;
        readonly left: Ast;
        readonly right: Ast;
      }
    | {
        readonly kind: 'compare';
        readonly operator: CompareOperator;
        readonly left: Ast;
        readonly right: Ast;
      }
    | { readonly kind: 'logic'; readonly operator: 'and' | 'or'; readonly left: Ast; readonly right: Ast }
    | { readonly kind: 'if'; readonly condition: Ast; readonly yes: Ast; readonly no: Ast }
    | { readonly kind: 'between'; readonly value: Ast; readonly low: Ast; readonly high: Ast }
    | { readonly kind: 'in'; readonly value: Ast; readonly tests: readonly Test[] }
    | { readonly kind: 'list'; readonly items: readonly Ast[] }
    | { readonly kind: 'filter'; readonly list: Ast; readonly test: Ast }
    | {
        readonly kind: 'quantified';
        readonly quantifier: 'some' | 'every';
        readonly variable: string;
        readonly list: Ast;
        readonly test: Ast;
      }
    | {
        readonly kind: 'for';
        readonly variable: string;
        readonly list: Ast;
        readonly result: Ast;
        /** The result of each turn is an inner loop's list; the lists are put one after the other. */
        readonly joins: boolean;
      }
    | { readonly kind: 'range'; readonly low: Ast; readonly high: Ast }
    | {
        readonly kind: 'call';
        readonly name: string;
        readonly args: readonly Ast[];
        readonly argNames: readonly string[] | null;
      }
    | { readonly kind: 'property'; readonly of: Ast; readonly name: string }
    | { readonly kind: 'instance'; readonly of: Ast; readonly type: string }
  );

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';
export type CompareOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** One alternative of `in`: a comparison with the value, an interval, or an expression that is equal to or contains it. */
export type Test =
  | { readonly kind: 'compare'; readonly operator: CompareOperator; readonly to: Ast }
  | {
      readonly kind: 'interval';
      readonly low: Ast;
      readonly high: Ast;
      readonly lowOpen: boolean;
      readonly highOpen: boolean;
    }
  | { readonly kind: 'equal'; readonly to: Ast };

export type AstOf<K extends Ast['kind']> = Extract<Ast, { kind: K }>;
