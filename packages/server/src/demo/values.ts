import { closeRound } from '../modules/evaluation/index.ts';
import { acceptEntered, enterValue } from '../modules/indicators/index.ts';
import type { Cast } from './cast.ts';
import { at } from './days.ts';
import { enteredValues, subParkValues } from './entered.ts';

/** Values without a report are entered by one person of the office and accepted by another. */
export async function enterValues(cast: Cast): Promise<void> {
  const [enters, accepts] = [cast.as('zhoumin'), cast.as('lujing')];
  const values = [...enteredValues(), ...subParkValues()];
  const byDay = new Map<string, string[]>();
  for (const { day, accepted, ...value } of values) {
    const { id } = await cast.do({ actor: enters, now: at(day) }, enterValue, value);
    if (accepted) byDay.set(day, [...(byDay.get(day) ?? []), id]);
  }
  for (const [day, ids] of byDay)
    await cast.do({ actor: accepts, now: at(day, '15:00:00') }, acceptEntered, { ids });
  await cast.do({ actor: enters, now: at('2026-04-28', '17:30:00') }, closeRound, { period: '2025' });
}
