import { useLanguage } from './messages.ts';

/** Units in which parks measure; one that is not here stays as the park wrote it. */
const ENGLISH: Readonly<Record<string, string>> = {
  亿元: 'CNY 100 m',
  万元: 'CNY 10,000',
  千元: 'CNY 1,000',
  元: 'CNY',
  万人: '×10,000 people',
  人: 'people',
  家: 'firms',
  件: 'items',
  个: 'items',
  项: 'items',
  分: 'points',
  '件/万人': 'per 10,000 people',
  '万元/人': 'CNY 10,000 per head',
  '元/平方米': 'CNY per m²',
};

/** A unit of measure in the reader's language. */
export function useUnits(): (unit: string | null | undefined) => string {
  const language = useLanguage();
  return (unit) => (language === 'zh' ? (unit ?? '') : (ENGLISH[unit ?? ''] ?? unit ?? ''));
}
