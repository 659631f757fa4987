/** The decision tree of a table, drawn from the top: questions, and at their ends the answers. */

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { LoadFailure, Loading } from '../../../../components/feedback/loading';
import { Icon } from '../../../../components/icon';
import type { LearnedMark, TableAbout, TableTree } from '../../../../lib/dataset_types';
import { t } from '../../../../lib/texts';
import { findColumn } from '../chart/scales';
import { ClassLegend, formatCell } from '../marks';
import type { SideProps } from '../side_props';
import { TooFew } from '../too_few';
import { arrangeTree, measureLevels, type PlacedNode, SHIFT, type Spacing, type TreeLayout } from './tree_layout';
import { type NodeProps, TreeNode } from './tree_node';
import { DEPTHS, getTreeStore, type TreeStore } from './tree_store';
import '../texts';
import './texts';

/** As drawn, and where that does not fit. */
const SPACINGS: readonly Spacing[] = [
  { step: 190 },
  { step: 142 },
  { step: 122 },
  { step: 170, stacked: true },
  { step: 120, stacked: true },
];
/** From level to level, and the height of a node. */
const [HIGHEST, LOWEST, NODE, COMPACT_NODE, MARGIN] = [128, 112, 84, 64, 20];

export function TreeView(props: SideProps) {
  const store = getTreeStore(props.table);
  const { about } = props;
  useEffect(() => void store.load(about), [store, about, store.depth.value]);
  const tree = store.tree.value;
  if (store.trouble.value) return <LoadFailure trouble={store.trouble.value} onRetry={() => void store.load(about)} />;
  if (!tree) return <Loading />;
  if (!tree.enough) return <TooFew few={tree.few} numbers={!tree.classes.length} />;
  return (
    <>
      <Drawing store={store} tree={tree} about={about} />
      <TreeStrip store={store} tree={tree} about={about} />
    </>
  );
}

/** Depth 1 to 4, or more. */
export function DepthField({ table }: SideProps) {
  const store = getTreeStore(table);
  return (
    <div class="row">
      <span class="cap" id="tree-depth">
        {t('treeDepth')}
      </span>
      <div class="seg" role="group" aria-labelledby="tree-depth">
        {DEPTHS.map((depth) => (
          <button key={depth} aria-pressed={store.depth.value === depth} onClick={() => (store.depth.value = depth)}>
            {depth > 4 ? t('treeMore') : depth}
          </button>
        ))}
      </div>
    </div>
  );
}

function Drawing({ store, tree, about }: { store: TreeStore; tree: TableTree; about: TableAbout }) {
  const view = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState({ width: 960, height: 600 });
  useLayoutEffect(() => {
    const watch = new ResizeObserver(
      ([
        {
          contentRect: { width, height },
        },
      ]) => setRoom({ width, height }),
    );
    watch.observe(view.current!);
    return () => watch.disconnect();
  }, []);
  const top = store.top.value < tree.nodes.length ? store.top.value : 0;
  const layouts = SPACINGS.map((spacing) => arrangeTree(tree.nodes, top, spacing));
  const layout = layouts.find(({ width }) => width <= room.width) ?? layouts.at(-1)!;
  const widths = measureLevels(layout);
  const free = (room.height - 2 * MARGIN - NODE) / Math.max(1, layout.levels - 1);
  const compact = free < LOWEST;
  const node = compact ? COMPACT_NODE : NODE;
  const step = compact ? Math.max(96, (room.height - 2 * MARGIN - node) / Math.max(1, layout.levels - 1)) : free;
  const drop = Math.min(HIGHEST, step);
  const [width, height] = [Math.max(layout.width, room.width), 2 * MARGIN + node + drop * (layout.levels - 1)];
  const moved = (width - layout.width) / 2;
  const middle = layout.placed[0].x + moved - room.width / 2;
  useLayoutEffect(() => {
    view.current!.scrollLeft = middle;
  }, [tree, top, room.width]);
  const lit = new Set(store.path.value.map(({ id }) => id));
  const shared = { store, tree, about, compact };
  const place = (one: PlacedNode) => ({ x: one.x + moved, y: MARGIN + one.level * drop });
  const joinNode = (one: PlacedNode): Ends => {
    const [parent, to] = [place(one.parent!), place(one)];
    const from = { x: parent.x, y: parent.y + node };
    if (!one.under) return { from, to, bend: to.y };
    // Beside the end that it is stacked under.
    return { from, to: { x: to.x + widths[one.level] / 2 - SHIFT, y: to.y }, bend: to.y - drop };
  };
  return (
    <div class="tree-view" ref={view}>
      {top > 0 && (
        <button class="btn tree-up" onClick={() => (store.top.value = 0)}>
          <Icon name="chevronUp" />
          <span>{t('treeUp')}</span>
        </button>
      )}
      <div
        class="tree-space"
        role="tree"
        aria-label={t('tableTree')}
        style={{ width: `${width}px`, height: `${height}px` }}
        onKeyDown={(event) => moveFocus(event, layout)}
      >
        <svg width={width} height={height} aria-hidden="true">
          {layout.placed.map((one) => one.parent && <Edge key={one.node.id} {...joinNode(one)} lit={false} />)}
          {layout.placed.map(
            (one) => one.parent && lit.has(one.node.id) && <Edge key={one.node.id} {...joinNode(one)} lit />,
          )}
        </svg>
        {layout.placed.map((one) => (
          <Labeled
            key={one.node.id}
            {...shared}
            one={one}
            size={{ width: widths[one.level], height: node }}
            lit={lit.has(one.node.id)}
            line={one.parent && joinNode(one).to.x}
            {...place(one)}
          />
        ))}
      </div>
    </div>
  );
}

