import type { Rights } from '../../kernel/operation/rights.ts';

/** Who reads the register, and who brings the lists of departments into it. */
export const enterprisesPolicy = {
  'enterprises.list': { office: 'zone', 'sub-park': 'place' },
  'enterprises.get': { office: 'zone', 'sub-park': 'place', enterprise: 'own' },
  'enterprises.listCarriers': { office: 'zone', 'sub-park': 'place' },
  'enterprises.getCarrier': { office: 'zone', 'sub-park': 'place' },
  'enterprises.listImports': { office: 'zone' },
  'enterprises.getImport': { office: 'zone' },
  'enterprises.checkImport': { office: 'zone' },
  'enterprises.previewImport': { office: 'zone' },
  'enterprises.confirmImport': { office: 'zone' },
  'enterprises.putAwayImport': { office: 'zone' },
  'enterprises.decideRow': { office: 'zone' },
} as const satisfies Record<string, Rights>;
