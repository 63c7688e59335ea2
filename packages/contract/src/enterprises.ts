import { z } from 'zod';
import { Day, DecimalText, Instant, ListSaid, PeriodCode, Words, reads, writes } from './base.ts';
import { problems } from './problems.ts';
import { Stage, SubmissionStatus } from './statistics.ts';

const tag = 'enterprises';
const now = {
  access: 'granted',
  timeless: 'a register is about now; every entry says since when it holds',
} as const;
const history = {
  access: 'granted',
  timeless: 'answers with everything that is known and since when, each with its source',
} as const;

const UnitNamed = z.object({ id: z.uuid(), code: z.string(), shortName: Words });

export const EnterpriseRow = z.object({
  id: z.uuid(),
  uscc: z.string(),
  name: z.string(),
  shortName: z.string(),
  industryCode: z.string(),
  /** Where it sits today; null: nowhere in the park. */
  subPark: UnitNamed.nullable(),
  carrier: UnitNamed.nullable(),
  /** Another name that the search found it by. */
  foundBy: z.string().nullable(),
});
export type EnterpriseRow = z.infer<typeof EnterpriseRow>;

const Dated = z.object({
  /** First day; null: open, or no source says. */
  from: Day.nullable(),
  /** First day after it; null: still so. */
  until: Day.nullable(),
  /** The first day as its source wrote it, where that is no whole day: 2025-01. */
  fromSaid: z.string().nullable(),
  /** No source says when. */
  isUndated: z.boolean(),
  /** The file that says so; null: the register. */
  document: z.string().nullable(),
});

export const EnterpriseName = Dated.extend({ name: z.string(), kind: z.enum(['registered', 'short']) });
export type EnterpriseName = z.infer<typeof EnterpriseName>;

export const REGISTERED_ATTRIBUTES = [
  'established',
  'capital_yuan',
  'capital_foreign',
  'address',
  'registration_status',
] as const;
export const RegisteredAttribute = Dated.extend({
  attribute: z.enum(REGISTERED_ATTRIBUTES),
  value: z.string(),
});
export type RegisteredAttribute = z.infer<typeof RegisteredAttribute>;

export const Residence = z.object({
  carrier: UnitNamed,
  subPark: UnitNamed.nullable(),
  from: Day.nullable(),
  until: Day.nullable(),
});
export type Residence = z.infer<typeof Residence>;

/** Figures of one form: a column per year-end and one for the latest period. */
export const ReportedFigures = z.object({
  formId: z.string(),
  formName: Words,
  columns: z.array(z.object({ period: PeriodCode, stage: Stage, revision: z.int(), submissionId: z.uuid() })),
  rows: z.array(
    z.object({
      field: z.string(),
      name: Words,
      unit: z.string().nullable(),
      kind: z.enum(['level', 'flow', 'running-total']),
      /** One per column; null: not filled. */
      values: z.array(DecimalText.nullable()),
    }),
  ),
});
export type ReportedFigures = z.infer<typeof ReportedFigures>;

export const ReportOf = z.object({
  id: z.uuid(),
  period: PeriodCode,
  formName: Words,
  status: SubmissionStatus,
  revision: z.int(),
  submittedAt: Instant.nullable(),
  queries: z.int(),
});
export type ReportOf = z.infer<typeof ReportOf>;

export const DepartmentFigure = z.object({
  profile: Words,
  department: Words,
  legalNature: Words,
  period: z.string(),
  column: Words,
  unit: z.enum(['yuan', 'count', 'text']),
  value: z.string().nullable(),
  fileName: z.string(),
  row: z.int(),
  importId: z.uuid(),
  importedAt: Instant,
});
export type DepartmentFigure = z.infer<typeof DepartmentFigure>;

