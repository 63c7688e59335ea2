/** Limits of sign-in; parameters of an installation, not of the code that uses them. */
export interface SignInLimits {
  readonly maxFailures: number;
  readonly lockMinutes: number;
  readonly idleMinutes: number;
  readonly idleMinutesAdmin: number;
  readonly longestHours: number;
}

/** Defaults of the product that no source states: the security administrator confirms them (needs-review). */
export const PASSWORD_RULES = {
  leastLength: 10,
  /** Of capitals, small letters, digits and other characters. */
  leastKinds: 3,
  leastDifferent: 5,
  /** So many passwords, the present one included, may not be set again. */
  rememberLatest: 5,
} as const;

/** How long a one-time link can be used. */
export const LINK_HOURS = 72;

/** Who may sign in and has not for so many days stands in the report of unused accounts. */
export const UNUSED_DAYS = 90;

export const SIGN_IN_LIMITS: SignInLimits = {
  maxFailures: 5,
  lockMinutes: 15,
  idleMinutes: 30,
  idleMinutesAdmin: 15,
  longestHours: 12,
};
