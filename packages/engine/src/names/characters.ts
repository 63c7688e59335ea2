/**
 * Characters that are written for one another. None of these makes two names the same: a name that agrees only after
 * them is shown to a person.
 */

/** Traditional and simplified, in pairs, as they stand in names of enterprises. */
const TRADITIONAL =
  '電电訊讯環环國国際际網网絡络資资術术機机動动車车東东華华業业實实產产發发開开創创聯联通通環环廣广億亿義义藝艺醫医藥药藍蓝龍龙鳳凤飛飞馬马鴻鸿鵬鹏麗丽雲云陽阳陸陆陳陈門门間间關关閣阁長长張张鎮镇鐵铁銀银錢钱鋼钢鑫鑫銘铭鋒锋錦锦鏈链顧顾順顺項项頓顿領领題题類类風风養养餘余駿骏驗验體体點点齊齐齋斋龜龟' +
  '兒儿兩两寶宝專专將将導导對对應应慶庆懷怀戰战據据擎擎攝摄數数斷断時时書书會会曉晓極极樂乐樓楼樹树橋桥標标檢检權权歐欧歲岁歷历氣气決决漢汉潔洁潤润濟济灣湾為为無无煉炼熱热營营爐炉爾尔獨独獎奖環环現现瑪玛畫画異异當当療疗盤盘監监眾众礎础禮礼種种稅税穩稳競竞筆笔節节簡简築筑糧粮紀纪約约純纯紙纸級级紡纺細细終终組组結结給给統统經经維维綠绿緣缘線线編编縣县總总織织繼继續续纖纤羅罗聖圣聞闻聲声職职腦脑臺台與与興兴舉举舊旧莊庄萬万葉叶蘇苏蘭兰處处號号衛卫裝装製制複复視视覽览觀观計计記记訂订設设評评試试詩诗該该誠诚語语調调談谈論论諾诺謝谢證证識识議议護护變变豐丰貝贝財财貨货貫贯責责貴贵貿贸費费賀贺賓宾質质賢贤賽赛購购贏赢趙赵軌轨軍军軟软輝辉輪轮輸输轉转農农進进遊游運运達达遠远適适選选邁迈鄉乡鄧邓鄭郑酈郦';

/** Mistaken for one another by shape or by sound, in groups. */
const CONFUSABLE =
  '技枝|科料|讯迅汛|信倌|智志治|未末|己已|土士|侯候|圆园|辰晨|佳嘉|宏弘鸿|铭明|盛胜|亿忆|博搏|拓柘|网冈|电申|子孑|生牲|力刀|天夫|大太|微徵|限陵|集隼|器嚣|材村|贸贺|股殷|份分|司可|深琛|汽气|航杭|建健|泰秦|瑞端|源原|远沅|达迭|通逋|洋样|海诲|华桦|新欣|思恩|能熊|线钱|数教|据剧|医匠|药约|械戒|疗辽|检捡|测侧|环坏|境镜|传转|媒煤|文纹|化比';

function pairs(): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (let i = 0; i + 1 < TRADITIONAL.length; i += 2)
    map.set(TRADITIONAL.charAt(i), TRADITIONAL.charAt(i + 1));
  return map;
}

const simplified = pairs();
const firstOfGroup = new Map(
  CONFUSABLE.split('|').flatMap((group) => [...group].map((character) => [character, group.charAt(0)])),
);

/** Traditional characters as simplified ones. */
export const simplify = (text: string): string =>
  [...text].map((character) => simplified.get(character) ?? character).join('');

/** One character for all that are mistaken for one another: only for comparing. */
export const foldConfusable = (text: string): string =>
  [...text].map((character) => firstOfGroup.get(character) ?? character).join('');
