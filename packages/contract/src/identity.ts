import { z } from 'zod';
import { account } from './account.ts';
import { Role, Words, reads, writes } from './base.ts';
import { people } from './people.ts';
import { problems } from './problems.ts';
import { secondFactor } from './second-factor.ts';

const tag = 'identity';

export const RoleAssignment = z.object({
  id: z.uuid(),
  role: Role,
  placeName: Words,
  onBehalfOf: z
    .string()
    .nullable()
    .meta({ description: 'For whom it acts, 代理; null: in one’s own right.' }),
});

export const Me = z.object({
  person: z.object({ id: z.uuid(), name: z.string() }),
  zone: z.object({
    id: z.uuid(),
    code: z.string(),
    name: Words,
    shortName: Words,
    demoDay: z.iso.date().nullable(),
  }),
  active: RoleAssignment.extend({ placePath: z.string(), enterpriseId: z.uuid().nullable() }),
  assignments: z.array(RoleAssignment),
  today: z.iso.date(),
});
export type Me = z.infer<typeof Me>;

const DemoPerson = z.object({
  login: z.string(),
  password: z.string(),
  name: z.string(),
  role: Role,
  placeName: Words,
});

export type DemoPerson = z.infer<typeof DemoPerson>;

export const identity = {
  signInPage: reads(
    { path: '/identity/sign-in-page', summary: 'What the sign-in page shows', tag },
    { access: 'public', timeless: 'the sign-in page is about now' },
  ).output(
    z.object({
      parkName: Words,
      maxFailures: z.int(),
      lockMinutes: z.int(),
      idleMinutes: z.int(),
      idleMinutesAdmin: z.int(),
      demo: z.object({ day: z.iso.date(), people: z.array(DemoPerson) }).nullable(),
    }),
  ),
  signIn: writes(
    { path: '/identity/sign-in', summary: 'Sign in with name and password', tag },
    { access: 'public' },
  )
    .errors(problems('SIGN_IN_REFUSED'))
    .input(z.object({ login: z.string().min(1).max(100), password: z.string().min(1).max(200) }))
    .output(z.object({ signedIn: z.literal(true) })),
  signOut: writes({ path: '/identity/sign-out', summary: 'Sign out', tag }, { access: 'self' }).output(
    z.object({ signedOut: z.literal(true) }),
  ),
  me: reads(
    { path: '/identity/me', summary: 'Who I am, in which role at which place', tag },
    { access: 'self', timeless: 'the role assignment in force is about now' },
  ).output(Me),
  switchRole: writes(
    { path: '/identity/switch-role', summary: 'Act in another of my role assignments', tag },
    { access: 'self' },
  )
    .errors(problems('NO_SUCH_ASSIGNMENT'))
    .input(z.object({ assignmentId: z.uuid() }))
    .output(z.object({ switched: z.literal(true) })),
  ...people,
  ...account,
  ...secondFactor,
};
