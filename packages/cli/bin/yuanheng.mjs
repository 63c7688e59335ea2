#!/usr/bin/env node
// The command runs from its sources: what is read is what is executed.
import { register } from 'tsx/esm/api';

register();
const { main } = await import('../src/main.ts');
await main(process.argv.slice(2));
