import type { AnyRouter } from '@orpc/server';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { SmartCoercionPlugin } from '@orpc/json-schema';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import type { Log } from './log.ts';
import { problemBody, toCatalogue } from './problem-json.ts';
import type { RequestContext } from './request-context.ts';
import { refuseUnstorable } from './unstorable.ts';

/** The contract's routes; whatever fails becomes a problem of the catalogue. */
export function openHandler(router: AnyRouter, log: Log): OpenAPIHandler<RequestContext> {
  return new OpenAPIHandler<RequestContext>(router, {
    plugins: [new SmartCoercionPlugin({ schemaConverters: [new ZodToJsonSchemaConverter()] })],
    clientInterceptors: [
      async ({ input, context, next }) => {
        try {
          refuseUnstorable(input);
          return await next();
        } catch (error) {
          throw toCatalogue(error, { log, traceId: context.traceId });
        }
      },
    ],
    customErrorResponseBodyEncoder: problemBody,
  });
}
