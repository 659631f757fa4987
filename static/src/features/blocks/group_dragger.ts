/** Dragging of blocks that were chosen together, by the hand or by the keys: they leave their places as one step. */

import * as Blockly from 'blockly/core';
import type { BlockSelection, Run } from './selection';

type Move = [block: Blockly.BlockSvg, from: Blockly.utils.Coordinate, event: Blockly.Events.BlockMove];

/** A stack as it stood before, with what it hung on. */
interface Stack {
  blocks: Blockly.BlockSvg[];
  above: Blockly.Connection | null;
  at: Blockly.utils.Coordinate;
}

const selections = new WeakMap<Blockly.Workspace, BlockSelection>();

/** Lets the blocks of a selection move together on its workspace. */
export function moveTogether(selection: BlockSelection): void {
  selections.set(selection.workspace, selection);
  Blockly.registry.register(Blockly.registry.Type.BLOCK_DRAGGER, Blockly.registry.DEFAULT, GroupDragger, true);
}

class GroupDragger extends Blockly.dragging.Dragger {
  private before: Stack[] = [];
  private others: Move[] = [];
  private group = '';

  override onDragStart(event?: PointerEvent | KeyboardEvent) {
    const selection = selections.get(this.draggable.workspace as Blockly.WorkspaceSvg);
    const grabbed = this.draggable;
    if (!selection?.leads(grabbed)) return super.onDragStart(event);
    if (!Blockly.Events.getGroup()) Blockly.Events.setGroup(true);
    this.group = Blockly.Events.getGroup();
    const runs = selection.runs();
    this.before = runs.map(([first]) => recordStack(first));
    const own = runs.find((run) => run.includes(grabbed as Blockly.BlockSvg)) ?? runs[0];
    for (const run of runs) takeOut(run);
    Blockly.renderManagement.triggerQueuedRenders(selection.workspace);
    this.draggable = own[0];
    const led = super.onDragStart(event);
    const MoveEvent = Blockly.Events.get(Blockly.Events.BLOCK_MOVE);
    for (const [first] of runs.filter((run) => run !== own)) {
      this.others.push([first, first.getRelativeToSurfaceXY(), new MoveEvent(first) as Blockly.Events.BlockMove]);
      first.setDragging(true);
      selection.workspace.getLayerManager()?.moveToDragLayer(first, false);
    }
    return led;
  }

  override onDrag(event: PointerEvent | KeyboardEvent | undefined, delta: Blockly.utils.Coordinate): void {
    super.onDrag(event, delta);
    const by = Blockly.utils.Coordinate.difference(this.draggable.getRelativeToSurfaceXY(), this.startLoc);
    for (const [block, from] of this.others) block.moveDuringDrag(Blockly.utils.Coordinate.sum(from, by));
  }

  override onDragEnd(event?: PointerEvent | KeyboardEvent): void {
    const at = event instanceof PointerEvent ? new Blockly.utils.Coordinate(event.clientX, event.clientY) : null;
    const lead = this.draggable as Blockly.BlockSvg;
    const isBack = !!at && this.shouldReturnToStart(at, lead);
    const isGone = !isBack && !!at && this.wouldDeleteDraggable(at, lead);
    this.letGo();
    for (const [block, , move] of this.others) {
      if (isGone) block.dispose(false);
      else if (!isBack) {
        move.recordNew();
        Blockly.Events.fire(move);
      }
    }
    super.onDragEnd(event);
    if (isBack) this.putBack();
  }

  override onDragRevert(event?: PointerEvent | KeyboardEvent): void {
    this.letGo();
    super.onDragRevert(event);
    this.putBack();
  }

  private letGo(): void {
    for (const [block] of this.others) {
      block.workspace.getLayerManager()?.moveOffDragLayer(block, Blockly.layers.BLOCK, false);
      block.setDragging(false);
    }
  }

  /** Every stack as it was. */
  private putBack(): void {
    if (!this.before.length) return;
    Blockly.Events.setGroup(this.group);
    for (const { blocks, above, at } of this.before) {
      const [first] = blocks;
      const pairs = blocks.slice(1).map((next, n) => [blocks[n].nextConnection!, next.previousConnection!] as const);
      const apart = pairs.filter(([end, start]) => end.targetConnection !== start);
      for (const one of apart.flat()) one.disconnect();
      first.unplug(false);
      for (const [end, start] of apart) end.connect(start);
      const own = first.outputConnection ?? first.previousConnection;
      if (above && own) above.connect(own);
      else moveTo(first, at);
    }
    Blockly.Events.setGroup(false);
  }
}

function moveTo(block: Blockly.BlockSvg, at: Blockly.utils.Coordinate): void {
  const { x, y } = Blockly.utils.Coordinate.difference(at, block.getRelativeToSurfaceXY());
  if (x || y) block.moveBy(x, y);
}

function recordStack(block: Blockly.BlockSvg): Stack {
  const blocks = [block];
  const isBelow = (one: Blockly.BlockSvg, before: Blockly.BlockSvg) => before.getNextBlock() === one;
  for (let before = block.getPreviousBlock(); before && isBelow(blocks[0], before); before = before.getPreviousBlock())
    blocks.unshift(before);
  for (let next = block.getNextBlock(); next; next = next.getNextBlock()) blocks.push(next);
  const own = blocks[0].outputConnection ?? blocks[0].previousConnection;
  return { blocks, above: own?.targetConnection ?? null, at: blocks[0].getRelativeToSurfaceXY() };
}

/** Takes blocks out of their stack, which closes up behind them, and hangs them one below the other. */
function takeOut(run: Run): void {
  const parts: Run[] = [];
  for (const block of run) {
    const part = parts.at(-1);
    if (part && block.getPreviousBlock() === part.at(-1)) part.push(block);
    else parts.push([block]);
  }
  for (const part of parts) cutOut(part[0], part.at(-1)!);
  parts.reduce((before, next) => {
    join(before.at(-1)!.nextConnection, next[0].previousConnection);
    return next;
  });
}

function cutOut(first: Blockly.BlockSvg, last: Blockly.BlockSvg): void {
  const above = first.previousConnection?.targetConnection ?? null;
  const below = last.nextConnection?.targetConnection ?? null;
  below?.disconnect();
  first.unplug(false);
  join(above, below);
}

function join(end: Blockly.Connection | null, start: Blockly.Connection | null): void {
  if (end && start && end.getSourceBlock().workspace.connectionChecker.canConnect(end, start, false))
    end.connect(start);
}
