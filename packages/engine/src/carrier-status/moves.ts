/**
 * Which act leads a carrier where in the register of space adjustment. What is not in this table cannot happen: the
 * server refuses by it, the web shows buttons by it.
 *
 * `unlisted`: not in the register yet. `outside`: 外部候选. `trial`: 在册（试评）. `registered`: 在册. `noticed`:
 * 已通报（整改期）. `removed`: 已退出.
 */
export const carrierMoves = {
  unlisted: { enrol: 'registered', apply: 'outside' },
  outside: { include: 'trial' },
  trial: { confirm: 'registered', notice: 'noticed' },
  registered: { notice: 'noticed', remove: 'removed' },
  noticed: { restore: 'registered', remove: 'removed' },
  removed: { apply: 'outside' },
} as const;

export type CarrierStatus = keyof typeof carrierMoves;
type ActsOf<S extends CarrierStatus> = S extends CarrierStatus ? keyof (typeof carrierMoves)[S] : never;
/** `enrol` 首批在册, `apply` 列为候选, `include` 纳入, `confirm` 转在册, `notice` 通报, `restore` 恢复在册, `remove` 淘汰. */
export type CarrierAct = ActsOf<CarrierStatus>;

/** The acts that follow from an evaluation and are proposed; the others follow from an application or a list. */
export const PROPOSED_ACTS = ['include', 'confirm', 'notice', 'restore', 'remove'] as const;
export type ProposedAct = (typeof PROPOSED_ACTS)[number];
