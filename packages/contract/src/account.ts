import { z } from 'zod';
import { Day, Instant, ListSaid, Role, Words, reads, writes } from './base.ts';
import { problems } from './problems.ts';

const tag = 'identity';
const self = { access: 'self' } as const;
const mine = { access: 'self', timeless: 'one’s own account as it is now' } as const;

/** A new password; the rules are those that the link page says. */
const NewPassword = z.string().min(1).max(200);
const PASSWORD_PROBLEMS = ['PASSWORD_TOO_WEAK', 'PASSWORD_USED_BEFORE'] as const;

const OwnSession = z.object({
  id: z.uuid(),
  device: z.string(),
  since: Instant,
  seenAt: Instant,
  isThis: z.boolean(),
});
export type OwnSession = z.infer<typeof OwnSession>;

const Delegation = z.object({
  id: z.uuid(),
  to: z.string(),
  role: Role,
  placeName: Words,
  from: Day.nullable(),
  until: Day.nullable(),
  reason: z.string().nullable(),
  state: z.enum(['in-force', 'future', 'over']),
});
export type Delegation = z.infer<typeof Delegation>;

export const account = {
  oneTimeLink: reads(
    {
      path: '/identity/links/{tokenHash}',
      summary:
        'Whose one-time link it is, by the SHA-256 of its token; the token itself is sent only to use it',
      tag,
    },
    { access: 'public', timeless: 'whether a link opens is about now' },
  )
    .errors(problems('LINK_SPENT'))
    .input(z.object({ tokenHash: z.string().regex(/^[0-9a-f]{64}$/) }))
    .output(
      z.object({
        name: z.string(),
        login: z.string(),
        parkName: Words,
        expiresAt: Instant,
        leastLength: z.int(),
      }),
    ),
  useLink: writes(
    { path: '/identity/links/use', summary: 'Set the password by a one-time link, once', tag },
    { access: 'public' },
  )
    .errors(problems('LINK_SPENT', ...PASSWORD_PROBLEMS))
    .input(z.object({ token: z.string().min(20).max(100), password: NewPassword }))
    .output(
      z.object({
        login: z.string(),
        mayEnter: z.boolean().meta({ description: 'Whether a role has been granted already.' }),
      }),
    ),
  mySessions: reads({ path: '/identity/my-sessions', summary: 'My open sessions', tag }, mine).output(
    ListSaid.extend({ rows: z.array(OwnSession) }),
  ),
  endMySessions: writes(
    { path: '/identity/my-sessions/end', summary: 'End one of my sessions, or all but this one', tag },
    self,
  )
    .input(z.object({ sessionId: z.uuid().optional() }))
    .output(z.object({ ended: z.int() })),
  changePassword: writes(
    {
      path: '/identity/change-password',
      summary: 'Change my password; every other session of mine ends',
      tag,
    },
    self,
  )
    .errors(problems('PASSWORD_WRONG', ...PASSWORD_PROBLEMS))
    .input(z.object({ current: z.string().min(1).max(200), next: NewPassword }))
    .output(z.object({ changed: z.literal(true) })),
  myDelegations: reads(
    {
      path: '/identity/my-delegations',
      summary: 'What I have delegated of my active role assignment, and to whom I could',
      tag,
    },
    mine,
  ).output(
    ListSaid.extend({
      mayDelegate: z.boolean(),
      until: Day.nullable().meta({ description: 'My own last day: no delegation is longer.' }),
      candidates: z.array(z.object({ memberId: z.uuid(), name: z.string() })),
      rows: z.array(Delegation),
    }),
  ),
  delegate: writes({
    path: '/identity/delegations',
    summary: 'Let another member of my place act for me for a span, 代理; marked wherever they act',
    tag,
  })
    .errors(problems('CANNOT_DELEGATE', 'NOT_OF_MY_PLACE', 'ROLE_HELD_ALREADY', 'DAYS_REFUSED'))
    .input(
      z.object({
        memberId: z.uuid(),
        from: Day,
        until: Day,
        reason: z.string().trim().min(2).max(200),
      }),
    )
    .output(z.object({ assignmentId: z.uuid() })),
  endDelegation: writes({
    path: '/identity/delegations/{assignmentId}/end',
    summary: 'End a delegation of mine now',
    tag,
  })
    .errors(problems('ASSIGNMENT_OVER'))
    .input(z.object({ assignmentId: z.uuid() }))
    .output(z.object({ assignmentId: z.uuid(), endedOn: Day })),
};
