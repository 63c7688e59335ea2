/**
 * Every operation of the contract has a summary of its own, a handler, and somebody who may do it: a line of its
 * module's policy and a row of docs/rights.csv.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, sourceFiles } from './finding.ts';

export interface OperationFacts {
  /** `module.operation`. */
  readonly name: string;
  readonly summary: string;
  readonly access: string;
}

interface Definition {
  readonly route: { readonly summary?: string };
  readonly meta: { readonly access?: string };
}

const isDefined = (value: unknown): value is { readonly '~orpc': Definition } =>
  typeof value === 'object' && value !== null && '~orpc' in value;

/** What the contract says of each operation. */
export function operationsOf(contract: Readonly<Record<string, object>>): OperationFacts[] {
  return Object.entries(contract).flatMap(([module, entries]) =>
    Object.entries(entries).flatMap(([key, entry]: [string, unknown]) => {
      if (!isDefined(entry)) return [];
      const { route, meta } = entry['~orpc'];
      return [
        {
          name: `${module}.${key}`,
          summary: route.summary ?? '',
          access: meta.access ?? '',
        },
      ];
    }),
  );
}

export interface ContractFacts {
  readonly operations: readonly OperationFacts[];
  readonly handlers: ReadonlySet<string>;
  readonly policies: ReadonlySet<string>;
  /** Operations of docs/rights.csv; null while there is no such file. */
  readonly rights: ReadonlySet<string> | null;
}

const CONTRACT = (name: string) => `packages/contract/src/${name.split('.')[0]}.ts`;

export function contractFindings({ operations, handlers, policies, rights }: ContractFacts): Finding[] {
  const summaries = new Map<string, string>();
  return operations.flatMap(({ name, summary, access }) => {
    const findings: Finding[] = [];
    const say = (what: string, mend: string) =>
      findings.push({ where: CONTRACT(name), what: `${name} ${what}`, mend });
    if (summary.trim() === '') say('has no summary', 'Say in one sentence what it does.');
    const same = summaries.get(summary);
    if (same !== undefined) say(`has the summary of ${same}`, 'Say what distinguishes it.');
    summaries.set(summary, name);
    if (!handlers.has(name)) say('has no handler', 'Add its line to the routes of the module.');
    if (access === 'granted' && !policies.has(name))
      say('has no permission', 'Add its line to the policy of the module: who is not named may not.');
    if (access === 'granted' && rights !== null && !rights.has(name))
      say('has no row in docs/rights.csv', 'Write by hand which role may do it and how far.');
    return findings;
  });
}

/** The operations that some policy names; a policy ends in `satisfies Record<string, Rights>`. */
export function policyLines(root: string): Set<string> {
  const files = sourceFiles(root, 'packages/server/src/modules', /\.ts$/).filter(({ text }) =>
    text.includes('satisfies Record<string, Rights>'),
  );
  return new Set(
    files.flatMap(({ text }) => [...text.matchAll(/^ {2}'(\w+\.\w+)':/gm)].map(([, name = '']) => name)),
  );
}

/** The names in the first column of docs/rights.csv, or null when there is none. */
export function rightsRows(root: string): Set<string> | null {
  const file = join(root, 'docs/rights.csv');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n').slice(1);
  return new Set(lines.map((line) => (line.split(',')[0] ?? '').replaceAll('"', '').trim()));
}

export async function checkContract(root: string): Promise<Finding[]> {
  const { contract } = await import('../../packages/contract/src/index.ts');
  const { router } = await import('../../packages/server/src/app/router.ts');
  const handlers = new Set(
    Object.entries(router).flatMap(([module, routes]) =>
      Object.keys(routes).map((key) => `${module}.${key}`),
    ),
  );
  const operations = operationsOf(contract);
  if (operations.length === 0)
    return [{ where: 'packages/contract', what: 'no operation was read', mend: 'Look at operationsOf.' }];
  return contractFindings({
    operations,
    handlers,
    policies: policyLines(root),
    rights: rightsRows(root),
  });
}
