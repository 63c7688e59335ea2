/** Every code of the problem catalogue stands there once and is thrown somewhere; nothing else is thrown. */
import { type Finding, lineAt, sourceFiles, withoutComments } from './finding.ts';

const FOLDER = 'packages/contract/src';
/** The catalogue: problems.ts with the parts of modules, <module>.problems.ts. */
const CATALOGUE = /[/.]problems\.ts$/;

export function checkProblems(root: string): Finding[] {
  const codes = sourceFiles(root, FOLDER, CATALOGUE).flatMap(({ path, text }) =>
    [...text.matchAll(/^ {2}([A-Z][A-Z_]+): kind\(/gm)].map(({ 1: code = '', index }) => ({
      code,
      where: `${path}:${lineAt(text, index)}`,
    })),
  );
  if (codes.length === 0)
    return [
      { where: `${FOLDER}/problems.ts`, what: 'has no code', mend: 'Write codes as `  CODE: kind({`.' },
    ];
  const thrown = thrownCodes(root);
  return codes.flatMap(({ code, where }, i) => {
    if (codes.findIndex((other) => other.code === code) !== i)
      return [{ where, what: `${code} stands twice`, mend: 'Give the second one its own code.' }];
    if (thrown.has(code)) return [];
    return [
      { where, what: `${code} is thrown nowhere`, mend: `Throw problem('${code}', …) or remove the code.` },
    ];
  });
}

function thrownCodes(root: string): Set<string> {
  const files = sourceFiles(root, 'packages', /\/src\/.*\.ts$/).filter(
    ({ path }) => !/\.test\.ts$|\/testing\//.test(path) && !CATALOGUE.test(path),
  );
  return new Set(
    files.flatMap(({ text }) =>
      [...withoutComments(text).matchAll(/\bproblem(?:Answer)?\((?:\s*response,)?\s*'([A-Z_]+)'/g)].map(
        ([, code = '']) => code,
      ),
    ),
  );
}
