import { DATE_FUNCTIONS } from './dates.ts';
import type { FormulaFunction } from './define.ts';
import { LIST_FUNCTIONS } from './lists.ts';
import { MOMENT_FUNCTIONS } from './moments.ts';
import { NUMBER_FUNCTIONS } from './numbers.ts';
import { TEXT_FUNCTIONS } from './texts.ts';

export const FUNCTIONS: ReadonlyMap<string, FormulaFunction> = new Map(
  [...NUMBER_FUNCTIONS, ...TEXT_FUNCTIONS, ...LIST_FUNCTIONS, ...DATE_FUNCTIONS, ...MOMENT_FUNCTIONS].map(
    (definition) => [definition.name, definition],
  ),
);
