import { randomBytes } from 'node:crypto';
import { withActor } from '../../kernel/db/with-actor.ts';
import { COOKIE, hashOf } from '../../kernel/http/session.ts';
import {
  type RequestContext,
  getRequestId,
  performance,
  stepping,
} from '../../kernel/http/request-context.ts';
import { uuidv7 } from '../../kernel/ids.ts';
import { type WriteContext, performWrite, writeOperation } from '../../kernel/operation/operation.ts';
import { SIGN_IN_LIMITS } from '../../kernel/parameters.ts';
import { problem } from '../../kernel/problem.ts';
import { sha256Of } from '../../kernel/sealing.ts';
import { EVERYBODY } from './identity.policy.ts';
import {
  acceptRecoveryCode,
  acceptStep,
  beginCode,
  beginEnrolment,
  findSecondFactor,
  isRequired,
  setRecoveryCodes,
  stepUp,
} from './second-factor.store.ts';
import { aboutOneself } from './session.service.ts';
import { loginOfPerson } from './link.store.ts';
import { enrolmentOf, newSecret, recoveryCodeOf, recoveryCodes, sealedFor, stepOf } from './totp.ts';

const { maxFailures, lockMinutes, longestHours } = SIGN_IN_LIMITS;
const wrong = () => problem('CODE_REFUSED', { maxFailures, lockMinutes });

/** Where somebody stands who has signed in, also before the second factor was given. */
export async function secondFactor(context: RequestContext) {
  const { actor, personId, stage } = stepping(context);
  return await withActor(context.services.pool, actor, async ({ db }) => {
    const found = await findSecondFactor(db, personId);
    return {
      name: actor.name,
      isOn: found?.isOn === true,
      due: stage === 'full' ? null : stage,
      isRequired: await isRequired(db, actor.zoneId),
      codesLeft: found?.isOn ? found.codesLeft : 0,
    };
  });
}

const begin = ({ personId, sealed, now }: { personId: string; sealed: Buffer; now: Date }) =>
  writeOperation({
    name: 'identity.enrolSecondFactor',
    rights: EVERYBODY,
    run: async (ctx) => {
      ctx.may('rows');
      if (!(await beginEnrolment(ctx.db, { personId, sealed, now }))) throw problem('SECOND_FACTOR_ON', {});
      ctx.audit.add(aboutOneself(ctx.actor));
      return {};
    },
  });

/** A new secret for the person's device; it asks for nothing until a first code was given. */
export async function enrolSecondFactor(context: RequestContext) {
  const { personId, stage } = stepping(context);
  // whoever owes a code does not get past it by beginning anew
  if (stage === 'code') throw problem('SECOND_FACTOR_DUE', { stage });
  const { sealing, clock, pool } = context.services;
  const requestId = getRequestId(context);
  const secret = newSecret(sealing, requestId);
  const sealed = sealing.seal(secret, sealedFor(personId));
  await performWrite(
    { ...performance(context, stepping), requestId },
    begin({ personId, sealed, now: clock.real() }),
    {},
  );
  return enrolmentOf(secret, await loginOfPerson(pool, personId));
}

type Accept = (ctx: WriteContext, now: Date) => Promise<boolean>;

interface Step {
  readonly name: 'identity.confirmSecondFactor' | 'identity.giveCode' | 'identity.renewRecoveryCodes';
  /** Uses the code up; false: it was used, or is wrong. */
  readonly accept: Accept;
}

/** Accepts a code, and the session goes on under another id; the one so far opens nothing any more. */
async function goOn(context: RequestContext, { name, accept }: Step): Promise<void> {
  const requestId = getRequestId(context);
  const now = context.services.clock.real();
  const cookie = randomBytes(32).toString('base64url');
  const ends = new Date(now.getTime() + longestHours * 3_600_000);
  const oldHash = stepping(context).idHash;
  const going = { oldHash, newHash: hashOf(cookie), sessionId: uuidv7(now), now, ends };
  const operation = writeOperation({
    name,
    rights: EVERYBODY,
    run: async (ctx) => {
      ctx.may('rows');
      if (!(await accept(ctx, now)) || !(await stepUp(ctx.db, going))) throw wrong();
      ctx.audit.add(aboutOneself(ctx.actor));
      return {};
    },
  });
  await performWrite({ ...performance(context, stepping), requestId }, operation, {});
  context.response.setHeader('set-cookie', `${COOKIE}=${cookie}; Path=/; HttpOnly; SameSite=Lax`);
}

/** The first code of a new device switches it on; the recovery codes are answered once. */
export async function confirmSecondFactor(context: RequestContext, { code }: { code: string }) {
  const { personId, actor } = stepping(context);
  const { sealing, pool, clock } = context.services;
  const found = await withActor(pool, actor, ({ db }) => findSecondFactor(db, personId));
  if (found?.isOn) throw problem('SECOND_FACTOR_ON', {});
  const secret = found && sealing.open(found.sealed, sealedFor(personId));
  const step = secret ? stepOf(secret, code, clock.real()) : null;
  const codes = recoveryCodes(sealing, getRequestId(context));
  const accept: Accept = async (ctx, now) => {
    if (step === null || !(await acceptStep(ctx.db, { personId, step, now }))) return false;
    await setRecoveryCodes(ctx.db, personId, codes.map(sha256Of));
    return true;
  };
  await goOn(context, { name: 'identity.confirmSecondFactor', accept });
  return { recoveryCodes: codes };
}

/** How a code that was typed is used up: that of this half minute, or a recovery code. Five wrong ones lock. */
async function acceptOf(context: RequestContext, code: string): Promise<Accept> {
  const { personId } = stepping(context);
  const { sealing, pool, clock } = context.services;
  const now = clock.real();
  const sealed = await beginCode(pool, { personId, now, maxFailures, lockMinutes });
  if (sealed === null) throw wrong();
  const secret = sealing.open(sealed, sealedFor(personId));
  const step = secret ? stepOf(secret, code, now) : null;
  const recovery = recoveryCodeOf(code);
  return async (ctx) => {
    if (step !== null) return await acceptStep(ctx.db, { personId, step, now });
    return (
      recovery !== null && (await acceptRecoveryCode(ctx.db, { personId, hash: sha256Of(recovery), now }))
    );
  };
}

/** The second factor at the door. */
export async function giveCode(context: RequestContext, { code }: { code: string }) {
  await goOn(context, { name: 'identity.giveCode', accept: await acceptOf(context, code) });
  return { signedIn: true as const };
}

/** Ten new recovery codes for a code; those so far count no more. */
export async function renewRecoveryCodes(context: RequestContext, { code }: { code: string }) {
  const { personId } = stepping(context);
  const codes = recoveryCodes(context.services.sealing, getRequestId(context));
  const isRight = await acceptOf(context, code);
  const accept: Accept = async (ctx, now) => {
    if (!(await isRight(ctx, now))) return false;
    await setRecoveryCodes(ctx.db, personId, codes.map(sha256Of));
    return true;
  };
  await goOn(context, { name: 'identity.renewRecoveryCodes', accept });
  return { recoveryCodes: codes };
}