export const Enterprise = EnterpriseRow.omit({ foundBy: true }).extend({
  registeredOn: Day.nullable(),
  names: z.array(EnterpriseName),
  attributes: z.array(RegisteredAttribute),
  residences: z.array(Residence),
  figures: z.array(ReportedFigures),
  reports: z.array(ReportOf),
  /** Null: not shown to this role. */
  departments: z.array(DepartmentFigure).nullable(),
  /** Rows of imports that wait for a person and may be this enterprise; null: not shown to this role. */
  openRows: z.int().nullable(),
  needsReview: z.array(z.object({ what: z.string(), who: z.string() })),
  asOf: Instant,
});
export type Enterprise = z.infer<typeof Enterprise>;

export const CarrierRow = UnitNamed.extend({
  name: Words,
  ownership: z.string().nullable(),
  subPark: UnitNamed.nullable(),
  residents: z.int(),
  needsReview: z.string().nullable(),
});
export type CarrierRow = z.infer<typeof CarrierRow>;

export const Carrier = CarrierRow.extend({
  attributes: z.record(z.string(), z.unknown()),
  places: z.array(z.object({ subPark: UnitNamed.nullable(), from: Day.nullable(), until: Day.nullable() })),
  /** Enterprises that came, left and sat there at the end of each quarter. */
  movements: z.array(z.object({ period: PeriodCode, came: z.int(), left: z.int(), residents: z.int() })),
  /** Reports of its residents, by period. */
  periods: z.array(
    z.object({
      period: PeriodCode,
      formName: Words,
      due: z.int(),
      reported: z.int(),
      accepted: z.int(),
    }),
  ),
  figures: z.array(ReportedFigures),
  asOf: Instant,
});
export type Carrier = z.infer<typeof Carrier>;

export const ROW_STATUSES = ['accepted', 'queued', 'rejected', 'ignored'] as const;
export const RowStatus = z.enum(ROW_STATUSES);
export type RowStatus = z.infer<typeof RowStatus>;

const Candidate = z.object({ id: z.uuid(), uscc: z.string(), name: z.string() });

/** A row of a department's file and what becomes of it. */
export const ImportRow = z.object({
  row: z.int(),
  status: RowStatus,
  reason: z.string().nullable(),
  /** As typed. */
  name: z.string().nullable(),
  code: z.string().nullable(),
  enterprise: Candidate.nullable(),
  matchedBy: z.enum(['uscc', 'uscc_corrected', 'name', 'short_name', 'former_name']).nullable(),
  candidates: z.array(Candidate),
  period: z.string().nullable(),
  values: z.record(z.string(), z.string().nullable()).nullable(),
  foreign: z.record(z.string(), z.object({ amount: z.string(), currency: z.string() })),
  formerName: z.string().nullable(),
  warnings: z.array(z.string()),
  faults: z.array(
    z.object({
      reason: z.string(),
      column: z.string(),
      heading: z.string(),
      cell: z.string(),
      typed: z.string(),
    }),
  ),
  totals: z.array(
    z.object({ column: z.string(), printed: z.string(), sum: z.string(), agrees: z.boolean() }),
  ),
  decision: z
    .object({
      decision: z.enum(['taken', 'left-out']),
      by: z.string(),
      at: Instant,
      reason: z.string().nullable(),
    })
    .nullable(),
});
export type ImportRow = z.infer<typeof ImportRow>;

export const ListImport = z.object({
  id: z.uuid(),
  profileId: z.string(),
  profileName: Words,
  department: Words,
  legalNature: Words,
  effect: z.enum(['figures', 'changes']),
  fileName: z.string(),
  fileBytes: z.int(),
  sha256: z.string(),
  sheet: z.string(),
  period: z.string().nullable(),
  /** As the list states it. */
  unit: z.string().nullable(),
  columns: z.array(
    z.object({
      id: z.string(),
      letter: z.string(),
      heading: z.string(),
      name: Words,
      kind: z.enum(['name', 'former-name', 'uscc', 'money', 'count', 'date', 'period', 'text', 'ignore']),
    }),
  ),
  counts: z.object({ accepted: z.int(), queued: z.int(), rejected: z.int(), ignored: z.int() }),
  /** Queued rows that nobody has decided. */
  open: z.int(),
  status: z.enum(['previewed', 'confirmed', 'put-away']),
  previewedBy: z.string(),
  previewedAt: Instant,
  closedBy: z.string().nullable(),
  closedAt: Instant.nullable(),
});
export type ListImport = z.infer<typeof ListImport>;

