export { type DemoPromise, checkDemonstration } from './check.ts';
export { Demonstration, type DemoOptions } from './make.ts';
