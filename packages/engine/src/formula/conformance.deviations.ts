/** Where we answer otherwise than the standard's public cases, and why. Matched against "id expression". */
export const DEVIATIONS: readonly { readonly matches: RegExp; readonly reason: string }[] = [
  {
    matches: /conditionals.* if /,
    reason: 'an absent condition leads to neither branch: missing data is not a no',
  },
  {
    matches: /singleton-list.*upper case/,
    reason: 'a list of one is not silently taken for its item: a wrong type is refused when it is saved',
  },
  {
    matches: /#literal_004 |#decision_ds_00/,
    reason: 'the case is about calling a decision service, of which only the expression is here',
  },
  { matches: / for i in @/, reason: 'a loop runs over lists and whole numbers, not over days' },
  { matches: / 5 \*\* 2\.55/, reason: 'exponents are whole: a root is no exact decimal' },
  {
    matches: / is\(value1: [^,]+\)$/,
    reason: 'a call with a missing argument is refused when it is saved and cannot be told when it runs',
  },
  {
    matches: / matches\(/,
    reason:
      'regular expressions are those of ECMAScript with the u flag: no class subtraction, no \\p{Is…} blocks',
  },
  { matches: / string\(date\(/, reason: 'years are 1 to 9999' },
  { matches: / list replace\(.*2\.5/, reason: 'a place in a list is a whole number' },
];
