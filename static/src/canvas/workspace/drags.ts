/** What dragging a block, and pressing one in a drawer, do beyond Blockly: a block lands where the child meant it. */

import * as Blockly from 'blockly/core';
import { findFirstPlace, findLoneStart } from './first_place';

type Strategy = Blockly.dragging.BlockDragStrategy;
type Move = Parameters<Strategy['drag']>;
interface Candidate {
  local: Blockly.RenderedConnection;
  neighbour: Blockly.RenderedConnection;
  distance: number;
}

/** Pixels, before zoom, between the program and a block that a press puts below it. */
const GAP = 48;

const moves = new WeakMap<Strategy, Move>();

/** Changes Blockly's drags, once for the page. */
export function registerDrags(): void {
  holdViewInDrags();
  settleDrops();
  catchFirstBlock();
}

/**
 * A press on a block in a drawer, without a drag, makes the block; Blockly puts it over the program, where the drawer
 * was. Ours attaches the first one to the start, and puts another below all others.
 */
export function registerPresses(): void {
  const prototype = Blockly.Gesture.prototype as unknown as { doBlockClick(): void };
  const { doBlockClick } = prototype;
  prototype.doBlockClick = function (this: { flyout: Blockly.IFlyout | null }) {
    const workspace = this.flyout?.targetWorkspace;
    const before = new Set(workspace?.getTopBlocks(false));
    const group = Blockly.Events.getGroup();
    doBlockClick.call(this);
    const made = workspace?.getTopBlocks(false).find((block) => !before.has(block));
    if (!made) return;
    Blockly.Events.setGroup(group);
    placeFreely(made);
    Blockly.Events.setGroup(false);
    Blockly.renderManagement.triggerQueuedRenders(made.workspace);
    // When the view is where it was before the drawer opened: the focus scrolls to the block.
    requestAnimationFrame(() => made.isDisposed() || Blockly.getFocusManager().focusNode(made));
  };
}

function placeFreely(made: Blockly.BlockSvg): void {
  const first = findFirstPlace(made);
  if (first) {
    first.connect(made.previousConnection!);
    return;
  }
  const others = made.workspace.getTopBlocks(false).filter((block) => block !== made);
  const bounds = others.map((block) => block.getBoundingRectangle());
  if (!bounds.length) return;
  const at = made.getRelativeToSurfaceXY();
  made.moveBy(
    Math.min(...bounds.map(({ left }) => left)) - at.x,
    Math.max(...bounds.map((b) => b.bottom)) + GAP - at.y,
  );
}

/** The first block goes to the start wherever the hint that asks for it is met, by the hand or by the block. */
function catchFirstBlock(): void {
  const prototype = Blockly.dragging.BlockDragStrategy.prototype as unknown as {
    block: Blockly.BlockSvg;
    getClosestCandidate(block: Blockly.BlockSvg, delta: Blockly.utils.Coordinate): Candidate | null;
  };
  const { getClosestCandidate } = prototype;
  prototype.getClosestCandidate = function (block, delta) {
    const close = getClosestCandidate.call(this, block, delta);
    const event = moves.get(this as unknown as Strategy)?.[1];
    // Where the pointer is on the canvas, the browser lays out the page for.
    if (close || !(event instanceof PointerEvent) || !findLoneStart(block.workspace, block)) return close;
    const pointer = new Blockly.utils.Coordinate(event.clientX, event.clientY);
    const neighbour = findFirstPlace(block, Blockly.utils.svgMath.screenToWsCoordinates(block.workspace, pointer));
    return neighbour && { local: block.previousConnection!, neighbour, distance: Infinity };
  };
}

/** Keeps the canvas where it is as a drag begins: a block of a drawer is made at the origin first, maybe far away. */
function holdViewInDrags(): void {
  const prototype = Blockly.dragging.BlockDragStrategy.prototype;
  const { startDrag } = prototype;
  prototype.startDrag = function (event) {
    const { workspace } = this as unknown as { workspace: Blockly.WorkspaceSvg };
    // The end of the drag enables it again.
    (workspace.targetWorkspace ?? workspace).setResizesEnabled(false);
    return startDrag.call(this, event);
  };
}

/**
 * Looks once more for a place when a block is let go. Blocks that made room on the way close up a frame after the last
 * move: who lets go at once, on the place that was aimed at, would find it elsewhere and leave the block unattached.
 */
function settleDrops(): void {
  const prototype = Blockly.dragging.BlockDragStrategy.prototype;
  const { drag, endDrag } = prototype;
  prototype.drag = function (...move) {
    moves.set(this, move);
    drag.apply(this, move);
  };
  prototype.endDrag = function (event, disposition) {
    const move = moves.get(this);
    // The first look takes back the room that was made, the second sees where everything stands then.
    for (const one of move && event instanceof PointerEvent ? [move, move] : []) {
      Blockly.renderManagement.triggerQueuedRenders();
      drag.apply(this, one);
    }
    moves.delete(this);
    endDrag.call(this, event, disposition);
  };
}
