import { z } from 'zod';
import { Instant, ListSaid, reads } from './base.ts';

const tag = 'audit';
const trail = { access: 'granted', timeless: 'the trail itself; every entry has its instant' } as const;

export const AuditEntry = z.object({
  id: z.uuid(),
  at: Instant,
  by: z.string(),
  role: z.string(),
  operation: z.string(),
  requestId: z.uuid(),
  subjectKind: z.string(),
  subjectId: z.string(),
  detail: z.record(z.string(), z.unknown()),
  digest: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

const Head = z.object({ number: z.string(), hash: z.string(), sealedAt: Instant }).nullable();

export const audit = {
  list: reads({ path: '/audit/entries', summary: 'Audit entries, the latest first', tag }, trail)
    .input(
      z.object({
        operation: z.string().max(80).optional(),
        subjectId: z.string().max(80).optional(),
        limit: z.int().min(1).max(500).default(100),
        offset: z.int().min(0).default(0),
      }),
    )
    .output(ListSaid.extend({ rows: z.array(AuditEntry), head: Head, unsealed: z.int() })),
  verify: reads(
    { path: '/audit/verify', summary: 'Whether the chain is intact, or its first broken link', tag },
    trail,
  )
    .input(
      z.object({
        against: z
          .string()
          .length(64)
          .optional()
          .meta({ description: 'A sealed head that was printed earlier.' }),
      }),
    )
    .output(
      z.object({
        intact: z.boolean(),
        seals: z.int(),
        entries: z.int(),
        unsealed: z.int(),
        unsealedEntries: z
          .array(z.object({ id: z.uuid(), at: Instant, operation: z.string() }))
          .meta({ description: 'The oldest 100 of those that no seal covers yet.' }),
        head: Head,
        broken: z.string().nullable(),
      }),
    ),
};
