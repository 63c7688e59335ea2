import type { MemberRow, Role } from '@yuanheng/contract';

/** What can be asked for besides everybody. */
export const SHOWN = ['all', 'invited', 'locked', 'disabled', 'unused', 'no-sign-in', 'ended'] as const;

/** What is typed and chosen above the list. */
export interface Asked {
  readonly typed: string;
  readonly role: Role | '';
  readonly shown: (typeof SHOWN)[number];
}

export interface PeopleFilter {
  readonly search?: string;
  readonly role?: Role;
  readonly state?: MemberRow['state'];
  readonly unusedDays?: number;
}

const UNUSED_DAYS = 90;

export function filterOf({ typed, role, shown }: Asked): PeopleFilter {
  const search = typed.trim();
  return {
    ...(search ? { search } : {}),
    ...(role ? { role } : {}),
    ...(shown === 'unused' ? { unusedDays: UNUSED_DAYS } : {}),
    ...(shown !== 'all' && shown !== 'unused' ? { state: shown } : {}),
  };
}
