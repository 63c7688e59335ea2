/** Every code of the problem catalogue stands there once and is thrown somewhere; nothing else is thrown. */
import { type Finding, lineAt, sourceFiles, withoutComments } from './finding.ts';

const CATALOGUE = 'packages/contract/src/problems.ts';

export function checkProblems(root: string): Finding[] {
  const catalogue = sourceFiles(root, 'packages/contract/src', /\/problems\.ts$/)[0]?.text ?? '';
  const codes = [...catalogue.matchAll(/^ {2}([A-Z][A-Z_]+): kind\(/gm)].map(({ 1: code = '', index }) => ({
    code,
    line: lineAt(catalogue, index),
  }));
  if (codes.length === 0)
    return [{ where: CATALOGUE, what: 'has no code', mend: 'Write codes as `  CODE: kind({`.' }];
  const thrown = thrownCodes(root);
  return codes.flatMap(({ code, line }, i) => {
    const where = `${CATALOGUE}:${line}`;
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
    ({ path }) => !/\.test\.ts$|\/testing\//.test(path) && path !== CATALOGUE,
  );
  return new Set(
    files.flatMap(({ text }) =>
      [...withoutComments(text).matchAll(/\bproblem(?:Answer)?\((?:\s*response,)?\s*'([A-Z_]+)'/g)].map(
        ([, code = '']) => code,
      ),
    ),
  );
}
