import type { Mutant } from './mutant.ts';

const STATISTICS = 'packages/server/src/modules/statistics';

/** Faults in the acts of the office on many reports: bulk passes, exemptions, extensions. */
export const OF_THE_DESK: readonly Mutant[] = [
  {
    name: 'a bulk pass takes a revision that nobody has looked at',
    part: 'statistics',
    file: `${STATISTICS}/pass.service.ts`,
    text: 'head.revision !== looked.get(head.id)',
    replacement: 'head.revision < (looked.get(head.id) ?? 0)',
    test: `${STATISTICS}/pass.db.test.ts`,
    titled:
      'what a second person has dealt with meanwhile, or was submitted again, is left as it is and said',
  },
  {
    name: 'who was exempted is still counted as due',
    part: 'statistics',
    file: `${STATISTICS}/due.views.ts`,
    text: "and x.act is distinct from 'exempt')",
    replacement: "and x.act is distinct from 'nothing')",
    test: `${STATISTICS}/due.db.test.ts`,
    titled: 'an exemption takes a respondent off the counts',
  },
  {
    name: 'an extension does not count for timeliness',
    part: 'statistics',
    file: `${STATISTICS}/timeliness.views.ts`,
    text: 'coalesce(a.due_on, p.due_on)',
    replacement: 'p.due_on',
    test: `${STATISTICS}/due.db.test.ts`,
    titled: 'lateness counts against the extended day',
  },
];
