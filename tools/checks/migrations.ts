/** A migration that landed is never edited: its digest stands in a committed list, to which new ones are added. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, sourceFiles } from './finding.ts';

const FOLDER = 'packages/server/src/migrations';
const LIST = `${FOLDER}/digests.txt`;

interface Digest {
  readonly name: string;
  readonly sha256: string;
}

const listed = (root: string): Digest[] =>
  (existsSync(join(root, LIST)) ? readFileSync(join(root, LIST), 'utf8') : '').split('\n').flatMap((line) => {
    const [sha256, name] = line.split('  ');
    return sha256 && name ? [{ name, sha256 }] : [];
  });

const present = (root: string): Digest[] =>
  sourceFiles(root, FOLDER, /\.sql$/).map(({ path, text }) => ({
    name: path.slice(FOLDER.length + 1),
    sha256: createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex'),
  }));

export function checkMigrations(root: string): Finding[] {
  const before = new Map(listed(root).map(({ name, sha256 }) => [name, sha256]));
  const now = present(root);
  const gone = [...before.keys()].filter((name) => !now.some((one) => one.name === name));
  return [
    ...now.flatMap(({ name, sha256 }) => {
      const where = `${FOLDER}/${name}`;
      if (!before.has(name))
        return [{ where, what: 'has no line in digests.txt', mend: 'npm run tables adds it.' }];
      if (before.get(name) === sha256) return [];
      return [
        {
          where,
          what: 'was edited after it landed',
          mend: 'Restore it and write a new migration: databases that have it will not read it again.',
        },
      ];
    }),
    ...gone.map((name) => ({
      where: LIST,
      what: `names ${name}, which is gone`,
      mend: 'Restore it: databases that have it refuse a program that does not.',
    })),
  ];
}

/** Adds the lines of new migrations; the lines of those that landed stay as they are. */
export function addDigests(root: string): void {
  const before = listed(root);
  const added = present(root).filter(({ name }) => !before.some((one) => one.name === name));
  const all = [...before, ...added].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  writeFileSync(join(root, LIST), all.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join(''));
}
