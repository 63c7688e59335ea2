/** Limits of sign-in; parameters of an installation, not of the code that uses them. */
export interface SignInLimits {
  readonly maxFailures: number;
  readonly lockMinutes: number;
  readonly idleMinutes: number;
  readonly idleMinutesAdmin: number;
  readonly longestHours: number;
}

export const SIGN_IN_LIMITS: SignInLimits = {
  maxFailures: 5,
  lockMinutes: 15,
  idleMinutes: 30,
  idleMinutesAdmin: 15,
  longestHours: 12,
};
