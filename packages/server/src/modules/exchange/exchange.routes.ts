import { implement } from '@orpc/server';
import { contract } from '@yuanheng/contract';
import { Uploaded } from '../../kernel/files/uploaded.ts';
import { type RequestContext, route } from '../../kernel/http/request-context.ts';
import type { ReadOperation, WriteOperation } from '../../kernel/operation/operation.ts';
import { markWorkbook, previewWorkbook, readWorkbook } from './exchange.read.ts';
import { applyWorkbook } from './exchange.service.ts';

const os = implement(contract.exchange).$context<RequestContext>();

interface Sent {
  readonly file: Uploaded;
}

/** A route whose input has a file: the operation is given its bytes and their hash. */
function upload<I extends Sent, O>(operation: ReadOperation<I, O> | WriteOperation<I, O>) {
  const run = route(operation);
  return async ({ context, input }: { context: RequestContext; input: WithFile<I> }): Promise<O> =>
    await run({ context, input: { ...input, file: await Uploaded.of(input.file) } as unknown as I });
}

type WithFile<I extends Sent> = Omit<I, 'file'> & { readonly file: File };

export const exchangeRoutes = {
  workbook: os.workbook.handler(route(readWorkbook)),
  preview: os.preview.handler(upload(previewWorkbook)),
  marked: os.marked.handler(upload(markWorkbook)),
  apply: os.apply.handler(upload(applyWorkbook)),
};
