/** Words of the table view. */

import { type Catalog, registerTexts } from '../../../lib/texts';

const TEXTS = {
  tableSides: ['怎么看这张表', 'Ways to look at the table'],
  tableRows: ['表', 'Rows'],
  tableChart: ['图', 'Chart'],
  tableTree: ['决策树', 'Tree'],
  tableNeighbors: ['看邻居', 'Neighbors'],
  tableCount: ['{n} 行 · {m} 列', '{n} row · {m} columns|{n} rows · {m} columns'],
  tableSeen: ['第 {a}–{b} 行，共 {n} 行', 'Rows {a}–{b} of {n}'],
  tableColumns: ['列', 'Columns'],
  tableWhich: ['哪张表', 'Which table'],
  tableTarget: ['要猜的列', 'Column to guess'],
  tableTargetFirst: ['先选要猜的列', 'Choose the column to guess first'],
  tableNoTarget: ['没有能猜的列', 'No column to guess'],
  tableSave: ['存成文件', 'Save as a file'],
  tableImport: ['导入', 'Import'],
  tableDelete: ['彻底删除', 'Delete for good'],
  tableDeleteTitle: ['彻底删除“{name}”', 'Delete {name} for good'],
  tableDeleteText: ['这张表会删掉，不能撤销。', 'The table will be gone. This cannot be taken back.'],
  tableMenu: ['这张表的操作', 'Table menu'],
  tableUnreadable: ['读不出这张表', 'This table cannot be read'],
  tableReading: ['正在读表…', 'Reading the table…'],
  emptyCell: ['空', 'empty'],
  filledCell: ['填进去的', 'filled in'],
  sortBy: ['按“{name}”排', 'Sort by {name}'],
  typeNumber: ['数', 'number'],
  typeClass: ['类别', 'classes'],
  typeDate: ['日期', 'date'],
  typeText: ['文字，不用', 'text, left out'],
  typeNone: ['不用', 'Not used'],
  dataClassCount: ['{n} 类', '{n} class|{n} classes'],
  missingShort: ['缺 {n}', '{n} empty'],
  // The chosen column
  whatColumn: ['这一列是什么', 'What this column is'],
  guessedNumber: ['{n} 个格子是数，从 {a} 到 {b}。', '{n} cells are numbers, from {a} to {b}.'],
  guessedClass: ['{n} 个不同的值。', '{n} value.|{n} different values.'],
  guessedNothing: ['这一列全空着。', 'Nothing stands in this column.'],
  histogramOf: ['“{name}”的分布', 'How {name} is distributed'],
  binSaid: ['{a} 到 {b}：{n} 行', '{a} to {b}: {n} row|{a} to {b}: {n} rows'],
  emptyCells: ['{n} 个格子空着', '{n} cell is empty|{n} cells are empty'],
  emptyWhere: ['第 {rows} 行。', 'Rows {rows}. '],
  numberComma: ['、', ', '],
  emptyMore: ['第 {rows} 行，还有别的。', 'Rows {rows} and more. '],
  emptyWhy: ['空格子不能算数，训练前要定下来。', 'A model cannot count with nothing; decide before training.'],
  fillMiddle: ['填中间那个数：{v}', 'Fill in the middle: {v}'],
  fillFrequent: ['填最多的：{v}', 'Fill in the most frequent: {v}'],
  leaveRows: ['不用这 {n} 行', 'Leave {n} row out|Leave {n} rows out'],
  fillSelf: ['自己填', 'Type'],
  fillTitle: ['“{name}”的空格子里填什么', 'What stands in the empty cells of {name}'],
  cellTitle: ['第 {n} 行的“{name}”', '{name} in row {n}'],
  notANumber: ['这一列要填数', 'This column takes a number'],
  leaks: ['“{c}”几乎就是答案，先不用它', '{c} almost says the answer: leave it out at first'],
  leaksWhy: [
    '它的每个值只配“{name}”的一个值。模型看它就够了，别的什么也学不到。',
    'Each of its values goes with one of {name}. A model would look at it alone and learn nothing else.',
  ],
  leaveColumn: ['不用“{c}”这一列', 'Leave {c} out'],
  // What was done last
  lastDone: ['刚才：{what}', 'Just now: {what}'],
  didType: ['把“{c}”认作{v}', '{c} is taken as {v}'],
  didFill: ['“{c}”的空格子填了 {v}', 'the empty cells of {c} got {v}'],
  didLeave: ['不用“{c}”空着的行', 'rows with an empty {c} are left out'],
  didCell: ['“{c}”的一个格子改成 {v}', 'a cell of {c} became {v}'],
  shownOnly: ['只看这 {n} 行', 'These {n} row only|These {n} rows only'],
  showAllRows: ['看全部', 'Show all'],
  remarks: ['读的时候猜的', 'Guessed while reading'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
