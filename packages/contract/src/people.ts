import { z } from 'zod';
import { Day, Instant, ListSaid, Role, Words, reads, writes } from './base.ts';
import { problems } from './problems.ts';

const tag = 'identity';
const now = { access: 'granted', timeless: 'people and rights as they are now' } as const;

export const MEMBER_STATES = ['active', 'invited', 'locked', 'no-sign-in', 'disabled', 'ended'] as const;
const MemberState = z.enum(MEMBER_STATES);
export type MemberState = z.infer<typeof MemberState>;

const Reason = z.string().trim().min(2).max(200);
const PersonName = z.string().trim().min(1).max(60);
/** What a person types to sign in: compared in lower case. */
const Login = z
  .string()
  .trim()
  .min(2)
  .max(60)
  .regex(/^[\p{L}\p{N}._@-]+$/u);

const HeldRole = z.object({
  id: z.uuid(),
  role: Role,
  placeName: Words,
  from: Day.nullable(),
  until: Day.nullable().meta({ description: 'The last day; null: without end.' }),
  state: z.enum(['in-force', 'future', 'over']),
  onBehalfOf: z.string().nullable().meta({ description: 'Whose role assignment it acts for, 代理.' }),
  grantedBy: z.string().nullable(),
  reason: z.string().nullable(),
});
export type HeldRole = z.infer<typeof HeldRole>;

const MemberRow = z.object({
  id: z.uuid(),
  name: z.string(),
  login: z.string().nullable(),
  state: MemberState,
  assignments: z.array(HeldRole).meta({ description: 'Those in force today.' }),
  lastSignInAt: Instant.nullable(),
  secondFactor: z.boolean(),
  linkExpiresAt: Instant.nullable(),
  lockedUntil: Instant.nullable(),
  sessions: z.int(),
});
export type MemberRow = z.infer<typeof MemberRow>;

const PersonShown = MemberRow.extend({
  createdBy: z.string().nullable(),
  isMe: z.boolean(),
  createdByMe: z.boolean().meta({ description: 'Who created somebody may grant them nothing.' }),
  held: z.array(HeldRole),
  openSessions: z.array(
    z.object({
      id: z.uuid(),
      device: z.string(),
      since: Instant,
      seenAt: Instant,
      role: Role.nullable(),
      isThis: z.boolean(),
    }),
  ),
});
export type PersonShown = z.infer<typeof PersonShown>;

/** The token opens the link once; it is answered here and stored nowhere. */
const OneTimeLink = z.object({
  memberId: z.uuid(),
  login: z.string(),
  token: z.string(),
  expiresAt: Instant,
});
export type OneTimeLink = z.infer<typeof OneTimeLink>;

const OfMember = z.object({ memberId: z.uuid() });
const WithReason = OfMember.extend({ reason: Reason });
const OfAssignment = z.object({ assignmentId: z.uuid(), reason: Reason });

