import type { Locate, Mistake } from './read.ts';

export type Path = readonly (string | number)[];

/** Reports mistakes of one file at the place of a value. */
export class Reporter {
  readonly file: string;
  readonly #locate: Locate;
  readonly #mistakes: Mistake[];

  constructor(file: string, locate: Locate, mistakes: Mistake[]) {
    this.file = file;
    this.#locate = locate;
    this.#mistakes = mistakes;
  }

  say(path: Path, code: Mistake['code'], { reason, fix }: Pick<Mistake, 'reason' | 'fix'>): void {
    this.#mistakes.push({ file: this.file, ...this.#locate(path), code, reason, fix });
  }

  unknown(path: Path, what: Noun, id: string): void {
    this.say(path, 'UNKNOWN', {
      reason: `没有${NOUNS[what]} ${id} / there is no ${what} ${id}`,
      fix: `改为已有的${NOUNS[what]}，或先补上它 / use an existing one or add it first`,
    });
  }

  /** Every id once; `path` leads to the list. */
  ids(items: readonly { readonly id: string }[], path: Path): void {
    this.idsAt(items.map(({ id }, i) => ({ id, path: [...path, i, 'id'] })));
  }

  twice(path: Path, id: string): void {
    this.say(path, 'DUPLICATE', {
      reason: `编号 ${id} 重复 / the id ${id} is there twice`,
      fix: '换一个编号 / choose another id',
    });
  }

  idsAt(items: readonly { readonly id: string; readonly path: Path }[]): void {
    const seen = new Set<string>();
    for (const { id, path } of items) {
      if (seen.has(id)) this.twice(path, id);
      seen.add(id);
    }
  }
}

const NOUNS = {
  clause: '条款',
  indicator: '指标',
  unit: '单位',
  task: '任务',
  'sub-park': '子园',
  section: '分节',
  field: '字段',
  'number field': '数字字段',
  form: '报表',
  industry: '产业',
  'industry code': '行业代码',
  plan: '方案',
  scheme: '评价方案',
  grade: '等级',
  veto: '一票否决',
} as const;
type Noun = keyof typeof NOUNS;
