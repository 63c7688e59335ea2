import { simplify } from './characters.ts';
import { leadingPlace, placeOnly } from './places.ts';

/**
 * A name as two spellings of it must agree in to be the same: without spaces and invisible characters, width, kind of
 * brackets, dashes and dots unified, Latin letters small.
 *
 * @example sameName(' 砺行新材料（上海）有限 公司 ') // '砺行新材料(上海)有限公司'
 */
export function sameName(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/[\s\p{Cf}'"“”‘’]+/gu, '')
    .replaceAll(/[[{〔【〖〈《「『]/gu, '(')
    .replaceAll(/[\]}〕】〗〉》」』]/gu, ')')
    .replaceAll(/[‐-―−－]/gu, '-')
    .replaceAll(/[·•・‧∙．]/gu, '·')
    .toLowerCase();
}

/** The same name whether a place in it carries 省 and 市 or not: 深圳市康佳 is 深圳康佳, (上海市) is (上海). */
export function placeFreeName(name: string): string {
  let rest = sameName(name).replaceAll(/\(([^()]*)\)/gu, (whole, inside: string) => {
    const place = placeOnly(inside);
    return place === null ? whole : `(${place})`;
  });
  let front = '';
  for (let found = leadingPlace(rest); found !== null; found = leadingPlace(rest)) {
    front += found.place;
    rest = rest.slice(found.length);
  }
  return front + rest;
}

const LEGAL_FORM =
  /(?:股份有限公司|有限责任公司|有限公司|股份公司|责任公司|合伙企业|个人独资企业|公司)(?:\((?:有限合伙|普通合伙|特殊普通合伙|自然人独资|个人独资)\))?$/u;
const BRANCH =
  /^(.*(?:公司|集团|企业|中心|研究院|研究所|学院|大学|银行|事务所|医院|厂|合伙\)))(.{0,12}?(?:分公司|子公司|分行|支行|分部|分店|分院|分所|分厂|分中心|办事处|代表处|营业部|联络处|门市部))$/u;
const DEPARTMENT =
  /^(.*(?:公司|集团|企业|厂|合伙\)))(?:\([^()]{1,12}\)|[^()]{0,8}(?:部|处|科|室|组|总部|中心|车间))$/u;
/** Notes in brackets behind a legal form: (总部), (已迁出). Those that are part of a legal form stay. */
const NOTE = /^(.*)\((?!有限合伙|普通合伙|特殊普通合伙|自然人独资|个人独资)([^()]{1,12})\)$/u;

/** The head office that a name of a branch begins with; null: no branch. */
export const headOfficeIn = (name: string): string | null => BRANCH.exec(sameName(name))?.[1] ?? null;

/** The enterprise's name in front of a department or a note, 财务部 or (已迁出); null: nothing stands behind it. */
export function withoutDepartment(name: string): string | null {
  const same = sameName(name);
  if (headOfficeIn(name) !== null) return null;
  const head = DEPARTMENT.exec(same)?.[1];
  if (head !== undefined) return head;
  const [, before = '', note = ''] = NOTE.exec(same) ?? [];
  return before.length >= 2 && placeOnly(note) === null ? before : null;
}

/** What a name says apart from its place and legal form. */
export interface NameParts {
  readonly place: string | null;
  /** Without place and legal form, traditional characters as simplified ones. */
  readonly core: string;
  /** The core without words that many names share: what tells it from others. Never empty. */
  readonly distinct: string;
  readonly legalForm: string;
}

const COMMON_WORDS =
  /科技|技术|信息|网络|电子|智能|数据|软件|系统|工程|实业|投资|控股|集团|股份|产业|发展|服务|管理|咨询|贸易|商贸|文化|传媒|传播|生物|医药|医疗|制药|药业|器械|材料|新材料|能源|环保|环境|机械|设备|装备|自动化|工业|制造|通信|通讯|互联网|物联网|云计算|人工智能|机器人|半导体|集成电路|微电子|光电|检测|安全|数字|创新|研究院|研究所|中心|国际|中国/gu;

export function nameParts(name: string): NameParts {
  let text = simplify(placeFreeName(name));
  const legalForm = LEGAL_FORM.exec(text)?.[0] ?? '';
  text = text.slice(0, text.length - legalForm.length);
  let place: string | null = null;
  text = text.replaceAll(/\(([^()]*)\)/gu, (whole, inside: string) => {
    const found = placeOnly(inside) ?? (inside === '中国' ? '中国' : null);
    place ??= found;
    return found === null ? whole : '';
  });
  const front = leadingPlace(text);
  if (front !== null && text.length - front.length >= 2) {
    place ??= front.place;
    text = text.slice(front.length);
  }
  const core = text.replaceAll(/[()·-]/gu, '');
  const distinct = core.replaceAll(COMMON_WORDS, '');
  return { place, core, distinct: distinct === '' ? core : distinct, legalForm };
}

/** Pairs of neighbouring characters; a single character is its own. */
export function bigrams(text: string): string[] {
  const characters = [...text];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, i) => (characters[i] ?? '') + character);
}
