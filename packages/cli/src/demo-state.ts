import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoSignIn } from '@yuanheng/server';

/** How far the demonstration of a home is: a start that was killed while making it begins again. */
export type DemoState =
  | { readonly state: 'none' }
  | { readonly state: 'making' }
  | { readonly state: 'made'; readonly people: readonly DemoSignIn[] };

const fileOf = (homeDir: string) => join(homeDir, 'demo.json');

export function readDemoState(homeDir: string): DemoState {
  const file = fileOf(homeDir);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemoState) : { state: 'none' };
}

export function writeDemoState(homeDir: string, state: DemoState): void {
  mkdirSync(homeDir, { recursive: true });
  writeFileSync(fileOf(homeDir), JSON.stringify(state, null, 2), { mode: 0o600 });
}
