/**
 * Where the nodes of a tree stand: each above the middle of those below it, as close as their neighbors let them. Where
 * that is too wide, two ends of one question are stacked, the second below the first.
 */

import type { TableTreeNode } from '../../../../lib/dataset_types';

/** Questions deep from which on a tree is folded. */
const FOLDS_BELOW = 4;

export interface PlacedNode {
  node: TableTreeNode;
  /** Of its middle, in pixels from the left. */
  x: number;
  level: number;
  /** How many nodes below it are not drawn. */
  folded: number;
  parent: PlacedNode | null;
  /** It is the second of two ends that are stacked, one level below the first. */
  under: boolean;
}

export interface TreeLayout {
  placed: PlacedNode[];
  width: number;
  levels: number;
  /** Pixels: how wide the nodes are at most. */
  widest: number;
}

/** Pixels between the middles of neighbors. */
export interface Spacing {
  step: number;
  stacked?: boolean;
}

/** Pixels: how wide a node is where there is room, and what lies between two at least. */
const [WIDEST, GAP] = [172, 8];
/** Pixels by which two stacked ends stand beside the middle, so that the line to the second passes the first. */
export const SHIFT = 9;

/** How wide the nodes of each level can be. */
export function measureLevels({ placed, width, levels, widest }: TreeLayout): number[] {
  return Array.from({ length: levels }, (_, level) => {
    const places = placed.flatMap((one) => (one.level === level ? one.x : [])).sort((a, b) => a - b);
    const edges = [2 * places[0], 2 * (width - places.at(-1)!)];
    return Math.min(widest, ...edges.map((room) => room - GAP), ...places.slice(1).map((x, n) => x - places[n] - GAP));
  });
}

interface Branch {
  placed: PlacedNode[];
  /** The leftmost and rightmost middle of each level, seen from the root of the branch. */
  left: number[];
  right: number[];
}

export function arrangeTree(nodes: readonly TableTreeNode[], top: number, spacing: Spacing): TreeLayout {
  const { step, stacked = false } = spacing;
  const branch = arrangeBranch(nodes, top, 0, spacing);
  const start = Math.min(...branch.left) - step / 2;
  for (const one of branch.placed) one.x -= start;
  return {
    placed: branch.placed,
    width: Math.max(...branch.right) - start + step / 2,
    levels: branch.left.length,
    widest: stacked ? step - GAP : WIDEST,
  };
}

function arrangeBranch(nodes: readonly TableTreeNode[], at: number, level: number, spacing: Spacing): Branch {
  const node = nodes[at];
  const mine: PlacedNode = { node, x: 0, level, folded: 0, parent: null, under: false };
  if (node.yes === null || node.no === null) return { placed: [mine], left: [0], right: [0] };
  if (level === FOLDS_BELOW) {
    mine.folded = countBelow(nodes, node);
    return { placed: [mine], left: [0], right: [0] };
  }
  const yes = arrangeBranch(nodes, node.yes, level + 1, spacing);
  const no = arrangeBranch(nodes, node.no, level + 1, spacing);
  if (spacing.stacked && yes.placed.length === 1 && no.placed.length === 1) return stack(mine, yes, no);
  const shared = Math.min(yes.right.length, no.left.length);
  const apart = Math.max(...Array.from({ length: shared }, (_, n) => yes.right[n] - no.left[n])) + spacing.step;
  moveBranch(yes, -apart / 2);
  moveBranch(no, apart / 2);
  yes.placed[0].parent = no.placed[0].parent = mine;
  const levels = Array.from({ length: Math.max(yes.left.length, no.left.length) }, (_, n) => n);
  return {
    placed: [mine, ...yes.placed, ...no.placed],
    left: [0, ...levels.map((n) => Math.min(yes.left[n] ?? Infinity, no.left[n] ?? Infinity))],
    right: [0, ...levels.map((n) => Math.max(yes.right[n] ?? -Infinity, no.right[n] ?? -Infinity))],
  };
}

function stack(mine: PlacedNode, { placed: [yes] }: Branch, { placed: [no] }: Branch): Branch {
  yes.parent = no.parent = mine;
  [yes.x, no.x] = [-SHIFT, SHIFT];
  no.level++;
  no.under = true;
  return { placed: [mine, yes, no], left: [0, -SHIFT, SHIFT], right: [0, -SHIFT, SHIFT] };
}

function moveBranch(branch: Branch, by: number): void {
  for (const one of branch.placed) one.x += by;
  branch.left = branch.left.map((x) => x + by);
  branch.right = branch.right.map((x) => x + by);
}

function countBelow(nodes: readonly TableTreeNode[], { yes, no }: TableTreeNode): number {
  return [yes, no].reduce((sum: number, id) => sum + (id === null ? 0 : 1 + countBelow(nodes, nodes[id])), 0);
}
