import { expect, test } from 'vitest';
import { ZoneClock, dayOf } from './clock.ts';

const ZONE = 'a zone';
const DAY = '2026-10-22';
const shanghai = (text: string) => new Date(`${text}+08:00`);

test('a real zone lives the real instant', () => {
  const real = shanghai('2026-11-24T09:00:00');
  expect(new ZoneClock(() => real).now(ZONE, null)).toEqual(real);
});

test('a demonstration lives its own day at the real time of day in Shanghai', () => {
  const clock = new ZoneClock(() => new Date('2026-11-24T17:30:00Z'));
  expect(clock.now(ZONE, DAY)).toEqual(shanghai('2026-10-22T01:30:00'));
});

test('in the morning after, a demonstration goes on from its last act', () => {
  let real = shanghai('2026-11-24T22:00:00');
  const clock = new ZoneClock(() => real);
  const evening = clock.now(ZONE, DAY);
  real = shanghai('2026-11-25T09:00:00');
  const morning = [clock.now(ZONE, DAY), clock.now(ZONE, DAY)];
  expect(morning.map((instant) => instant.getTime() - evening.getTime())).toEqual([1, 2]);
  expect(morning.map(dayOf)).toEqual([DAY, DAY]);
});

test('a server that was started again goes on from the last act that it finds', () => {
  const lastAct = shanghai('2026-10-22T22:00:00');
  const clock = new ZoneClock(() => shanghai('2026-11-25T09:00:00'), new Map([[ZONE, lastAct]]));
  expect(clock.now(ZONE, DAY).getTime()).toBe(lastAct.getTime() + 1);
  expect(clock.now('another zone', DAY)).toEqual(shanghai('2026-10-22T09:00:00'));
});

test('a demonstration whose day was moved back lives the earlier day', () => {
  const clock = new ZoneClock(() => shanghai('2026-11-24T09:00:00'));
  clock.now(ZONE, '2026-10-25');
  expect(clock.now(ZONE, DAY)).toEqual(shanghai('2026-10-22T09:00:00'));
});
