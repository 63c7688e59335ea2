import { implement } from '@orpc/server';
import { contract } from '@yuanheng/contract';
import { type RequestContext, route } from '../../kernel/http/request-context.ts';
import { getCarrier, listCarriers } from './carrier.read.ts';
import { getImport, listImports } from './list-import.read.ts';
import { confirmImport, decideRow, previewImport, putAwayImport } from './list-import.service.ts';
import { getEnterprise } from './page.read.ts';
import { listEnterprises } from './registry.read.ts';

const os = implement(contract.enterprises).$context<RequestContext>();

export const enterprisesRoutes = {
  list: os.list.handler(route(listEnterprises)),
  get: os.get.handler(route(getEnterprise)),
  listCarriers: os.listCarriers.handler(route(listCarriers)),
  getCarrier: os.getCarrier.handler(route(getCarrier)),
  listImports: os.listImports.handler(route(listImports)),
  getImport: os.getImport.handler(route(getImport)),
  previewImport: os.previewImport.handler(route(previewImport)),
  confirmImport: os.confirmImport.handler(route(confirmImport)),
  putAwayImport: os.putAwayImport.handler(route(putAwayImport)),
  decideRow: os.decideRow.handler(route(decideRow)),
};
