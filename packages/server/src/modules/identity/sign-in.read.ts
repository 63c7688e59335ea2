import type { RequestContext } from '../../kernel/http/request-context.ts';
import { SIGN_IN_LIMITS } from '../../kernel/parameters.ts';
import { firstZone } from './identity.views.ts';

const { maxFailures, lockMinutes, idleMinutes, idleMinutesAdmin } = SIGN_IN_LIMITS;

/** What the sign-in page says before anybody has signed in. */
export async function signInPage({ services }: RequestContext) {
  const zone = await firstZone(services.pool);
  const people = zone?.demoDay && services.demo ? services.demo.people : null;
  return {
    parkName: zone?.name ?? { zh: '园衡', en: 'Yuanheng' },
    maxFailures,
    lockMinutes,
    idleMinutes,
    idleMinutesAdmin,
    demo: people && zone?.demoDay ? { day: zone.demoDay, people: [...people] } : null,
  };
}
