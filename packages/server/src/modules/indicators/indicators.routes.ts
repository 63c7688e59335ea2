import { implement } from '@orpc/server';
import { contract } from '@yuanheng/contract';
import { type RequestContext, route } from '../../kernel/http/request-context.ts';
import { acceptEntered, enterValue, enterValues } from './entered.service.ts';
import { explain } from './explain.read.ts';
import { listEntered, listUnits, readTable, readValues } from './indicators.read.ts';

const os = implement(contract.indicators).$context<RequestContext>();

export const indicatorsRoutes = {
  units: os.units.handler(route(listUnits)),
  values: os.values.handler(route(readValues)),
  table: os.table.handler(route(readTable)),
  explain: os.explain.handler(route(explain)),
  listEntered: os.listEntered.handler(route(listEntered)),
  enterValue: os.enterValue.handler(route(enterValue)),
  enterValues: os.enterValues.handler(route(enterValues)),
  acceptEntered: os.acceptEntered.handler(route(acceptEntered)),
};
