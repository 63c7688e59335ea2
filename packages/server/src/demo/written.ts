/** A form in the middle of being filled: revenue below last quarter's, R&D with a digit too many, four items empty. */
export function halfWritten(answers: Record<string, string>): Record<string, string | null> {
  return {
    ...answers,
    revenue_ytd: String(Math.round(Number(answers.revenue_ytd) * 0.6)),
    rd_ytd: `${answers.rd_ytd}0`,
    tax_ytd: null,
    staff_end: null,
    rd_staff_end: null,
    outlook: null,
  };
}

const NUMBERS = [
  'revenue_ytd',
  'rd_ytd',
  'profit_ytd',
  'tax_ytd',
  'export_ytd',
  'staff_end',
  'rd_staff_end',
  'order',
];

/** An explanation for every query that may be asked; explaining more than is asked does no harm. */
export const explained = (text: string): Record<string, string> =>
  Object.fromEntries(
    ['S30', 'Q1', 'Q2', 'Q3', ...NUMBERS.flatMap((id) => [`J-${id}`, `T-${id}`])].map((id) => [id, text]),
  );