const imported = z.object({ importId: z.uuid() });

export const enterprises = {
  list: reads(
    { path: '/enterprises', summary: 'Enterprises of my part of the zone, searched and filtered', tag },
    now,
  )
    .input(
      z.object({
        search: z.string().trim().max(60).optional(),
        subPark: z.string().max(60).optional(),
        carrier: z.string().max(60).optional(),
        industry: z.string().max(4).optional(),
        residence: z.enum(['now', 'left']).optional(),
        /** Where the page before ended. */
        after: z.string().max(300).optional(),
        limit: z.int().min(1).max(1_000).default(50),
      }),
    )
    .output(
      ListSaid.extend({
        rows: z.array(EnterpriseRow),
        /** More than `total`: counted no further. */
        isMore: z.boolean(),
        /** Nothing fits exactly; these are similar names. */
        isSimilar: z.boolean(),
        next: z.string().nullable(),
      }),
    ),
  get: reads(
    { path: '/enterprises/{enterpriseId}', summary: 'All that is known of one enterprise', tag },
    history,
  )
    .input(z.object({ enterpriseId: z.uuid() }))
    .output(Enterprise),
  listCarriers: reads({ path: '/carriers', summary: 'Carriers of my part of the zone', tag }, now).output(
    ListSaid.extend({ rows: z.array(CarrierRow) }),
  ),
  getCarrier: reads(
    { path: '/carriers/{carrierId}', summary: 'All that is known of one carrier', tag },
    history,
  )
    .input(z.object({ carrierId: z.uuid() }))
    .output(Carrier),
  listImports: reads(
    {
      path: '/department-lists',
      summary: 'Files of departments that were read, and how they can be read',
      tag,
    },
    now,
  ).output(
    ListSaid.extend({
      rows: z.array(ListImport),
      profiles: z.array(
        z.object({
          id: z.string(),
          version: z.int(),
          name: Words,
          department: Words,
          legalNature: Words,
          needsReview: z.string().nullable(),
        }),
      ),
    }),
  ),
  getImport: reads(
    { path: '/department-lists/{importId}', summary: 'One file of a department, row by row', tag },
    history,
  )
    .input(
      imported.extend({
        status: RowStatus.optional(),
        limit: z.int().min(1).max(2_000).default(200),
        offset: z.int().min(0).default(0),
      }),
    )
    .output(ListSaid.extend({ list: ListImport, rows: z.array(ImportRow) })),
  previewImport: writes({
    path: '/department-lists/preview',
    summary: 'Read a file of a department and say what would become of each row; nothing is imported',
    tag,
  })
    .errors(problems('LIST_UNREADABLE', 'LIST_IMPORTED_BEFORE'))
    .input(
      z.object({
        profileId: z.string().max(60),
        fileName: z.string().trim().min(1).max(200),
        contentBase64: z.base64(),
      }),
    )
    .output(ListImport),
  confirmImport: writes({
    path: '/department-lists/{importId}/confirm',
    summary: 'Import the accepted rows of a previewed file, all or none',
    tag,
  })
    .errors(problems('LIST_CLOSED', 'LIST_IMPORTED_BEFORE'))
    .input(imported)
    .output(ListImport),
  putAwayImport: writes({
    path: '/department-lists/{importId}/put-away',
    summary: 'Put a previewed file away without importing it',
    tag,
  })
    .errors(problems('LIST_CLOSED'))
    .input(imported)
    .output(ListImport),
  decideRow: writes({
    path: '/department-lists/{importId}/rows/{row}/decide',
    summary: 'Decide whose a queued row is, or leave it out with the reason',
    tag,
  })
    .errors(problems('LIST_NOT_CONFIRMED', 'ROW_DECIDED'))
    .input(
      imported.extend({
        row: z.int().min(1),
        /** Whose it is; absent: left out. */
        enterpriseId: z.uuid().optional(),
        reason: z.string().trim().min(2).max(500),
      }),
    )
    .output(ImportRow),
};
