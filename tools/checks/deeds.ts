/** Every operation and every subject of the audit trail has a name that its readers understand. */
import { DEED_NAMES, READING_NAMES, SUBJECT_NAMES } from '../../packages/contract/src/words/index.ts';
import { type Finding, lineAt, sourceFiles, withoutComments } from './finding.ts';

const NAMES = 'packages/contract/src/words/index.ts';
const DEED = /\bwriteOperation\(\{\s*name: '([^']+)'/g;
const READING = /\breadOperation\(\{\s*name: '([^']+)'/g;
const SUBJECT = /\bsubjectKind: '([^']+)'/g;

const known = (names: Readonly<Record<string, unknown>>) => (name: string) => Object.hasOwn(names, name);

export function checkDeeds(root: string): Finding[] {
  const files = sourceFiles(root, 'packages', /\/src\/.*\.ts$/).filter(
    ({ path }) => !/\.test\.ts$|\/testing\//.test(path),
  );
  return files.flatMap(({ path, text }) => {
    const code = withoutComments(text);
    const unnamed = (pattern: RegExp, isKnown: (name: string) => boolean, list: string) =>
      [...code.matchAll(pattern)]
        .filter(([, name = '']) => !isKnown(name))
        .map(({ 1: name = '', index }) => ({
          where: `${path}:${lineAt(code, index)}`,
          what: `says ${name}, which has no name for its readers`,
          mend: `Add it to ${list} in ${NAMES}.`,
        }));
    return [
      ...unnamed(DEED, known(DEED_NAMES), 'DEED_NAMES'),
      ...unnamed(READING, known(READING_NAMES), 'READING_NAMES'),
      ...unnamed(SUBJECT, known(SUBJECT_NAMES), 'SUBJECT_NAMES'),
    ];
  });
}
