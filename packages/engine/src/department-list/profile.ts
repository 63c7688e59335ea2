import { z } from 'zod';

const Words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const NeedsReview = z.strictObject({ what: z.string(), who: z.string() });

/**
 * What a column of a list means. `headings`: what its heading may say; words with a space between them must all stand in
 * it, in any level of a merged heading. The longest one that fits wins.
 */
const Column = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/),
  name: Words,
  kind: z.enum(['name', 'former-name', 'uscc', 'money', 'count', 'date', 'period', 'text', 'ignore']),
  headings: z.array(z.string().min(1)).min(1),
  required: z.boolean().default(false),
  /** Money in a foreign currency is kept for a person: its amount under this name. */
  foreign: z.string().optional(),
  /** Written in the list's own spelling of a unit, such as 人 behind a number. */
  unit: z.string().optional(),
});

/** How the lists of a department are read, 导入口径; stored with the park, chosen by who imports. */
export const ListProfile = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.int().min(1),
  name: Words,
  /** Who sends it. */
  department: Words,
  /** `figures`: values of a period; `changes`: names, dates and capital as registered. */
  effect: z.enum(['figures', 'changes']),
  /** The kind of period that its figures are of; a list of changes has none. */
  period: z.enum(['month', 'quarter', 'year']).nullable(),
  legal_nature: Words,
  purposes: z.array(Words).min(1),
  needs_review: NeedsReview.optional(),
  columns: z.array(Column).min(2),
});
export type ListProfile = z.infer<typeof ListProfile>;
export type ListColumn = ListProfile['columns'][number];
