export { type FactOf, coverageOf, factsOf } from './fact.views.ts';
export { actsByPerson, lastPeriodIn, timelinessOf } from './timeliness.views.ts';
export { formInForce, insertForm } from './form.store.ts';
export { closePeriod, openPeriod, reopenPeriod } from './period.service.ts';
export { statisticsPolicy } from './statistics.policy.ts';
export { statisticsRoutes } from './statistics.routes.ts';
export { getSubmission, listPeriods, listSubmissions } from './submission.read.ts';
export { accept, reopenSubmission, review, saveDraft, sendBack, submit } from './submission.service.ts';
export { type Difference, type Verification, verifyFacts } from './verify.read.ts';
