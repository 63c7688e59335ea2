export { afterCarrierMove } from './after-move.ts';
export { type CarrierOnRow, carrierPath, carriersOn } from './carrier.views.ts';
export { settlePlaces } from './enterprise.store.ts';
export {
  moveCarrier,
  moveEnterprise,
  placeOutsideCarrier,
  registerCarriers,
  registerOutsideCarrier,
  registerEnterprises,
} from './organisation.service.ts';
export { recordChange } from './registered-change.service.ts';
export { codeGrams, initialGrams, nameGrams } from './search-keys.ts';
export { organisationPolicy } from './organisation.policy.ts';
export { type NewUnit, allUnits, insertPlaces, insertUnits, placedUnits } from './unit.store.ts';

/** @public Tables that the SQL of other modules may read: names, places and who sat where on a day. */
export const publishedTables = [
  'unit',
  'unit_place',
  'enterprise',
  'residence',
  'enterprise_name',
  'enterprise_gram',
  'enterprise_attribute',
] as const;
export { type ZoneRow, installationOf, listZones } from './zone.views.ts';
