/** The pieces that enterprises are found by; the same code makes those of a name and those of what is typed. */
import { bigrams, nameParts, placeFreeName, sameName } from '@yuanheng/engine/names';
import { pinyin } from 'pinyin-pro';

export interface NameKeys {
  readonly sameKey: string;
  readonly placeKey: string;
  /** Of the name without its place and legal form: what people type first. */
  readonly pinyin: string;
  readonly initials: string;
}

const spelt = (text: string, pattern: 'pinyin' | 'first'): string =>
  pinyin(text, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive', pattern })
    .join('')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/gu, '');

export const pinyinOf = (text: string): string => spelt(text, 'pinyin');

export function keysOf(name: string): NameKeys {
  const { core } = nameParts(name);
  return {
    sameKey: sameName(name),
    placeKey: placeFreeName(name),
    pinyin: spelt(core, 'pinyin'),
    initials: spelt(core, 'first'),
  };
}

/** Pieces that most names have: they lead to everybody and are kept for nobody. */
const EVERYWHERE = new Set(['有限', '限公', '公司', '股份', '份有', '限责', '责任', '任公', '分公']);
/** Signs that people leave out. */
export const searchable = (name: string): string => sameName(name).replaceAll(/[()·-]/gu, '');

/** Pairs of neighbouring characters of a name, without those that lead to everybody. */
export const nameGrams = (name: string): string[] => [
  ...new Set(bigrams(searchable(name)).filter((gram) => gram.length > 1 && !EVERYWHERE.has(gram))),
];

const triples = (text: string): string[] => [
  ...new Set(Array.from({ length: Math.max(0, text.length - 2) }, (_, i) => text.slice(i, i + 3))),
];
export const initialGrams = (initials: string): string[] => triples(initials).map((gram) => `~${gram}`);

/** The part of a code that tells enterprises apart: behind the registering office and its place. */
const OWN_PART = 8;
export const codeGrams = (fragment: string): string[] => triples(fragment).map((gram) => `#${gram}`);
export const ownCodeGrams = (uscc: string): string[] => codeGrams(uscc.slice(OWN_PART));

/** All pieces of an enterprise. */
export function gramsOf({
  uscc,
  names,
}: {
  readonly uscc: string;
  readonly names: readonly string[];
}): string[] {
  return [
    ...new Set([
      ...names.flatMap(nameGrams),
      ...names.flatMap((name) => initialGrams(keysOf(name).initials)),
      ...ownCodeGrams(uscc),
    ]),
  ];
}
