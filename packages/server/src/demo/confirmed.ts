import type { Industry, Park } from '@yuanheng/park';
import type { DemoCarrier, DemoEnterprise } from './invent.ts';

/** Which invented enterprises the demonstration's office has confirmed to an industry whose codes do not decide it. */
const CONFIRMED: Readonly<Record<string, { readonly codes: RegExp; readonly subParks: readonly string[] }>> =
  {
    'artificial-intelligence': {
      codes: /^(396[23]|6550)/,
      subParks: ['sp-changfeng', 'sp-wuning', 'sp-zhenru'],
    },
    cybersecurity: { codes: /^65[13]/, subParks: ['sp-changshou', 'sp-changfeng', 'sp-zhenru'] },
    robotics: { codes: /^(39[67]|3499|3560)/, subParks: ['sp-wuning'] },
  };
/** Of those that could be, every second one is. */
const EVERY = 2;

/** The park with the demonstration's exceptions; a park folder itself never names an invented enterprise. */
export function withConfirmed(
  park: Park,
  enterprises: readonly DemoEnterprise[],
  carriers: readonly DemoCarrier[],
): Park {
  const subParkOf = new Map(carriers.map(({ code, subPark }) => [code, subPark]));
  const exceptionsOf = (id: string): Industry['exceptions'] => {
    const rule = CONFIRMED[id];
    if (!rule) return [];
    return enterprises
      .filter(
        ({ industryCode, carrier }) =>
          rule.codes.test(industryCode) && rule.subParks.includes(subParkOf.get(carrier) ?? ''),
      )
      .filter((_, i) => i % EVERY === 0)
      .map(({ uscc }, i) => ({ uscc, counts: true, document: `演示产业确认单 ${id} 第 ${i + 1} 号` }));
  };
  return {
    ...park,
    industries: park.industries.map((industry) => ({
      ...industry,
      exceptions: [...industry.exceptions, ...exceptionsOf(industry.id)],
    })),
  };
}
