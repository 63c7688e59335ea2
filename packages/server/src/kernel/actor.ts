import type { Role } from '@yuanheng/contract';

/** Who acts, in which role at which place: exactly the arguments of app_enter. */
export interface Actor {
  readonly zoneId: string;
  readonly memberId: string;
  readonly assignmentId: string;
  readonly name: string;
  readonly role: Role;
  /** The part of the unit tree that the role sees, such as `/taopu/`; empty: no place. `/` is the whole zone. */
  readonly placePath: string;
  /** The enterprise whose rows the actor owns. */
  readonly ownId: string | null;
  /** The name of the member for whom they act, 代理; absent: in their own right. */
  readonly onBehalfOf?: string;
}

/** The half-open range of paths below a place: `/taopu/` … `/taopu0`. An empty place has the empty range. */
export function rangeOf(placePath: string): { from: string; to: string } {
  return placePath === '' ? { from: '', to: '' } : { from: placePath, to: `${placePath.slice(0, -1)}0` };
}

/** Whether a row at `path` lies in the place. */
export function isWithin(placePath: string, path: string): boolean {
  return placePath !== '' && path.startsWith(placePath);
}
