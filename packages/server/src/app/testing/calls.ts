import { createHash } from 'node:crypto';
import { answers, explanations } from '../../demo/small-zone.ts';
import type { RolePerson, Target, Things } from './two-zones.ts';

/** What a call may be made from: the things asked for, whose they are, and who asks. */
interface Asked {
  readonly things: Things;
  readonly target: Target;
  readonly person: RolePerson;
}

/** How an operation is called in the walk over all rights. */
export interface Call {
  /** The input that asks for the target's things; the same for every target where nothing can be asked for. */
  readonly input: (asked: Asked) => object;
  /** Whether a successful answer shows the target; absent: answering is showing. */
  readonly shows?: (body: never, asked: Asked) => boolean;
  /** Can only be asked of oneself: whatever is answered, nobody else is reached. */
  readonly mine?: true;
  /** Needs a session that is not used again. */
  readonly endsSession?: true;
}

type Rows<T> = { readonly rows: readonly T[] };
type Counted = { readonly counts: { readonly respondents: number } };

/** In 桃浦 there are two respondents and in 真如 more: whose report was counted shows in how many there are. */
const COUNTED: Readonly<Record<Target, number>> = {
  own: 1,
  'other-enterprise': 2,
  'other-sub-park': 3,
  'other-zone': 5,
};

const CARRIERS: Readonly<Record<Target, string>> = {
  own: 'c-1',
  'other-enterprise': 'c-2',
  'other-sub-park': 'c-3',
  'other-zone': 'c-9',
};
const ofImport = ({ things }: Asked) => ({ importId: things.importId });

/** Carriers and the operating body have to do with carriers' reports, everybody else with those of enterprises. */
const isOfCarriers = ({ person: { role } }: Asked) => role === 'carrier' || role === 'operator';
const reportOf = (asked: Asked): Things['carrierReport'] =>
  isOfCarriers(asked) ? asked.things.carrierReport : asked.things;
const one = (asked: Asked) => ({ submissionId: reportOf(asked).submissionId });
const list = (asked: Asked) => ({ submissionIds: [reportOf(asked).submissionId] });
/** A file that is no workbook: who may not see the report is refused before anybody looks at it. */
const upload = (asked: Asked) => ({ ...one(asked), file: new File(['x'], 'x.xlsx') });
const REASON = '测试越权时的理由';
const CLAUSE = { zh: REASON, en: 'A reason of the walk' };
const OF_2025 = { period: '2025' };
const carrierOf = ({ things }: Asked) => ({ code: things.carrierCode });
type Carriers = Rows<{ readonly carrier: { readonly code: string } }>;
const names = ({ rows }: Carriers, { things }: Asked) =>
  rows.some(({ carrier }) => carrier.code === things.carrierCode);

