export { listCarriers } from './carrier.read.ts';
export { enterprisesRoutes } from './enterprises.routes.ts';
export { sheetsOf } from './list-file.ts';
export { insertProfiles } from './list-import.store.ts';
export { checkImport, confirmImport, previewImport } from './list-import.service.ts';
