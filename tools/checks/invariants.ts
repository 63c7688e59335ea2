/** Each invariant of the product has a test that names it: `invariant 4 · nothing is retroactive: …`. */
import { type Finding, lineAt, sourceFiles, withoutComments } from './finding.ts';

/** What no feature may bend, in the words by which tests name it. */
const INVARIANTS: readonly string[] = [
  'reviewers never alter figures',
  'no silent limit',
  'provisional beside accepted',
  'nothing is retroactive',
  'stock or flow',
  'two clocks',
  'ask once',
  'one write path',
  'refused when saved',
  'a person decides',
  'purpose binds use',
  'needs review is shown',
];

const nameOf = (number: number): string | undefined => INVARIANTS[number - 1];

export function checkInvariants(root: string): Finding[] {
  const titles = ['packages', 'e2e'].flatMap((folder) =>
    sourceFiles(root, folder, /\.(test|e2e)\.ts$/).flatMap(({ path, text }) =>
      [...withoutComments(text).matchAll(/\b(?:test|it|describe)\(\s*['`"]invariant (\d+) · ([^:]*):/g)].map(
        ({ 1: number = '', 2: name = '', index }) => ({
          number: Number(number),
          name,
          where: `${path}:${lineAt(text, index)}`,
        }),
      ),
    ),
  );
  const strange = titles
    .filter(({ number, name }) => nameOf(number) !== name)
    .map(({ number, name, where }) => ({
      where,
      what: `names invariant ${number} “${name}”, which there is not`,
      mend: 'Take number and name from tools/checks/invariants.ts.',
    }));
  const unnamed = INVARIANTS.flatMap((name, i) =>
    titles.some((title) => title.number === i + 1 && title.name === name)
      ? []
      : [
          {
            where: 'packages, e2e',
            what: `no test names invariant ${i + 1}, ${name}`,
            mend: `Write one that keeps it: test('invariant ${i + 1} · ${name}: …').`,
          },
        ],
  );
  return [...strange, ...unnamed];
}
