/**
 * npm run kill-test [-- ROUNDS]: kill -9 of the server and of the database's postmaster, in turns, in the middle of 200
 * concurrent submissions. Prints a table; exit code 1 when anything acknowledged was lost.
 */
import { KillTest, type Round, isLossless } from './kill-test.ts';

const CONCURRENT = 200;
const rounds = Number(process.argv[2] ?? 20);

const test = await KillTest.start(CONCURRENT);
const results: Round[] = [];
try {
  for (let i = 0; i < rounds; i++) {
    // early, in the middle and late: from a tenth to nine tenths of the acknowledgements
    const killAfter = Math.round(CONCURRENT * (0.1 + 0.8 * (i / Math.max(1, rounds - 1))));
    results.push(await test.round(i % 2 === 0 ? 'server' : 'postmaster', killAfter));
    console.log(`${i + 1}/${rounds} ${JSON.stringify(results.at(-1))}`);
  }
} finally {
  await test.stop();
}
console.table(results);
const bad = results.filter((round) => !isLossless(round)).length;
const slow = results.filter(({ readyMs }) => readyMs > 10_000).length;
const slowest = Math.max(...results.map(({ readyMs }) => readyMs));
const acknowledged = results.reduce((sum, round) => sum + round.acknowledged, 0);
console.log(
  `${results.length} kills, ${acknowledged} acknowledged submissions, ready after at most ${slowest} ms (${slow} times later than 10 s), ${bad} rounds with a loss`,
);
process.exitCode = bad === 0 ? 0 : 1;
