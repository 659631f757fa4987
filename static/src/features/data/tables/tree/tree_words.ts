/** A tree in words: its questions, its answers, the steps of a row. */

import type { Cell, TableAbout, TableColumn, TableTree, TableTreeNode } from '../../../../lib/dataset_types';
import { t } from '../../../../lib/texts';
import { formatCell } from '../marks';
import { answerQuestion } from './tree_store';
import './texts';

const findColumn = (about: TableAbout, name: string | null): TableColumn =>
  about.columns.find((one) => one.name === name) ?? about.columns[0];

export function describeQuestion(about: TableAbout, { column, value, most }: TableTreeNode): string {
  if (most === null) return t('treeAskIs', { c: column ?? '', v: value ?? '' });
  return t('treeAsk', { c: column ?? '', v: formatCell(findColumn(about, column), most, 2) });
}

/** The answer at a node: the name of a class, or a number of the column to guess. */
export function describeAnswer(about: TableAbout, node: { answer: Cell }): string {
  const target = findColumn(about, about.target);
  return typeof node.answer === 'number'
    ? t('aboutNumber', { v: [formatCell(target, node.answer, 1), target.unit].filter(Boolean).join(' ') })
    : String(node.answer ?? '');
}

/** How many of a node's rows its answer is right for, or between which numbers they lie. */
export function describeShare(about: TableAbout, tree: TableTree, node: TableTreeNode): string {
  const target = findColumn(about, about.target);
  const n = node.rows;
  if (!tree.classes.length)
    return t('treeRange', { n, a: formatCell(target, node.low), b: formatCell(target, node.high) });
  const k = Math.max(...node.counts);
  return k === n ? t('treeAll', { n }) : t('treePart', { n, k });
}

export interface StepWords {
  words: string;
  yes: boolean;
}

export function describeSteps(
  about: TableAbout,
  path: readonly TableTreeNode[],
  values: ReadonlyMap<string, Cell>,
): StepWords[] {
  return path
    .filter((node) => node.column !== null)
    .map((node) => {
      const column = findColumn(about, node.column);
      const yes = answerQuestion(node, values);
      if (node.most === null)
        return { yes, words: t(yes ? 'stepIs' : 'stepIsNot', { c: column.name, v: node.value ?? '' }) };
      const [v, w] = [formatCell(column, values.get(column.name) ?? null, 6), formatCell(column, node.most, 2)];
      return { yes, words: t(yes ? 'stepLess' : 'stepMore', { c: column.name, v, w }) };
    });
}
