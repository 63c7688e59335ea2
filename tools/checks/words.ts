/** No word that docs/glossary.md lists under "Do not say" stands in a text for readers, or in a name of the code. */
import { type Finding, type SourceFile, sourceFiles } from './finding.ts';
import { type Word, readSyntax } from './syntax.ts';

const GLOSSARY = 'docs/glossary.md';
const CHINESE = /[㐀-鿿]/;

interface Refused {
  readonly word: string;
  readonly instead: string;
  readonly inCode: boolean;
}

/** The rows of the table under "Do not say"; their words stand in backticks. */
export function refusedWords(glossary: string): Refused[] {
  const section = glossary.split(/^## /m).find((part) => part.startsWith('Do not say')) ?? '';
  return section.split('\n').flatMap((line) => {
    const [, not = '', but = '', where = ''] = line.split('|').map((cell) => cell.trim());
    return [...not.matchAll(/`([^`]+)`/g)].map(([, word = '']) => ({
      word,
      instead: but,
      inCode: where.includes('code'),
    }));
  });
}

export function checkWords(root: string): Finding[] {
  const glossary = sourceFiles(root, 'docs', /^docs\/glossary\.md$/)[0]?.text ?? '';
  const refused = refusedWords(glossary);
  if (refused.length === 0)
    return [{ where: GLOSSARY, what: 'lists no word under "Do not say"', mend: 'Restore the table.' }];
  return sourceFiles(root, 'packages', /^packages\/[^/]+\/src\/.*\.tsx?$/)
    .filter(({ path }) => !/\.(?:test|fixture)\.tsx?$|\.d\.ts$|\/testing\//.test(path))
    .flatMap((file) => foundIn(file, refused));
}

/** Packages whose texts people read; the others hold keywords of languages. */
const SPEAKS = /^packages\/(?:web|contract|park|cli)\//;

function foundIn(file: SourceFile, refused: readonly Refused[]): Finding[] {
  const { identifiers, ...read } = readSyntax(file);
  const texts = SPEAKS.test(file.path) ? read.texts : [];
  const say = ({ line }: Word, { word, instead }: Refused) => ({
    where: `${file.path}:${line}`,
    what: `says ${word}`,
    mend: `Say ${instead}, as ${GLOSSARY} does.`,
  });
  return refused.flatMap((one) => [
    ...texts.filter(({ text }) => stands(one.word, text)).map((word) => say(word, one)),
    ...(one.inCode
      ? identifiers.filter(({ text }) => wordsOf(text).includes(one.word)).map((word) => say(word, one))
      : []),
  ]);
}

const stands = (word: string, text: string): boolean =>
  CHINESE.test(word) ? text.includes(word) : new RegExp(`\\b${word}\\b`, 'i').test(text);

const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[ _$]/);