interface Ends {
  from: { x: number; y: number };
  to: { x: number; y: number };
  /** Down to where it bends; from there on it is straight. */
  bend: number;
}

function Edge({ from, to, bend, lit }: Ends & { lit: boolean }) {
  const middle = (from.y + bend) / 2;
  const way = `M${from.x},${from.y}C${from.x},${middle} ${to.x},${middle} ${to.x},${bend}V${to.y}`;
  if (!lit) return <path class="tree-edge" d={way} />;
  return (
    <>
      <path class="tree-edge ink" d={way} />
      <path class="tree-edge glow" d={way} />
    </>
  );
}

/** A node with the answer that leads to it. */
function Labeled({ line, ...props }: NodeProps & { line: number | null }) {
  const { one, y, lit, size } = props;
  const yes = one.parent?.node.yes === one.node.id;
  const above = line !== null && { left: `${line + (yes ? 14 : -14)}px`, top: `${y - (size.height > 64 ? 24 : 18)}px` };
  return (
    <>
      <TreeNode {...props} />
      {above && (
        <span class={`tree-answer ${lit ? 'lit' : ''}`} style={above} aria-hidden="true">
          {t(yes ? 'treeYes' : 'treeNo')}
        </span>
      )}
    </>
  );
}

/** Right to yes, left to no, up to the question before. */
function moveFocus(event: KeyboardEvent, { placed }: TreeLayout): void {
  const id = Number((event.target as HTMLElement).closest<HTMLElement>('[data-node]')?.dataset.node);
  const at = placed.find(({ node }) => node.id === id);
  const way = { ArrowRight: at?.node.yes, ArrowLeft: at?.node.no, ArrowUp: at?.parent?.node.id }[event.key];
  if (way === undefined || way === null) return;
  event.preventDefault();
  (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`[data-node="${way}"]`)?.focus();
}

/** What the shapes mean, and how many rows are guessed right. */
function TreeStrip({ store, tree, about }: { store: TreeStore; tree: TableTree; about: TableAbout }) {
  const target = findColumn(about, about.target);
  const much = store.depth.value > 4;
  return (
    <footer class="row table-strip tree-strip">
      {target && <ClassLegend column={target} names={tree.classes} />}
      {much && <span class="pill table-missing">{t('treeByHeart')}</span>}
      <span class="grow" />
      {tree.left > 0 && <span class="cap num">{t('treeLeft', { n: tree.left })}</span>}
      {tree.used < about.rows - tree.left && (
        <span class="cap num">{t('rowsUsed', { n: about.rows, k: tree.used })}</span>
      )}
      {much && <span class="cap num">{describeMark(about, tree.learned, true)}</span>}
      <b class="num">{describeMark(about, tree.fresh, false)}</b>
    </footer>
  );
}

function describeMark(about: TableAbout, { right, total, miss }: LearnedMark, learned: boolean): string {
  if (right !== null) return t(learned ? 'treeLearned' : 'treeMark', { n: total, k: right });
  const target = findColumn(about, about.target);
  const v = target && miss !== null ? formatCell(target, miss, 1) : '–';
  return learned ? t('treeLearnedMiss', { v }) : t('treeMiss', { n: total, v });
}
