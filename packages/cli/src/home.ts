import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** Where this installation keeps its data. */
export const homeDir = (): string => process.env.YUANHENG_HOME ?? `${ROOT}.yuanheng`;