const member = ({ things }: Asked) => ({ memberId: things.memberId, reason: REASON });
const assignment = ({ things }: Asked) => ({ assignmentId: things.assignmentId, reason: REASON });
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Every operation of the contract; the walk fails for one that is not here. */
export const CALLS: Readonly<Record<string, Call>> = {
  'identity.signInPage': {
    input: () => ({}),
    // shows the first zone by code, to everybody, and no person of it
    shows: (body: { demo: unknown }, { target }) => target === 'own' && body.demo === null,
  },
  'identity.signIn': {
    input: ({ things, target, person }) => ({
      login: target === 'own' ? person.login : things.login,
      password: person.password,
    }),
  },
  'identity.signOut': { input: () => ({}), shows: (_, { target }) => target === 'own', endsSession: true },
  'identity.me': {
    input: () => ({}),
    shows: (body: { active: { id: string } }, { target, person, things }) =>
      body.active.id === (target === 'own' ? person.assignmentId : things.assignmentId),
  },
  'identity.switchRole': {
    input: ({ things, target, person }) => ({
      assignmentId: target === 'own' ? person.assignmentId : things.assignmentId,
    }),
  },
  'identity.listMembers': {
    input: () => ({ limit: 500 }),
    shows: ({ rows }: Rows<{ id: string }>, { things }) => rows.some(({ id }) => id === things.memberId),
  },
  'identity.getMember': { input: ({ things }) => ({ memberId: things.memberId }) },
  'identity.listPlaces': {
    input: () => ({ role: 'enterprise' }),
    shows: ({ rows }: Rows<{ id: string }>, { things }) => rows.some(({ id }) => id === things.enterpriseId),
  },
  'identity.inviteMember': { input: () => ({ name: '新来的', login: 'newcomer' }) },
  'identity.resetSignIn': { input: member },
  'identity.disableMember': { input: member },
  'identity.enableMember': { input: member },
  'identity.unlockMember': { input: member },
  'identity.endMember': { input: ({ things }) => ({ memberId: things.leaverId, reason: REASON }) },
  'identity.endMemberSessions': { input: member },
  'identity.grantRole': {
    input: (asked) => ({ ...member(asked), role: 'provider', from: '2026-10-22' }),
  },
  'identity.limitAssignment': { input: (asked) => ({ ...assignment(asked), until: '2026-12-31' }) },
  'identity.endAssignment': { input: assignment },
  'identity.oneTimeLink': {
    // whoever has the link has the token; nobody finds another one
    input: ({ target, person }) => ({
      tokenHash: sha256(target === 'own' ? (person.tokens[0] ?? '') : target),
    }),
  },
  'identity.useLink': {
    input: ({ target, person }) => ({
      token:
        target === 'own' && person.tokens.length > 1 ? person.tokens.pop() : `no link of ${target} has this`,
      password: 'Ein guter Anfang 2026',
    }),
  },
  'identity.secondFactor': { input: () => ({}), mine: true },
  'identity.enrolSecondFactor': { input: () => ({}), mine: true },
  'identity.confirmSecondFactor': { input: () => ({ code: 'no code' }), mine: true },
  'identity.giveCode': { input: () => ({ code: 'no code' }), mine: true },
  'identity.renewRecoveryCodes': { input: () => ({ code: 'no code' }), mine: true },
  'identity.resetSecondFactor': { input: member },
  'identity.requireSecondFactor': { input: () => ({ isRequired: false, reason: REASON }) },
  'identity.mySessions': { input: () => ({}), mine: true },
  'identity.endMySessions': { input: () => ({}), mine: true },
  'identity.changePassword': {
    // one's own is refused for the new one's sake, and stays; of nobody else the present one is known
    input: ({ target, person }) => ({
      current: target === 'own' ? person.password : 'not the password',
      next: target === 'own' ? 'short' : 'Ein guter Anfang 2026',
    }),
  },
  'identity.myDelegations': { input: () => ({}), mine: true },
  'identity.delegate': {
    input: ({ things, target, person }) => ({
      memberId: target === 'own' ? person.colleagueId : things.memberId,
      from: '2026-10-22',
      until: '2026-10-30',
      reason: REASON,
    }),
  },
  'identity.endDelegation': {
    input: ({ things, target, person }) => ({
      assignmentId: target === 'own' ? (person.delegationId ?? person.assignmentId) : things.assignmentId,
    }),
  },
  'plan.read': { input: () => ({}) },
  'plan.tasks': { input: () => ({}) },
  'plan.assignTask': {
    input: () => ({ taskId: 'M15', lead: 'dep-st', support: ['dep-data'], dueOn: null, reason: REASON }),
  },
  'plan.progress': { input: () => ({ period: '2026Q3' }) },
  'statistics.listPeriods': {
    input: () => ({}),
    shows: ({ rows }: Rows<Counted & { id: string }>, asked) =>
      rows.some(
        ({ id, counts }) => id === reportOf(asked).periodId && counts.respondents >= COUNTED[asked.target],
      ),
  },
  'statistics.progress': {
    input: (asked) => ({ periodId: reportOf(asked).periodId }),
    shows: ({ rows }: Rows<Counted & { subPark: { code: string } }>, { target }) =>
      rows.some(
        ({ subPark, counts }) =>
          subPark.code === (target === 'other-sub-park' ? 'sp-zhenru' : 'sp-taopu') &&
          counts.respondents >= (target === 'other-enterprise' ? 2 : 1),
      ),
  },
  'statistics.openPeriod': { input: () => ({ formId: 'ENT-Q', code: '2026Q1' }) },
  'statistics.closePeriod': { input: ({ things }) => ({ periodId: things.periodId }) },
  'statistics.reopenPeriod': { input: ({ things }) => ({ periodId: things.periodId, reason: REASON }) },
  'statistics.listSubmissions': {
    input: (asked) => ({ periodId: reportOf(asked).periodId }),
    shows: ({ rows }: Rows<{ id: string }>, asked) =>
      rows.some(({ id }) => id === reportOf(asked).submissionId),
  },
  'statistics.getSubmission': { input: one },
  'statistics.cover': { input: one },
  'statistics.checkCover': {
    input: (asked) => ({ code: reportOf(asked).coverCode }),
    shows: (body: { recorded: { submissionId: string } | null }, asked) =>
      body.recorded?.submissionId === reportOf(asked).submissionId,
  },
  'statistics.saveDraft': {
    input: (asked) => ({ ...one(asked), version: 1, answers: answers(20_000), explanations }),
  },
  'statistics.submit': {
    input: (asked) => ({ ...one(asked), version: 1, answers: answers(20_000), explanations }),
  },
  'statistics.sendBack': {
    input: (asked) => ({ ...one(asked), remarks: [{ field: 'rd_ytd', text: REASON }] }),
  },
  'statistics.review': { input: list },
  'statistics.accept': { input: list },
  'statistics.reminderList': {
    // the walk over statistics.sendBack, which comes first, has sent every report back
    input: ({ things }) => ({ periodId: things.periodId, reach: 'sent-back' }),
    shows: ({ rows }: Rows<{ submissionId: string }>, { things }) =>
      rows.some(({ submissionId }) => submissionId === things.submissionId),
  },
  'statistics.remind': { input: list },
  'statistics.extendDue': { input: (asked) => ({ ...list(asked), dueOn: '2026-12-31', reason: REASON }) },
  'statistics.exempt': { input: (asked) => ({ ...list(asked), reason: REASON }) },
  'statistics.include': { input: (asked) => ({ ...list(asked), reason: REASON }) },
  'statistics.listAddable': { input: ({ things }) => ({ periodId: things.periodId }) },
  'statistics.addRespondent': {
    input: ({ things }) => ({ periodId: things.periodId, subjectId: things.enterpriseId, reason: REASON }),
  },
  'statistics.passClean': {
    input: (asked) => ({ rule: 'explained', reports: [{ ...one(asked), revision: 1 }] }),
  },
  'statistics.reopenSubmission': { input: (asked) => ({ ...one(asked), reason: REASON }) },
  'exchange.workbook': { input: one },
  'exchange.preview': { input: upload },
  'exchange.marked': { input: upload },
  'exchange.apply': { input: (asked) => ({ ...upload(asked), act: 'save', state: 'x' }) },
  'indicators.units': {
    input: () => ({}),
    shows: ({ rows }: Rows<{ code: string }>, { things }) =>
      rows.some(({ code }) => code === things.unitCode),
  },
  'indicators.values': { input: ({ things }) => ({ unit: things.unitCode, periods: ['2026Q2'] }) },
  'indicators.table': {
    input: () => ({ period: '2026Q2' }),
    // a sub-park's row adds up all its enterprises
    shows: ({ units }: { units: readonly { code: string }[] }, { target, things }) => {
      const code = target === 'other-enterprise' ? 'sp-taopu' : things.unitCode;
      return units.some((unit) => unit.code === code);
    },
  },
  'indicators.explain': {
    input: ({ things }) => ({ unit: things.unitCode, id: 'rd-intensity', period: '2026Q2' }),
  },
  'indicators.listEntered': {
    input: () => ({}),
    shows: ({ rows }: Rows<{ id: string }>, { things }) => rows.some(({ id }) => id === things.enteredId),
  },
  'indicators.enterValue': {
    input: ({ things }) => ({
      valueId: 'baseline-T02',
      unitCode: things.unitCode,
      period: '2024Q4',
      value: '1',
      document: REASON,
    }),
  },
  'indicators.acceptEntered': { input: ({ things }) => ({ ids: [things.enteredId] }) },
  'indicators.enterValues': {
    input: ({ things }) => ({
      ...OF_2025,
      document: REASON,
      rows: [{ unitCode: things.carrierCode, valueId: 'carrier-k701', value: '80' }],
    }),
  },
  'carriers.rounds': { input: () => ({}) },
  'carriers.results': {
    input: () => OF_2025,
    shows: ({ kinds }: { kinds: readonly Carriers[] }, asked) => kinds.some((kind) => names(kind, asked)),
  },
  'carriers.result': { input: (asked) => ({ ...OF_2025, ...carrierOf(asked) }) },
  'carriers.closeRound': { input: () => OF_2025 },
  'carriers.register': { input: () => ({}), shows: (body: Carriers, asked) => names(body, asked) },
  'carriers.decide': {
    input: (asked) => ({
      ...carrierOf(asked),
      ...OF_2025,
      act: 'notice',
      decision: 'set-aside',
      reason: REASON,
    }),
  },
  'carriers.enrol': {
    input: ({ things }) => ({
      codes: [things.carrierCode],
      on: '2026-01-01',
      clause: CLAUSE,
      reason: REASON,
    }),
  },
  'carriers.apply': {
    input: (asked) => ({ ...carrierOf(asked), on: '2026-01-01', clause: CLAUSE, reason: REASON }),
  },
  'evaluation.listRounds': { input: () => ({}) },
  'evaluation.result': { input: () => ({ period: '2025' }) },
  'evaluation.impact': { input: ({ things }) => ({ periodId: things.periodId }) },
  'evaluation.closeRound': { input: () => ({ period: '2025' }) },
  'enterprises.list': {
    input: () => ({}),
    shows: ({ rows }: Rows<{ id: string }>, { things }) => rows.some(({ id }) => id === things.enterpriseId),
  },
  'enterprises.get': { input: ({ things }) => ({ enterpriseId: things.enterpriseId }) },
  'enterprises.listCarriers': {
    input: () => ({}),
    shows: ({ rows }: Rows<{ code: string }>, { target }) =>
      rows.some(({ code }) => code === CARRIERS[target]),
  },
  'enterprises.getCarrier': { input: ({ things }) => ({ carrierId: things.carrierId }) },
  'enterprises.listImports': {
    input: () => ({}),
    shows: ({ rows }: Rows<{ id: string }>, { things }) => rows.some(({ id }) => id === things.importId),
  },
  'enterprises.getImport': { input: ofImport },
  'enterprises.previewImport': {
    input: () => ({
      profileId: 'tax-quarter',
      fileName: 'rights.csv',
      contentBase64: Buffer.from('2025年二季度\n单位：元\n纳税人名称,营业收入\n甲有限公司,1\n').toString(
        'base64',
      ),
    }),
  },
  'enterprises.confirmImport': { input: ofImport },
  'enterprises.putAwayImport': { input: ofImport },
  'enterprises.decideRow': { input: (asked) => ({ ...ofImport(asked), row: 5, reason: REASON }) },
  'audit.list': {
    input: ({ things }) => ({ subjectId: things.submissionId }),
    shows: ({ rows }: Rows<unknown>) => rows.length > 0,
  },
  'audit.verify': { input: () => ({}) },
};
