import { auditRoutes } from '../modules/audit/index.ts';
import { carriersRoutes } from '../modules/carriers/index.ts';
import { enterprisesRoutes } from '../modules/enterprises/index.ts';
import { evaluationRoutes } from '../modules/evaluation/index.ts';
import { exchangeRoutes } from '../modules/exchange/index.ts';
import { identityRoutes } from '../modules/identity/index.ts';
import { indicatorsRoutes } from '../modules/indicators/index.ts';
import { planRoutes } from '../modules/plan/index.ts';
import { statisticsRoutes } from '../modules/statistics/index.ts';

/** Every route of the contract with its handler. */
export const router = {
  identity: identityRoutes,
  plan: planRoutes,
  statistics: statisticsRoutes,
  exchange: exchangeRoutes,
  indicators: indicatorsRoutes,
  evaluation: evaluationRoutes,
  carriers: carriersRoutes,
  enterprises: enterprisesRoutes,
  audit: auditRoutes,
};
