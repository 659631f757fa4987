/** A node of the tree: a question with what came to it, or an answer in the color of its class. */

import { showToast } from '../../../../components/toast';
import { describeError } from '../../../../lib/api';
import type { TableAbout, TableColumn, TableTree } from '../../../../lib/dataset_types';
import { say, t } from '../../../../lib/texts';
import { findColumn } from '../chart/scales';
import { ClassMark, findClass, getMarkColor } from '../marks';
import type { PlacedNode } from './tree_layout';
import type { TreeStore } from './tree_store';
import { describeAnswer, describeQuestion, describeShare } from './tree_words';
import '../texts';
import './texts';

const MAX_COUNTS = 3;
/** Pixels: what a node has at its sides, the shape of a count with its gaps, a digit, and “+1”. */
const [SIDES, SHAPE, DIGIT, MORE] = [14, 23, 7.5, 15];

export interface NodeProps {
  store: TreeStore;
  tree: TableTree;
  about: TableAbout;
  one: PlacedNode;
  x: number;
  y: number;
  lit: boolean;
  compact: boolean;
  size: { width: number; height: number };
}

export function TreeNode({ store, tree, about, one, x, y, lit, compact, size }: NodeProps) {
  const { node, folded } = one;
  const target = findColumn(about, about.target)!;
  const end = node.column === null;
  const place = {
    left: `${x - size.width / 2}px`,
    top: `${y}px`,
    width: `${size.width}px`,
    height: `${size.height}px`,
  };
  const words = end ? describeAnswer(about, node) : describeQuestion(about, node);
  const color = tree.classes.length ? getMarkColor(Math.max(0, findClass(target, node.answer))) : 'var(--brand)';
  return (
    <>
      <button
        class={`tree-node ${end ? 'end' : ''} ${lit ? 'lit' : ''} ${compact ? 'compact' : ''}`}
        role="treeitem"
        aria-level={one.level + 1}
        aria-selected={lit}
        aria-label={t('treeSpoken', { question: words, counts: describeCounts(about, tree, one) })}
        title={`${words} ${t('treeRows', { n: node.rows })}`}
        tabIndex={one.parent ? -1 : 0}
        data-node={node.id}
        style={end ? { ...place, background: color } : place}
        onClick={() => void store.showRows(node).catch((error) => showToast(say(describeError(error))))}
      >
        <b class="row">
          {end && tree.classes.length > 0 && <ClassMark number={findClass(target, node.answer)} light />}
          {compact && !end ? (
            <ShortQuestion words={words} name={node.column ?? ''} />
          ) : (
            <span class="ell">{words}</span>
          )}
        </b>
        {end || !tree.classes.length ? (
          <span class="num ell">{describeShare(about, tree, node)}</span>
        ) : (
          <Counts tree={tree} one={one} target={target} room={size.width - SIDES} />
        )}
        {!end &&
          (tree.classes.length ? <Bar tree={tree} one={one} target={target} /> : <Range tree={tree} one={one} />)}
      </button>
      {folded > 0 && (
        <button
          class="tree-folded num"
          aria-label={t('treeFolded', { n: folded })}
          title={t('treeFolded', { n: folded })}
          style={{ left: `${x}px`, top: `${y + size.height}px` }}
          onClick={() => (store.top.value = node.id)}
        >
          +{folded}
        </button>
      )}
    </>
  );
}

/** A question on one line: of a long column's name the beginning, then what is asked of it. */
function ShortQuestion({ words, name }: { words: string; name: string }) {
  const end = words.startsWith(name) ? name.length : 0;
  return (
    <>
      <span class="ell tree-name">{words.slice(0, end)}</span>
      <span class="ell tree-asked">{words.slice(end)}</span>
    </>
  );
}

function describeCounts(about: TableAbout, tree: TableTree, { node }: PlacedNode): string {
  if (node.column === null || !tree.classes.length) return describeShare(about, tree, node);
  return tree.classes
    .map((name, at) => (node.counts[at] ? t('treeCounted', { n: node.counts[at], name }) : ''))
    .filter(Boolean)
    .join(t('numberComma'));
}

interface CountProps {
  tree: TableTree;
  one: PlacedNode;
  target: TableColumn;
}

/** The most frequent classes by shape and count, as many as there is room for in pixels. */
function Counts({ tree, one: { node }, target, room }: CountProps & { room: number }) {
  const there = tree.classes.map((name, at) => ({ name, n: node.counts[at] })).filter(({ n }) => n > 0);
  const most = [...there].sort((a, b) => b.n - a.n).slice(0, MAX_COUNTS);
  const measure = () =>
    most.reduce((sum, { n }) => sum + SHAPE + DIGIT * String(n).length, most.length < there.length ? MORE : 0);
  while (most.length > 1 && measure() > room) most.pop();
  return (
    <span class="row num tree-counts">
      {there
        .filter((one) => most.includes(one))
        .map(({ name, n }) => (
          <span key={name} class="row">
            <ClassMark number={findClass(target, name)} />
            {n}
          </span>
        ))}
      {there.length > most.length && <span class="cap">+{there.length - most.length}</span>}
    </span>
  );
}

function Bar({ tree, one: { node }, target }: CountProps) {
  return (
    <span class="tree-bar">
      {tree.classes.map((name, at) => (
        <i key={name} style={{ flexGrow: node.counts[at], background: getMarkColor(findClass(target, name)) }} />
      ))}
    </span>
  );
}

/** Where the numbers of a node lie among all. */
function Range({ tree, one: { node } }: { tree: TableTree; one: PlacedNode }) {
  const [low, high] = [tree.nodes[0].low ?? 0, tree.nodes[0].high ?? 1];
  const share = (number: number | null) => (((number ?? low) - low) / (high - low || 1)) * 100;
  return (
    <span class="tree-bar">
      <i class="range" style={{ left: `${share(node.low)}%`, right: `${100 - share(node.high)}%` }} />
    </span>
  );
}
