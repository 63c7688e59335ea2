import { type DemoFile, type Park, checkPark, readParkFolder } from '@yuanheng/park';
import { ROOT } from './home.ts';
import { UsageError } from './output.ts';

/** The park that the demonstration is made from, with its part about the demonstration. */
export function putuo(): Park & { readonly demo: DemoFile } {
  const { park, mistakes } = checkPark(readParkFolder(`${ROOT}parks/putuo`));
  if (park?.demo) return { ...park, demo: park.demo };
  throw new UsageError(
    `parks/putuo 有 ${mistakes.length} 处错误，或没有 demo.yaml；先运行 yuanheng park check parks/putuo。`,
    `parks/putuo has ${mistakes.length} mistakes or no demo.yaml; run yuanheng park check parks/putuo.`,
  );
}
