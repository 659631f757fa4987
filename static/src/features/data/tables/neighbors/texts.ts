/** Words of the nearest rows. */

import { type Catalog, registerTexts } from '../../../../lib/texts';

const TEXTS = {
  neighborsHow: ['看几个邻居', 'How many neighbors'],
  neighborsFewer: ['少看一个', 'One fewer'],
  neighborsMore: ['多看一个', 'One more'],
  neighborsOne: ['1：弯弯曲曲，记住每一行', '1: ragged, learned by heart'],
  neighborsMost: ['{n}：平平滑滑，太粗心', '{n}: smooth, careless'],
  neighborsTwo: ['看邻居要有两列数', 'Neighbors take two columns of numbers'],
  neighborsPlane: ['“{x}”和“{y}”的平面，{n} 行学过的', 'The plane of {x} and {y}, {n} learned rows'],
  neighborsDrag: ['拖动“?”，看它的邻居是谁', 'Drag the “?” and watch its neighbors'],
  neighborsPlace: ['“?”在{x}、{y}', '“?” at {x}, {y}'],
  neighborsVotes: ['{answer}，邻居里{votes}', '{answer}, of the neighbors {votes}'],
  neighborsBetween: ['邻居从 {a} 到 {b}', 'neighbors from {a} to {b}'],
  neighborsLearned: ['学过的 {n} 行', 'The {n} row it learned|The {n} rows it learned'],
  neighborsFresh: ['没见过的 {n} 行', '{n} new row|{n} new rows'],
  neighborsRight: ['对 {n}', '{n} correct'],
  neighborsMiss: ['平均差 {v}', 'off by {v}'],
  neighborsOld: ['学过的', 'learned'],
  neighborsNew: ['没见过的', 'new'],
  neighborsCurve: ['看几个邻居时对多少', 'How many are correct by how many neighbors'],
  neighborsCurveMiss: ['看几个邻居时差多少', 'How far it is off by how many neighbors'],
  neighborsCurveAt: ['{k}：{a}，{b}', '{k}: {a}, {b}'],
  neighborsSame: ['没见过的里面，{a} 和 {b} 对得一样多。', '{a} and {b} get as many new ones right.'],
  neighborsLuck: [
    '{a} 和 {b} 只差 {n} 行，可能只是运气。',
    '{a} and {b} differ by {n} row: may be luck.|{a} and {b} differ by {n} rows: may be luck.',
  ],
  neighborsApart: [
    '没见过的里面，{a} 比 {b} 多对 {n} 行。',
    '{a} gets {n} more new row right than {b}.|{a} gets {n} more new rows right than {b}.',
  ],
  neighborsAll: ['用 {n} 列试试', 'Try with all {n} columns'],
  neighborsByAll: ['用 {n} 列，看 {k} 个邻居', 'By {n} columns, {k} neighbor|By {n} columns, {k} neighbors'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../../lib/texts' {
  interface Sentences extends Texts {}
}
