import { useSyncExternalStore } from 'react';

export type Language = 'zh' | 'en';
type Text = string | ((...args: never[]) => string);
type Texts = Readonly<Record<string, Text>>;

const KEY = 'yuanheng-language';
const listeners = new Set<() => void>();
let language: Language = localStorage.getItem(KEY) === 'en' ? 'en' : 'zh';

export function setLanguage(next: Language): void {
  language = next;
  localStorage.setItem(KEY, next);
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
  for (const listener of listeners) listener();
}
setLanguage(language);

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useLanguage = (): Language => useSyncExternalStore(subscribe, () => language);
/** A text that data carries in both languages, such as a unit's name. */
export const useWords = () => {
  const current = useLanguage();
  return (words: { readonly zh: string; readonly en: string }) => words[current];
};
/** Outside of components. */
export const inLanguage = <T>(zh: T, en: T): T => (language === 'zh' ? zh : en);

/** The texts of a feature: English must have the same keys and arguments as Chinese, or it does not compile. */
export function messages<const Zh extends Texts>(
  zh: Zh,
  en: {
    readonly [K in keyof Zh]: Zh[K] extends (...args: infer A) => string ? (...args: A) => string : string;
  },
) {
  return (): typeof en => (useLanguage() === 'zh' ? (zh as unknown as typeof en) : en);
}
