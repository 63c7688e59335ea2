/**
 * npm run bench [-- formula submit cockpit workbook grid]: prints how the product compares with a named reference that was measured
 * in the same run. Nothing here fails because something was slow; what differs in its answer fails.
 */
import { availableParallelism, cpus, loadavg } from 'node:os';
import { benchCockpit } from './cockpit.ts';
import { benchFormula } from './formula.ts';
import { benchGrid } from './grid.ts';
import { benchRules } from './rules.ts';
import { benchSubmit } from './submit.ts';
import { benchWorkbook } from './workbook.ts';

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  formula: benchFormula,
  rules: benchRules,
  submit: benchSubmit,
  cockpit: benchCockpit,
  workbook: benchWorkbook,
  grid: benchGrid,
};

const load = () =>
  loadavg()
    .map((n) => n.toFixed(2))
    .join(' ');

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}; there are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}
console.log(
  `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown processor'}, load before ${load()}`,
);
for (const [name, bench] of Object.entries(BENCHES))
  if (asked.length === 0 || asked.includes(name)) await bench();
console.log(`\nload after ${load()}`);
