export { settlePlaces } from './enterprise.store.ts';
export {
  moveCarrier,
  moveEnterprise,
  registerCarriers,
  registerEnterprises,
} from './organisation.service.ts';
export { organisationPolicy } from './organisation.policy.ts';
export { type NewPlace, type NewUnit, insertPlaces, insertUnits, placedUnits } from './unit.store.ts';
