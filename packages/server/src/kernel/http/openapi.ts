import { type JSONSchema, OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { contract } from '@yuanheng/contract';

/** The OpenAPI 3.1 document of the whole contract; made once. */
export function openapiDocument(version: string): () => Promise<unknown> {
  let made: Promise<unknown> | undefined;
  return () => (made ??= generate(version));
}

async function generate(version: string): Promise<unknown> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(contract, {
    info: { title: 'Yuanheng（园衡）', version },
    servers: [{ url: '/api' }],
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'yh_session' } } },
    security: [{ session: [] }],
    customErrorResponseBodySchema: problemSchema,
  });
  return sayProblemJson(document);
}

const problemSchema = (definitions: readonly [string, string, boolean, JSONSchema][]): JSONSchema => ({
  oneOf: definitions.map(([code, , dataRequired, dataSchema]) => ({
    type: 'object',
    properties: {
      type: { const: `urn:yuanheng:problem:${code}` },
      title: { type: 'string', description: 'The sentence in Chinese' },
      titleEn: { type: 'string', description: 'The sentence in English' },
      status: { type: 'integer' },
      code: { const: code },
      defined: { const: true },
      data: dataSchema,
    },
    required: ['type', 'title', 'titleEn', 'status', 'code', ...(dataRequired ? ['data'] : [])],
  })),
});

/** Error bodies leave as application/problem+json, and writes name the header that carries their request id. */
function sayProblemJson(document: unknown): unknown {
  const { paths = {} } = document as { paths?: Record<string, Record<string, OperationObject>> };
  for (const operations of Object.values(paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      for (const [status, response] of Object.entries(operation.responses ?? {})) {
        if (Number(status) < 400 || !response.content?.['application/json']) continue;
        response.content = { 'application/problem+json': response.content['application/json'] };
      }
      if (method === 'post') (operation.parameters ??= []).push(REQUEST_ID);
    }
  }
  return document;
}

interface OperationObject {
  parameters?: unknown[];
  responses?: Record<string, { content?: Record<string, unknown> }>;
}

const REQUEST_ID = {
  name: 'idempotency-key',
  in: 'header',
  required: false,
  description: 'The request id, a UUID; needed by every write inside a zone, the same when it is sent again.',
  schema: { type: 'string', format: 'uuid' },
};
