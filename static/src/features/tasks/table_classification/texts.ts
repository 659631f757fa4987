/** Words of the kinds that learn from the rows of a table. */

import { type Catalog, registerTexts } from '../../../lib/texts';

const TEXTS = {
  taskTableClassification: ['表格分类', 'Table classification'],
  aboutTableClassification: ['表格的每一行有一个类别', 'Each row of a table has one class'],
  taskTableRegression: ['表格回归', 'Table regression'],
  aboutTableRegression: ['表格的每一行有一个数', 'Each row of a table has a number'],
  guideTask_table: ['猜一列', 'Guess a column'],
  guideTaskText_table: [
    '从表格别的列猜一列：一个类别，或者一个数',
    'One column of a table from the others: a class or a number',
  ],
  guideLearn_table: ['改成猜一列', 'Learn to guess a column instead'],
  guideMini_rows: ['表格模型 {name}', 'table learner {name}'],
  rowsTree: ['决策树', 'decision tree'],
  rowsForest: ['随机森林', 'random forest'],
  rowsNeighbors: ['K 近邻', 'k nearest'],
  guideMethod_tree: ['一棵决策树', 'A decision tree'],
  rowsTreeText: [
    '一个问题接一个问题地问，问了什么都看得见。先试试，选它。',
    'It asks one question after the other, and you can see them all. Start here.',
  ],
  guideMethod_forest: ['很多棵树投票', 'Many trees that vote'],
  rowsForestText: [
    '一百棵不一样的树，听多数的。往往猜得更准，不过看不见它怎么想的。',
    'A hundred different trees, and the majority decides. Often more exact, but its questions cannot be read.',
  ],
  guideMethod_neighbors: ['看最像的几行', 'The rows most like it'],
  rowsNeighborsText: [
    '找出学过的行里最像的 5 行，它们是什么就猜什么。',
    'It looks for the 5 learned rows that are most alike and answers as they do.',
  ],
  rowsTarget: ['要猜的列', 'Column to guess'],
  rowsTargetNumber: ['这一列是数，就猜一个数。', 'This column holds numbers: a number is guessed.'],
  rowsTargetClass: ['这一列有 {n} 类，就猜是哪一类。', 'This column has {n} classes: one of them is guessed.'],
  rowsFewClasses: ['这一列只有一类，没有东西可猜：换一列。', 'This column has one class only: choose another one.'],
  rowsNew: ['来一行新的', 'A new row'],
  rowsBlock: ['积木里用“让 … 看这些数”问同样的问题。', 'In blocks, “what … says for the numbers” asks the same.'],
} as const satisfies Catalog;

registerTexts(TEXTS);

type Texts = typeof TEXTS;
declare module '../../../lib/texts' {
  interface Sentences extends Texts {}
}
