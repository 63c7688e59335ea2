import type { Broken } from './broken-parks.fixture.ts';

/** What may be wrong with schemes that draw on a library, and with its golden cases. */
export const BROKEN_SCHEMES: readonly Broken[] = [
  {
    what: 'weights of a scheme of a library that add up to 101',
    file: 'schemes/putuo-carrier-state.yaml',
    was: 'K101: 4',
    is: 'K101: 5',
    at: 'K101: 5',
    code: 'WEIGHTS',
    reason: '权重合计 101，应为 100 / the weights add up to 101, not 100',
    fix: '调整权重 / change the weights',
  },
  {
    what: 'a scheme that weighs an indicator which its library does not have',
    file: 'schemes/putuo-carrier-state.yaml',
    was: 'K101: 4',
    is: 'K199: 4',
    at: '4\n  K102',
    code: 'UNKNOWN',
    reason: '没有指标 K199 / there is no indicator K199',
    fix: '改为已有的指标，或先补上它 / use an existing one or add it first',
  },
  {
    what: 'a scheme of a version of a library that is not there',
    file: 'schemes/putuo-carrier-state.yaml',
    was: 'library: { id: putuo-carrier, version: 1 }',
    is: 'library: { id: putuo-carrier, version: 2 }',
    at: '{ id: putuo-carrier, version: 2 }',
    code: 'MISSING_FILE',
    reason:
      '旁边没有指标库 putuo-carrier 第 2 版（或其中有错） / there is no library putuo-carrier, version 2, beside it, or it has mistakes',
    fix: '补上 putuo-carrier.library.yaml 或改正编号、版本 / add putuo-carrier.library.yaml or correct id and version',
  },
  {
    what: 'bands whose thresholds fall',
    file: 'schemes/putuo-carrier.library.yaml',
    was: '[[0, 0], [1, 0.4], [2, 0.7], [3, 1]]',
    is: '[[0, 0], [2, 0.4], [1, 0.7], [3, 1]]',
    at: '{ method: bands, at: [[0, 0], [2, 0.4]',
    code: 'GOALPOSTS',
    reason:
      'K304 的计分方法 bands 不能这样用：thresholds rise from one band to the next / K304 cannot be scored by bands: thresholds rise from one band to the next',
    fix: '见 docs/scheme.md / see docs/scheme.md',
  },
  {
    what: 'a rule of carrier status that fails at a grade which does not exist',
    file: 'schemes/putuo-carrier.library.yaml',
    was: 'fail_grade: D',
    is: 'fail_grade: E',
    at: 'E\n  notice_after',
    code: 'UNKNOWN',
    reason: '没有等级 E / there is no grade E',
    fix: '改为已有的等级，或先补上它 / use an existing one or add it first',
  },
  {
    what: 'a penalty counted by an indicator that is not defined',
    file: 'schemes/putuo-carrier.library.yaml',
    was: 'indicator: carrier-y2',
    is: 'indicator: carrier-y9',
    at: 'carrier-y9',
    code: 'UNKNOWN',
    reason: '没有指标 carrier-y9 / there is no indicator carrier-y9',
    fix: '改为已有的指标，或先补上它 / use an existing one or add it first',
  },
  {
    what: 'a point of a golden case of a library that does not come out',
    file: 'schemes/putuo-carrier.golden.yaml',
    was: 'K101: "3.20"',
    is: 'K101: "3.21"',
    at: '"3.21"',
    code: 'GOLDEN',
    reason:
      '算例 state 的 K101 算得 3.20，算例为 3.21 / K101 of the case state comes out as 3.20, the case says 3.21',
    fix: '核对方案与算例 / compare the scheme with its golden case',
  },
  {
    what: 'a grade of a golden case that is another one',
    file: 'schemes/putuo-carrier.golden.yaml',
    was: 'final: "60.00", grade: C',
    is: 'final: "60.00", grade: D',
    at: 'D }\n  - id: ends-of-scales',
    code: 'GOLDEN',
    reason:
      '算例 just-fit 的 grade 算得 C，算例为 D / grade of the case just-fit comes out as C, the case says D',
    fix: '核对方案与算例 / compare the scheme with its golden case',
  },
];
