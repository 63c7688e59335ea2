/** The last line of a decision record names at least one file of the repository that keeps it: a check or a test. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, sourceFiles } from './finding.ts';

const KEEPS = /^(?:tools\/|.+\.(?:test|e2e)\.ts$)/;

export function checkDecisions(root: string): Finding[] {
  return sourceFiles(root, 'docs/decisions', /\/\d{4}-[^/]+\.md$/).flatMap(({ path, text }) => {
    const last = text.trimEnd().split('\n').at(-1) ?? '';
    const mend = 'End it with `Kept by:` and the path of a check in tools/ or of a test, in backticks.';
    if (!last.startsWith('Kept by: ')) return [{ where: path, what: 'does not say what keeps it', mend }];
    const named = [...last.matchAll(/`([^`]+\.(?:ts|mjs))`/g)].map(([, file = '']) => file);
    const lost = named.filter((file) => !existsSync(join(root, file)));
    if (lost.length > 0)
      return [{ where: path, what: `is kept by ${lost.join(', ')}, which does not exist`, mend }];
    return named.some((file) => KEEPS.test(file))
      ? []
      : [{ where: path, what: 'names no check and no test that keeps it', mend }];
  });
}
