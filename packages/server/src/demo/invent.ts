import { Random } from './random.ts';

/** An invented carrier. */
export interface DemoCarrier {
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly short: { readonly zh: string; readonly en: string };
  readonly ownership: string;
  readonly hasIncubation: boolean;
  /** Noted as a member of 众创联盟. */
  readonly inAlliance: boolean;
  readonly subPark: string;
  readonly from: string;
}

/** An invented enterprise with what its figures are made from. */
export interface DemoEnterprise {
  readonly uscc: string;
  readonly name: string;
  readonly shortName: string;
  readonly industryCode: string;
  readonly registeredOn: string;
  readonly carrier: string;
  readonly from: string;
  readonly contact: string;
  /** Revenue of 2023 in 千元, yearly growth, R&D share, profit share, staff, shares of exports and of tax. */
  readonly revenue: number;
  readonly growth: number;
  readonly research: number;
  readonly profit: number;
  readonly staff: number;
  readonly exports: number;
  readonly tax: number;
}

const SUB_PARKS = ['sp-changshou', 'sp-changfeng', 'sp-wuning', 'sp-zhenru', 'sp-taopu'] as const;
const CARRIER_WORDS: readonly (readonly [zh: string, en: string])[] = [
  ['苏河创客谷', 'Suhe Makers'],
  ['澄江数字港', 'Chengjiang Digital'],
  ['长汀广告工场', 'Changting Adworks'],
  ['禾光大厦', 'Heguang Tower'],
  ['云岫园', 'Yunxiu Park'],
  ['蓝湾科技坊', 'Lanwan Tech'],
  ['长岸金融港', 'Chang’an Fintech'],
  ['知行楼宇', 'Zhixing House'],
  ['松风软件园', 'Songfeng Software'],
  ['智枢工坊', 'Zhishu Works'],
  ['机巧谷', 'Jiqiao Valley'],
  ['衡山路径', 'Hengshan Path'],
  ['星桥孵化器', 'Xingqiao Incubator'],
  ['中环智谷', 'Zhonghuan Valley'],
  ['海沐软件港', 'Haimu Software'],
  ['如意数谷', 'Ruyi Data'],
  ['真元科创园', 'Zhenyuan Park'],
  ['青藤国际', 'Qingteng'],
  ['梧桐数坊', 'Wutong Data'],
  ['新岸云谷', 'Xin’an Cloud'],
  ['禾光生物港', 'Heguang Bio'],
  ['桃源医械园', 'Taoyuan Medtech'],
  ['未央健康谷', 'Weiyang Health'],
  ['北翼智造', 'Beiyi Works'],
];
const OWNERSHIP = ['state', 'collective', 'national-university', 'private'] as const;

/** 24 carriers, spread over the five sub-parks. */
export function inventCarriers(): DemoCarrier[] {
  const counts = [4, 5, 5, 6, 4];
  const places = counts.flatMap((n, i) => Array.from({ length: n }, () => SUB_PARKS[i] ?? 'sp-taopu'));
  return CARRIER_WORDS.map(([zh, en], i) => ({
    code: `c-${String(i + 1).padStart(2, '0')}`,
    name: { zh: `${zh}（演示）`, en: `${en} (demo)` },
    short: { zh, en },
    ownership: OWNERSHIP[i % OWNERSHIP.length] ?? 'private',
    hasIncubation: i % 3 === 0,
    inAlliance: i % 4 === 2,
    subPark: places[i] ?? 'sp-taopu',
    from: '2023-01-01',
  }));
}

/**
 * A trade: its codes and name endings, the range of its R&D share of revenue, how large its enterprises are against
 * the district's common size, its usual yearly growth, and the range of revenue per head in 千元.
 */
interface Trade {
  readonly codes: readonly string[];
  readonly words: readonly string[];
  readonly research: readonly [number, number];
  readonly size: number;
  readonly growth: number;
  readonly perHead: readonly [number, number];
}

