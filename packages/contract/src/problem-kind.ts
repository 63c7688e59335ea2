import { z } from 'zod';

/** A failure that a user can meet: what happened, to which thing, what to do now. */
interface ProblemKind<S extends z.ZodType> {
  readonly status: number;
  readonly data: S;
  readonly zh: (d: z.infer<S>) => string;
  readonly en: (d: z.infer<S>) => string;
}

export const kind = <S extends z.ZodType>(definition: ProblemKind<S>): ProblemKind<S> => definition;
/** A failure whose sentence needs no detail. */
export const nothing = z.object({});
