/** Words of the decision tree. */

import { type Catalog, registerTexts } from '../../../../lib/texts';

const TEXTS = {
  treeDepth: ['最多问几层', 'Questions deep'],
  treeMore: ['更多', 'More'],
  treeAsk: ['{c} ≤ {v}？', '{c} ≤ {v}?'],
  treeAskIs: ['{c}是“{v}”？', '{c} is {v}?'],
  treeYes: ['是', 'yes'],
  treeNo: ['不是', 'no'],
  treeAll: ['{n} 行全是', 'all {n}'],
  treePart: ['{n} 行里 {k} 行是', '{k} of {n}'],
  treeRange: ['{n} 行，{a} 到 {b}', '{n} row, {a} to {b}|{n} rows, {a} to {b}'],
  treeFolded: ['下面还有 {n} 个', '{n} more below'],
  treeUp: ['回到最上面', 'Back to the top'],
  treeRows: ['看这 {n} 行', 'See {n} row|See these {n} rows'],
  treeSpoken: ['{question} {counts}', '{question} {counts}'],
  treeCounted: ['{n} 行{name}', '{n} {name}'],
  treeMark: ['大考：{n} 行猜对 {k} 行', 'Test: {k} of {n} correct'],
  treeLearned: ['学过的：{n} 行猜对 {k} 行', 'Learned: {k} of {n} correct'],
  treeMiss: ['大考：{n} 行，平均差 {v}', 'Test: {n} rows, off by {v} on average'],
  treeLearnedMiss: ['学过的：平均差 {v}', 'Learned: off by {v} on average'],
  treeByHeart: ['问得太多，就是在死记每一行', 'With so many questions it learns each row by heart'],
  treeLeft: [
    '{n} 行有空格子，没有用',
    '{n} row has empty cells and is not used|{n} rows have empty cells and are not used',
  ],
  rowsUsed: ['一共 {n} 行，用了其中 {k} 行', '{k} of {n} rows are used'],
  tableFew: ['类太少，学不出来', 'Too few classes to learn from'],
  tableFewClasses: ['这些类不到 5 行：{names}。', 'These classes have fewer than 5 rows: {names}.'],
  tableFewRows: ['至少要有两类，每类 5 行。', 'At least two classes with 5 rows each are needed.'],
  tableFewNumbers: ['至少要有 10 行不一样的数。', 'At least 10 rows with different numbers are needed.'],
  treeNewRow: ['来一行新的', 'A new row'],
  treeOnly: ['只用到了“{c}”：另外几个改了也不变。', 'Only {c} was asked; the others change nothing here.'],
  treeNone: ['什么也没有问。', 'Nothing was asked.'],
  treeHow: ['它是这样走到的', 'How it got there'],
  stepMore: ['{c}：{v} 比 {w} 大', '{c}: {v} is more than {w}'],
  stepLess: ['{c}：{v} 不比 {w} 大', '{c}: {v} is at most {w}'],
  stepIs: ['{c}：是“{v}”', '{c}: is {v}'],
  stepIsNot: ['{c}：不是“{v}”', '{c}: is not {v}'],
  treeMistakes: ['看猜错的 {n} 行', 'See {n} mistake|See the {n} mistakes'],
  treeFarthest: ['看差得最多的 {n} 行', 'See {n} row that is farthest off|See the {n} rows that are farthest off'],
  aboutNumber: ['约 {v}', 'about {v}'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../../lib/texts' {
  interface Sentences extends Texts {}
}
