import { oc } from '@orpc/contract';
import { z } from 'zod';
import { ROLES } from './words/index.ts';
import { problems } from './problems.ts';

/** Who a route is for and whether it changes something; tests and pages of rights read it. */
export interface RouteMeta {
  readonly kind: 'read' | 'write';
  /** `public`: without sign-in; `self`: anybody signed in, about themselves; `granted`: by docs/rights.csv. */
  readonly access: 'public' | 'self' | 'granted';
  /** Why a reading route has no `asOf`: what it answers does not depend on when. */
  readonly timeless?: string;
}

const base = oc
  .$meta<RouteMeta>({ kind: 'read', access: 'granted' })
  .errors(problems('INVALID_INPUT', 'INTERNAL', 'DATABASE_AWAY', 'STARTING'));

interface RouteWords {
  readonly path: `/${string}`;
  readonly summary: string;
  readonly tag: string;
}

/** A reading route, GET. */
export const reads = (
  { path, summary, tag }: RouteWords,
  meta: Omit<RouteMeta, 'kind'> = { access: 'granted' },
) =>
  base
    .meta({ kind: 'read', ...meta })
    .route({ method: 'GET', path, summary, tags: [tag] })
    .errors(problems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'));

/** A changing route, POST; the header idempotency-key carries its request id. */
export const writes = (
  { path, summary, tag }: RouteWords,
  meta: Omit<RouteMeta, 'kind'> = { access: 'granted' },
) =>
  base
    .meta({ kind: 'write', ...meta })
    .route({ method: 'POST', path, summary, tags: [tag] })
    .errors(
      problems(
        'UNAUTHENTICATED',
        'FORBIDDEN',
        'FOREIGN_ORIGIN',
        'NOT_FOUND',
        'REQUEST_ID_MISSING',
        'REQUEST_ID_REUSED',
        'BODY_TOO_LARGE',
      ),
    );

/** An ISO date. */
export const Day = z.iso.date();
/** An instant with its offset. */
export const Instant = z.iso.datetime({ offset: true });
/** Reading as of an instant: only what was known then counts. Absent means now. */
export const AsOf = z.object({
  asOf: Instant.optional().meta({ description: 'Only what was known at this instant counts; absent: now.' }),
});
/** An exact decimal as text. */
export const DecimalText = z.string().regex(/^-?\d+(\.\d+)?$/);
/** A text in the two languages of the product. */
export const Words = z.object({ zh: z.string(), en: z.string() });
export type Words = z.infer<typeof Words>;
/** The code of a quarter, a year or a month: 2026Q3, 2026, 2026-09. */
export const PeriodCode = z.string().regex(/^\d{4}(Q[1-4]|-\d{2})?$/);

export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** How a list says what it is: how many rows, which filter, as of when. */
export const ListSaid = z.object({ total: z.int(), asOf: Instant });
