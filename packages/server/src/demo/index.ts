export { Demonstration, type DemoOptions } from './make.ts';
