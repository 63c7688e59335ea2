export { serve, type Running, type ServeOptions } from './app/serve.ts';
export { EnvironmentFault } from './kernel/fault.ts';
