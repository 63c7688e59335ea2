import { identityRoutes } from '../modules/identity/index.ts';

/** Every route of the contract with its handler. */
export const router = { identity: identityRoutes };
