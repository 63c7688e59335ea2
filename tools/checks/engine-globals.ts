/** The engine is pure: no clock, no random, no process, no network, no Node; time, seed and limits are arguments. */
import { type Finding, lineAt, sourceFiles, withoutComments } from './finding.ts';

const BANNED =
  /\bDate\.now\b|\bnew Date\(\s*\)|(?<!new )\bDate\(|\bMath\.random\b|\bcrypto\.(?:random|getRandom)\w*|\bperformance\.now\b|\bglobalThis\b|(?<![.\w'])process\.|(?<![.\w])(?:fetch|setTimeout|setInterval|require)\(|['"]node:[^'"]*['"]/g;

export function checkEngineGlobals(root: string): Finding[] {
  return sourceFiles(root, 'packages/engine/src', /(?<!\.test)\.ts$/).flatMap(({ path, text }) => {
    const code = withoutComments(text);
    return [...code.matchAll(BANNED)].map(({ 0: found, index }) => ({
      where: `${path}:${lineAt(code, index)}`,
      what: `uses ${found}`,
      mend: 'Take it as an argument: the engine gives the same answer everywhere and always.',
    }));
  });
}
