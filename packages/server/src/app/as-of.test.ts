import type { ZodObject } from 'zod';
import { expect, test } from 'vitest';
import { OPERATIONS } from './testing/http.ts';

const reads = [...OPERATIONS].filter(([, { meta }]) => meta.kind === 'read');

const takesAsOf = (schema: unknown): boolean =>
  Object.hasOwn((schema as ZodObject | undefined)?.shape ?? {}, 'asOf');

test.each(reads)('%s can be read as of an instant, or says why it is timeless', (_name, operation) => {
  const { timeless } = operation.meta;
  expect(takesAsOf(operation.inputSchema)).toBe(timeless === undefined);
  if (timeless !== undefined) expect(timeless.split(' ').length).toBeGreaterThan(2);
});

test('figures, plan progress and evaluation are among those that can be read as of an instant', () => {
  const asOf = reads.filter(([, { inputSchema }]) => takesAsOf(inputSchema)).map(([name]) => name);
  expect(asOf).toEqual(
    expect.arrayContaining([
      'plan.progress',
      'indicators.values',
      'indicators.table',
      'indicators.explain',
      'indicators.listEntered',
      'evaluation.result',
    ]),
  );
});

test.each([...OPERATIONS])(
  '%s has a summary, a tag, and GET exactly when it reads',
  (_name, { route, meta }) => {
    const { method, summary, tags } = route;
    expect(method).toBe(meta.kind === 'read' ? 'GET' : 'POST');
    expect(summary.length).toBeGreaterThan(5);
    expect(tags).toHaveLength(1);
  },
);
