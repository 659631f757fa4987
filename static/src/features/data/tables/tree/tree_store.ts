/** The decision tree of a table, and the row of the form that goes through it. */

import { computed, signal } from '@preact/signals';
import { describeError } from '../../../../lib/api';
import type { Cell, TableAbout, TableTree, TableTreeNode } from '../../../../lib/dataset_types';
import { memoize } from '../../../../lib/storage';
import type { Text } from '../../../../lib/types';
import { findColumn } from '../chart/scales';
import { fetchTree, fetchTreeRows } from '../table_api';
import type { TableStore } from '../table_store';

/** Questions deep; the last is offered as “more”. */
export const DEPTHS = [1, 2, 3, 4, 10] as const;
export type Depth = (typeof DEPTHS)[number];

export class TreeStore {
  readonly depth = signal<Depth>(3);
  readonly tree = signal<TableTree | null>(null);
  readonly trouble = signal<Text | null>(null);
  /** The node at the top of the drawing. */
  readonly top = signal(0);
  readonly values = signal<ReadonlyMap<string, Cell>>(new Map());
  /** The nodes to which the row of the form comes, from the root to an end. */
  readonly path = computed(() => (this.tree.value ? followTree(this.tree.value.nodes, this.values.value) : []));
  private asked = 0;

  constructor(private readonly table: TableStore) {}

  async load(about: TableAbout): Promise<void> {
    const mine = ++this.asked;
    this.trouble.value = null;
    try {
      const tree = await fetchTree(this.table.opened.id, this.table.name, this.depth.peek());
      if (mine !== this.asked) return;
      this.top.value = 0;
      this.values.value = makeValues(tree, about, this.values.peek());
      this.tree.value = tree;
    } catch (error) {
      if (mine === this.asked) this.trouble.value = describeError(error);
    }
  }

  setValue(column: string, value: Cell): void {
    this.values.value = new Map(this.values.peek()).set(column, value);
  }

  async showRows(node: TableTreeNode): Promise<void> {
    const { opened, name } = this.table;
    this.table.showOnly((await fetchTreeRows(opened.id, name, this.depth.peek(), node.id)).rows);
  }
}

/** What was typed stays where it fits; else the middle of each column. */
function makeValues(tree: TableTree, about: TableAbout, before: ReadonlyMap<string, Cell>): Map<string, Cell> {
  const made = new Map<string, Cell>();
  for (const field of tree.fields) {
    const kept = before.get(field.name);
    const middle = findColumn(about, field.name)?.middle ?? null;
    if (field.values)
      made.set(field.name, field.values.includes(String(kept)) ? kept! : (middle ?? field.values[0] ?? ''));
    else made.set(field.name, typeof kept === 'number' ? kept : Number(middle ?? field.low ?? 0));
  }
  return made;
}

/** Whether the answer to the question of a node is yes: numbers are compared as scikit-learn does, in 32 bits. */
export function answerQuestion({ column, value, most }: TableTreeNode, values: ReadonlyMap<string, Cell>): boolean {
  const cell = values.get(column!);
  return most === null ? String(cell) === value : Math.fround(Number(cell)) <= most;
}

function followTree(nodes: readonly TableTreeNode[], values: ReadonlyMap<string, Cell>): TableTreeNode[] {
  const path: TableTreeNode[] = [];
  for (let at: TableTreeNode | undefined = nodes[0]; at; ) {
    path.push(at);
    if (at.column === null) break;
    at = nodes[(answerQuestion(at, values) ? at.yes : at.no)!];
  }
  return path;
}

/** The same one each time for a table. */
export const getTreeStore = memoize((table: TableStore) => new TreeStore(table));
