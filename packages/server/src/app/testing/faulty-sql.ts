/** The faults that a compiler from formulas to SQL is known to make, put into correct SQL: a comparison must find them. */

/** The place behind the bracket that the one at `open` belongs to. */
function closing(sql: string, open: number): number {
  let depth = 0;
  for (let i = open; i < sql.length; i++) {
    if (sql[i] === '(') depth++;
    if (sql[i] === ')' && --depth === 0) return i + 1;
  }
  return sql.length;
}

/** The open bracket around a place. */
function opening(sql: string, at: number): number {
  let depth = 0;
  for (let i = at - 1; i >= 0; i--) {
    if (sql[i] === ')') depth++;
    if (sql[i] === '(' && --depth < 0) return i;
  }
  return 0;
}

const DIVISION = 'round(div(';
const [SHIFTED, DIVISOR] = [' * 1000000000000000000000, nullif(', ', 0)'] as const;

/** The quotient that PostgreSQL's own division gives, with the places that it chooses. */
function plainDivision(sql: string): string {
  const at = sql.lastIndexOf(DIVISION);
  if (at < 0) return sql;
  const [end, inner] = [closing(sql, at + 5), at + DIVISION.length];
  const operands = sql.slice(inner, closing(sql, inner - 1) - 1);
  const split = operands.lastIndexOf(SHIFTED);
  const divisor = operands.slice(split + SHIFTED.length, operands.lastIndexOf(DIVISOR));
  return plainDivision(
    `${sql.slice(0, at)}(${operands.slice(0, split)} / nullif(${divisor}, 0))${sql.slice(end)}`,
  );
}

const BARE = /^\(case when .* is not null then ((?:least|greatest)\(.*\)) end\)$/s;

/** `least` and `greatest` without the question whether one operand is missing. */
function bareExtremes(sql: string): string {
  const at = Math.max(...['least', 'greatest'].map((name) => sql.lastIndexOf(` is not null then ${name}(`)));
  if (at < 0) return sql;
  const from = opening(sql, at);
  const guarded = sql.slice(from, closing(sql, from));
  return bareExtremes(sql.replace(guarded, () => BARE.exec(guarded)?.[1] ?? ''));
}

export const FAULTS: Readonly<Record<string, (sql: string) => string>> = {
  "PostgreSQL's own division": plainDivision,
  'an else branch for what cannot be told': (sql) => sql.replaceAll(' when false then ', ' else '),
  'least and greatest that pass over what is missing': bareExtremes,
  'absent that is equal to absent': (sql) => sql.replaceAll(/ = (?!any\b)/g, ' is not distinct from '),
};