const TRADES: Readonly<Record<string, Trade>> = {
  software: {
    codes: ['6511', '6512', '6513', '6531', '6540', '6550'],
    words: ['软件', '信息', '数科', '云科', '智能'],
    research: [0.026, 0.062],
    size: 0.55,
    growth: 0.13,
    perHead: [900, 2_400],
  },
  ai: {
    codes: ['6513', '6550', '3962', '3963'],
    words: ['智能', '智算', '机器视觉'],
    research: [0.031, 0.07],
    size: 0.55,
    growth: 0.13,
    perHead: [900, 2_400],
  },
  chips: {
    codes: ['6520', '3973', '3982'],
    words: ['微电子', '集成', '芯科'],
    research: [0.035, 0.075],
    size: 5.6,
    growth: 0.12,
    perHead: [2_450, 4_900],
  },
  medicine: {
    codes: ['2720', '2761', '3581', '3584', '7340'],
    words: ['生物', '医械', '药业', '检测'],
    research: [0.026, 0.062],
    size: 4.4,
    growth: 0.12,
    perHead: [2_350, 4_750],
  },
  trade: {
    codes: ['5171', '5176', '7259', '7281', '6920', '7212'],
    words: ['商贸', '供应链', '咨询', '文化', '服务'],
    research: [0.001, 0.006],
    size: 1.34,
    growth: 0.03,
    perHead: [3_000, 9_000],
  },
  engineering: {
    codes: ['7481', '7484', '7320', '4720', '3560', '3499'],
    words: ['工程', '机电', '新材', '能源'],
    research: [0.01, 0.03],
    size: 1.27,
    growth: 0.04,
    perHead: [2_000, 5_000],
  },
};
const MIX: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  'sp-changshou': [
    ['software', 0.18],
    ['ai', 0.06],
    ['trade', 0.56],
    ['engineering', 0.2],
  ],
  'sp-changfeng': [
    ['software', 0.26],
    ['ai', 0.1],
    ['chips', 0.05],
    ['trade', 0.44],
    ['engineering', 0.15],
  ],
  'sp-wuning': [
    ['software', 0.2],
    ['ai', 0.14],
    ['chips', 0.16],
    ['trade', 0.2],
    ['engineering', 0.3],
  ],
  'sp-zhenru': [
    ['software', 0.44],
    ['ai', 0.16],
    ['chips', 0.08],
    ['trade', 0.22],
    ['engineering', 0.1],
  ],
  'sp-taopu': [
    ['software', 0.08],
    ['medicine', 0.46],
    ['trade', 0.26],
    ['engineering', 0.2],
  ],
};
const FIRST = '澜知苇桐岑朗芷青汀拾禾衡沐岩云墨霁岚澄砚楠榆棠溪舟泓景煦珩琢';
const SECOND = '桥隅岸野木汀岸渠光序元石风原帆川启程泽恒远信达宁和安';
const SURNAMES = '周沈陈林乔严何薛苏顾陆钱孙方许唐夏秦章';
const GIVEN = ['敏', '度', '岚', '未', '岸', '禾', '晔', '宁', '舒', '远', '一鸣', '思齐', '雨桐', '子墨'];

/** USCC-like text that is deliberately impossible: the letters I, O, S, V, Z never occur in a real one. */
const impossibleUscc = (n: number) => `91DEMO${String(n).padStart(7, '0')}OOVSZ`;

function tradeOf(random: Random, subPark: string): Trade {
  let left = random.next();
  for (const [name, share] of MIX[subPark] ?? []) {
    left -= share;
    const trade = TRADES[name];
    if (left <= 0 && trade) return trade;
  }
  return TRADES.trade as Trade;
}

/** Invented enterprises; sizes are spread like a district's: a few large, many small. */
export function inventEnterprises(
  count: number,
  carriers: readonly DemoCarrier[],
  seed: number,
): DemoEnterprise[] {
  const random = new Random(seed);
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, i) => {
    const carrier = random.pick(carriers);
    const trade = tradeOf(random, carrier.subPark);
    const shortName = inventName(random, trade.words, taken);
    const revenue = Math.round(trade.size * Math.exp(11.35 + 1.15 * random.around()));
    const [low, high] = trade.research;
    return {
      uscc: impossibleUscc(i + 1),
      name: `上海${shortName}有限公司（演示）`,
      shortName,
      industryCode: random.pick(trade.codes),
      registeredOn: `${random.whole(2004, 2022)}-0${random.whole(1, 9)}-1${random.whole(0, 9)}`,
      carrier: carrier.code,
      from: '2023-01-01',
      contact: `${random.pick([...SURNAMES])}${random.pick(GIVEN)}`,
      revenue,
      growth: trade.growth + random.between(-0.07, 0.07),
      research: random.between(low, high),
      profit: random.between(-0.02, 0.16),
      staff: Math.max(4, Math.round(revenue / random.between(...trade.perHead))),
      tax: random.between(0.03, 0.06),
      exports: random.chance(0.3) ? random.between(0.01, 0.2) : 0,
    };
  });
}

function inventName(random: Random, words: readonly string[], taken: Set<string>): string {
  for (;;) {
    const name = `${random.pick([...FIRST])}${random.pick([...SECOND])}${random.pick(words)}`;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

/** Share of a year's revenue that is made by the end of each quarter. */
const SEASON = [0.21, 0.45, 0.7, 1] as const;

/** What an enterprise answers to ENT-Q in a quarter, in the form's units. */
export function answersOf(enterprise: DemoEnterprise, year: number, quarter: number): Record<string, string> {
  const random = new Random(Number(enterprise.uscc.slice(6, 13)) * 97 + year * 4 + quarter);
  const yearly = enterprise.revenue * (1 + enterprise.growth) ** (year - 2023);
  const revenue = Math.round(yearly * (SEASON[quarter - 1] ?? 1) * random.between(0.985, 1.015));
  const staff = Math.round(enterprise.staff * (1 + enterprise.growth * 0.5) ** (year - 2023 + quarter / 4));
  const text = (value: number) => String(Math.round(value));
  const research = revenue * enterprise.research * (1 + 0.05 * (year - 2023));
  return {
    revenue_ytd: text(revenue),
    rd_ytd: text(research),
    profit_ytd: text(revenue * enterprise.profit),
    tax_ytd: text(revenue * enterprise.tax),
    export_ytd: text(revenue * enterprise.exports),
    staff_end: text(staff),
    rd_staff_end: text(Math.max(1, staff * Math.min(0.6, enterprise.research * 3))),
    order: text(revenue * 0.3),
    outlook: random.pick(['up', 'up', 'flat', 'flat', 'down']),
  };
}