export const people = {
  listMembers: reads(
    {
      path: '/identity/members',
      summary: 'The people of the zone, with what they hold and how they sign in',
      tag,
    },
    now,
  )
    .input(
      z.object({
        search: z.string().trim().max(60).optional(),
        role: Role.optional(),
        state: MemberState.optional(),
        unusedDays: z.coerce
          .number()
          .int()
          .min(1)
          .max(3650)
          .optional()
          .meta({ description: 'Only those who may sign in and have not for so many days.' }),
        limit: z.coerce.number().int().min(1).max(500).default(50),
        offset: z.coerce.number().int().min(0).default(0),
      }),
    )
    .output(
      ListSaid.extend({
        rows: z.array(MemberRow),
        secondFactorRequired: z.boolean().meta({ description: 'Of administrators and reviewers.' }),
        counts: z.object({
          people: z.int(),
          assignments: z.int(),
          disabled: z.int(),
          unused: z.int().meta({ description: 'May sign in and have not for 90 days.' }),
          byRole: z.array(z.object({ role: Role, people: z.int() })),
        }),
      }),
    ),
  getMember: reads(
    {
      path: '/identity/members/{memberId}',
      summary: 'One person: every role assignment, also ended ones, and the open sessions',
      tag,
    },
    now,
  )
    .input(OfMember)
    .output(PersonShown),
  listPlaces: reads({ path: '/identity/places', summary: 'Where a role can be held', tag }, now)
    .input(z.object({ role: Role, search: z.string().trim().max(60).optional() }))
    .output(
      ListSaid.extend({
        kind: z.enum(['zone', 'none', 'sub-park', 'carrier', 'enterprise']),
        rows: z
          .array(z.object({ id: z.uuid(), name: z.string(), code: z.string() }))
          .meta({ description: 'At most 50; search narrows them.' }),
      }),
    ),
  inviteMember: writes({
    path: '/identity/members',
    summary: 'Create a person without any right; answers the one-time link that is shown once',
    tag,
  })
    .errors(problems('LOGIN_TAKEN'))
    .input(z.object({ name: PersonName, login: Login }))
    .output(OneTimeLink),
  resetSignIn: writes({
    path: '/identity/members/{memberId}/reset-sign-in',
    summary: 'A new one-time link; password and sessions so far end at once',
    tag,
  })
    .errors(problems('NOT_ONESELF', 'LOGIN_NEEDED', 'LOGIN_TAKEN', 'SIGN_IN_SHARED'))
    .input(
      WithReason.extend({
        login: Login.optional().meta({ description: 'For somebody who has no sign-in yet.' }),
      }),
    )
    .output(OneTimeLink),
  disableMember: writes({
    path: '/identity/members/{memberId}/disable',
    summary: 'Disable a person: every session ends at once; what they hold stays as it is',
    tag,
  })
    .errors(problems('NOT_ONESELF', 'LAST_HOLDER'))
    .input(WithReason)
    .output(OfMember.extend({ endedSessions: z.int() })),
  enableMember: writes({
    path: '/identity/members/{memberId}/enable',
    summary: 'Enable a person who was disabled',
    tag,
  })
    .input(WithReason)
    .output(OfMember),
  unlockMember: writes({
    path: '/identity/members/{memberId}/unlock',
    summary: 'Unlock a sign-in before its lock runs out',
    tag,
  })
    .errors(problems('NOT_LOCKED', 'NOT_ONESELF'))
    .input(WithReason)
    .output(OfMember),
  endMember: writes({
    path: '/identity/members/{memberId}/end',
    summary: 'End a membership today: the person is signed out at once and cannot sign in any more',
    tag,
  })
    .errors(problems('NOT_ONESELF', 'LAST_HOLDER'))
    .input(WithReason)
    .output(z.object({ memberId: z.uuid(), endedOn: z.iso.date() })),
  endMemberSessions: writes({
    path: '/identity/members/{memberId}/end-sessions',
    summary: 'End one open session of a person, or all of them',
    tag,
  })
    .errors(problems('NOT_ONESELF'))
    .input(WithReason.extend({ sessionId: z.uuid().optional() }))
    .output(OfMember.extend({ ended: z.int() })),
  grantRole: writes({
    path: '/identity/members/{memberId}/grant',
    summary: 'Grant a role at a place from a day on; never to oneself nor to somebody one has created',
    tag,
  })
    .errors(
      problems(
        'NOT_ONESELF',
        'SECOND_PERSON_NEEDED',
        'ADMINISTRATORS_EXCLUDE_ONE_ANOTHER',
        'ADMINISTRATORS_HAVE_NO_OTHER_ROLE',
        'ROLE_HELD_ALREADY',
        'PLACE_NEEDED',
        'DAYS_REFUSED',
      ),
    )
    .input(
      WithReason.extend({
        role: Role,
        placeId: z.uuid().optional().meta({ description: 'A row of the places of this role.' }),
        from: Day,
        until: Day.optional(),
      }),
    )
    .output(z.object({ assignmentId: z.uuid() })),
  limitAssignment: writes({
    path: '/identity/assignments/{assignmentId}/limit',
    summary: 'Set the last day of a role assignment',
    tag,
  })
    .errors(problems('NOT_ONESELF', 'LAST_HOLDER', 'DAYS_REFUSED', 'ASSIGNMENT_OVER'))
    .input(OfAssignment.extend({ until: Day }))
    .output(z.object({ assignmentId: z.uuid(), until: Day })),
  endAssignment: writes({
    path: '/identity/assignments/{assignmentId}/end',
    summary: 'End a role assignment now; sessions in it end with it',
    tag,
  })
    .errors(problems('NOT_ONESELF', 'LAST_HOLDER', 'ASSIGNMENT_OVER'))
    .input(OfAssignment)
    .output(z.object({ assignmentId: z.uuid(), endedOn: Day })),
};
