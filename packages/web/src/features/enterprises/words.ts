import { messages } from '../../ui/messages.ts';

export const useRegistryWords = messages(
  {
    enterprises: '企业库',
    carriers: '载体库',
    name: '企业',
    uscc: '统一社会信用代码',
    industry: '行业代码',
    subPark: '子园',
    carrier: '载体',
    allSubParks: '全部子园',
    allCarriers: '全部载体',
    industryLike: '行业代码开头，如 65',
    search: '名称、曾用名、拼音或信用代码',
    find: '查找',
    residence: '在园情况',
    everybody: '全部',
    residesNow: '在园',
    residedOnce: '已迁出',
    formerly: (name: string) => `曾用名 ${name}`,
    none: '没有符合条件的企业。名称至少输入两个字；可以试试曾用名、拼音首字母或信用代码后几位。',
    similar: (n: number) => `没有完全符合的企业，以下 ${n} 家名称相近：`,
    said: (shown: number, total: string, at: string) => `共 ${total} 家，显示 ${shown} 家 · 截至 ${at}`,
    more: (n: number) => `${n} 家以上`,
    narrow: (n: number) => `符合的超过 ${n} 家，只列最相近的；请补充几个字。`,
    next: '再显示 200 家',
    ownership: '权属',
    residents: '在驻企业（家）',
    saidCarriers: (n: number, at: string) => `共 ${n} 家载体 · 截至 ${at}`,
    noCarriers: '还没有登记载体。',
    state: '国有',
    collective: '集体',
    'national-university': '高校',
    private: '民营',
    unconfirmed: '待确认',
    asOf: '截至',
  },
  {
    enterprises: 'Enterprises',
    carriers: 'Carriers',
    name: 'Enterprise',
    uscc: 'USCC',
    industry: 'Industry',
    subPark: 'Sub-park',
    carrier: 'Carrier',
    allSubParks: 'All sub-parks',
    allCarriers: 'All carriers',
    industryLike: 'Industry begins with, like 65',
    search: 'Name, former name, pinyin or USCC',
    find: 'Find',
    residence: 'Residence',
    everybody: 'All',
    residesNow: 'In the park',
    residedOnce: 'Moved away',
    formerly: (name) => `formerly ${name}`,
    none: 'No enterprise fits. Type at least two characters of a name; try a former name, pinyin initials or the end of the code.',
    similar: (n) => `No enterprise fits exactly; ${n} similar names:`,
    said: (shown, total, at) => `${shown} of ${total} enterprises · as of ${at}`,
    more: (n) => `more than ${n}`,
    narrow: (n) => `More than ${n} fit; the closest are shown. Type a little more.`,
    next: 'Show 200 more',
    ownership: 'Owned by',
    residents: 'Residents',
    saidCarriers: (n, at) => `${n} carriers · as of ${at}`,
    noCarriers: 'No carrier is registered yet.',
    state: 'the state',
    collective: 'a collective',
    'national-university': 'a university',
    private: 'private',
    unconfirmed: 'to confirm',
    asOf: 'As of',
  },
);

const OWNERSHIPS = ['state', 'collective', 'national-university', 'private', 'unconfirmed'] as const;

/** The name of a kind of ownership; an unknown one as it is written. */
export function useOwnership(): (ownership: string | null) => string {
  const t = useRegistryWords();
  return (ownership) => {
    const known = OWNERSHIPS.find((one) => one === ownership);
    return known ? t[known] : (ownership ?? '—');
  };
}
