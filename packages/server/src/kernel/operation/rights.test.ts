import { expect, test } from 'vitest';
import type { Actor } from '../actor.ts';
import { Decision, type Reach, type Target } from './rights.ts';

const actor: Actor = {
  zoneId: 'z',
  memberId: 'm',
  assignmentId: 'a',
  name: '桃浦',
  role: 'sub-park',
  placePath: '/sp-taopu/',
  ownId: 'enterprise-1',
};

const may = (reach: Reach | undefined, target: Target, who = actor) => {
  try {
    new Decision('x.y', reach === undefined ? {} : { 'sub-park': reach }, who).may(target);
    return 'yes';
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const at = (scopePath: string, ownerId: string | null = null): Target => ({ scopePath, ownerId });

test('a role that an operation does not name may not even begin', () => {
  expect(() => new Decision('x.y', { office: 'zone' }, actor)).toThrow('FORBIDDEN');
});

test.each<[Reach, Target, string]>([
  ['place', at('/sp-taopu/'), 'yes'],
  ['place', at('/sp-taopu/c-1/'), 'yes'],
  ['place', at('/sp-zhenru/'), 'FORBIDDEN'],
  ['place', at('/'), 'FORBIDDEN'],
  ['place', at('/sp-taopu-2/'), 'FORBIDDEN'],
  ['place', at('/sp-zhenru/', 'enterprise-1'), 'FORBIDDEN'],
  ['place', 'zone', 'FORBIDDEN'],
  ['own', at('/sp-zhenru/', 'enterprise-1'), 'yes'],
  ['own', at('/sp-taopu/', 'enterprise-2'), 'FORBIDDEN'],
  ['own', at('/sp-taopu/', null), 'FORBIDDEN'],
  ['own', 'zone', 'FORBIDDEN'],
  ['zone', at('/sp-zhenru/'), 'yes'],
  ['zone', 'zone', 'yes'],
])('who reaches %s gets %j: %s', (reach, target, answer) => {
  expect(may(reach, target)).toBe(answer);
});

test('a person without place or enterprise reaches no row by them', () => {
  const nobody = { ...actor, placePath: '', ownId: null };
  expect([may('place', at('/'), nobody), may('own', at('/', null), nobody)]).toEqual([
    'FORBIDDEN',
    'FORBIDDEN',
  ]);
});

test('an operation that answered without asking is a mistake of the program', () => {
  const decision = new Decision('x.y', { 'sub-park': 'place' }, actor);
  expect(() => decision.assertAsked()).toThrow('x.y never asked ctx.may');
  decision.may('rows');
  expect(() => decision.assertAsked()).not.toThrow();
});
