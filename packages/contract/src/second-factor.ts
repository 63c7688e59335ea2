import { z } from 'zod';
import { reads, writes } from './base.ts';
import { problems } from './problems.ts';

const tag = 'identity';
const self = { access: 'self' } as const;
/** Six digits of the device, or a recovery code. */
const Code = z.object({ code: z.string().trim().min(1).max(30) });
const Codes = z.object({
  recoveryCodes: z
    .array(z.string())
    .meta({ description: 'Each stands in for the device once; answered this once.' }),
});

export const secondFactor = {
  secondFactor: reads(
    {
      path: '/identity/second-factor',
      summary: 'How far I have come in signing in, and whether my second factor is on',
      tag,
    },
    { access: 'self', timeless: 'one’s own sign-in as it is now' },
  ).output(
    z.object({
      name: z.string(),
      isOn: z.boolean(),
      due: z
        .enum(['code', 'enrol'])
        .nullable()
        .meta({ description: 'What must be done before anything else; null: nothing.' }),
      isRequired: z.boolean().meta({ description: 'Of administrators and reviewers of this zone.' }),
      codesLeft: z.int(),
    }),
  ),
  enrolSecondFactor: writes(
    {
      path: '/identity/second-factor/enrol',
      summary: 'Begin a second factor: the secret for an authenticator, shown once',
      tag,
    },
    self,
  )
    .errors(problems('SECOND_FACTOR_ON', 'SECOND_FACTOR_DUE'))
    .output(z.object({ secret: z.string(), uri: z.string() })),
  confirmSecondFactor: writes(
    {
      path: '/identity/second-factor/confirm',
      summary: 'Switch the second factor on by its first code; answers the recovery codes',
      tag,
    },
    self,
  )
    .errors(problems('SECOND_FACTOR_ON', 'CODE_REFUSED'))
    .input(Code)
    .output(Codes),
  giveCode: writes(
    {
      path: '/identity/second-factor/code',
      summary: 'Give the second factor: the code of the device or a recovery code, each once',
      tag,
    },
    self,
  )
    .errors(problems('CODE_REFUSED'))
    .input(Code)
    .output(z.object({ signedIn: z.literal(true) })),
  renewRecoveryCodes: writes(
    {
      path: '/identity/second-factor/recovery-codes',
      summary: 'New recovery codes for a code; those so far count no more',
      tag,
    },
    self,
  )
    .errors(problems('CODE_REFUSED'))
    .input(Code)
    .output(Codes),
  resetSecondFactor: writes({
    path: '/identity/members/{memberId}/reset-second-factor',
    summary:
      'Take away the second factor of somebody who lost the device; they begin anew at the next sign-in',
    tag,
  })
    .errors(problems('NOT_ONESELF', 'SECOND_FACTOR_OFF'))
    .input(z.object({ memberId: z.uuid(), reason: z.string().trim().min(2).max(200) }))
    .output(z.object({ memberId: z.uuid() })),
  requireSecondFactor: writes({
    path: '/identity/second-factor/required',
    summary: 'Require a second factor of the administrators and reviewers of the zone, or not',
    tag,
  })
    .input(z.object({ isRequired: z.boolean(), reason: z.string().trim().min(2).max(200) }))
    .output(z.object({ isRequired: z.boolean() })),
};
