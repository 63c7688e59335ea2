export { type Running, type ServeOptions, hasZone, serve } from './app/serve.ts';
export { openDatabase } from './app/database.ts';
export { Demonstration, type DemoOptions } from './demo/index.ts';
export { type Actor } from './kernel/actor.ts';
export { EnvironmentFault } from './kernel/fault.ts';
export { type DemoSignIn } from './kernel/http/request-context.ts';
