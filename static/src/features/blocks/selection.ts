/** Several blocks chosen at once. What stands in a chosen block goes along with it; what follows it does not. */

import * as Blockly from 'blockly/core';
import { findVisibleBlock } from '../../canvas/overlays/highlight';

const CHOSEN = 'chosen';
/** How far a block may reach into its neighbor, with its notch. */
const EDGE = 10;

/** Blocks of one stack, in its order, or one value. */
export type Run = Blockly.BlockSvg[];

export class BlockSelection {
  private readonly chosen = new Set<Blockly.BlockSvg>();

  /** onChange: told after each change. */
  constructor(
    readonly workspace: Blockly.WorkspaceSvg,
    private readonly onChange: () => void,
  ) {}

  /** How many blocks are chosen, not counting those inside others. */
  get count(): number {
    return this.roots().length;
  }

  has(block: Blockly.BlockSvg): boolean {
    return this.chosen.has(block);
  }

  /** Whether something that is done to a block is done to several. */
  leads(block: unknown): boolean {
    return block instanceof Blockly.BlockSvg && this.chosen.has(block) && this.count > 1;
  }

  set(blocks: Iterable<Blockly.BlockSvg>): void {
    for (const block of this.chosen) mark(block, false);
    this.chosen.clear();
    for (const block of blocks) this.put(block);
    this.onChange();
  }

  add(blocks: Iterable<Blockly.BlockSvg>): void {
    this.set([...this.chosen, ...blocks]);
  }

  toggle(block: Blockly.BlockSvg): void {
    const others = [...this.chosen].filter((one) => one !== block);
    this.set(this.chosen.has(block) ? others : [...others, block]);
  }

  clear(): void {
    if (this.chosen.size) this.set([]);
  }

  /** Forgets blocks that are gone. */
  prune(): void {
    const there = [...this.chosen].filter((block) => !block.isDeadOrDying());
    if (there.length !== this.chosen.size) this.set(there);
  }

  /** The chosen blocks that stand in no other one, from the top. */
  roots(): Blockly.BlockSvg[] {
    const outer = [...this.chosen].filter((block) => !block.isDeadOrDying() && !this.holds(block));
    const place = (block: Blockly.BlockSvg) => block.getRelativeToSurfaceXY();
    return outer.sort((a, b) => place(a).y - place(b).y || place(a).x - place(b).x);
  }

  /** The same, those of one stack together, whether or not others stand between them. */
  runs(): Run[] {
    const stacks = new Map<Blockly.BlockSvg, Run>();
    for (const block of this.roots()) {
      const head = findHead(block);
      stacks.set(head, [...(stacks.get(head) ?? []), block]);
    }
    return [...stacks.values()];
  }

  private put(block: Blockly.BlockSvg): void {
    if (!canBeChosen(block)) return;
    this.chosen.add(block);
    mark(block, true);
  }

  private holds(block: Blockly.BlockSvg): boolean {
    for (let around = block.getSurroundParent(); around; around = around.getSurroundParent())
      if (this.chosen.has(around)) return true;
    return false;
  }
}

function mark(block: Blockly.BlockSvg, on: boolean): void {
  if (!block.isDeadOrDying()) block.getSvgRoot().classList.toggle(CHOSEN, on);
}

export function canBeChosen(block: Blockly.BlockSvg): boolean {
  return !block.isShadow() && !block.isInFlyout && !block.isInsertionMarker() && block.isMovable();
}

/** The first block of the stack in which a block stands; a value itself. */
function findHead(block: Blockly.BlockSvg): Blockly.BlockSvg {
  let head = block;
  for (let before = block.getPreviousBlock(); before; before = before.getPreviousBlock()) {
    if (before.getNextBlock() !== head) break;
    head = before;
  }
  return head;
}

/** Every block that a selection of all has: the stacks' own blocks, and loose values. */
export function listAll(workspace: Blockly.WorkspaceSvg): Blockly.BlockSvg[] {
  const all: Blockly.BlockSvg[] = [];
  for (let block of workspace.getTopBlocks(true) as (Blockly.BlockSvg | null)[])
    for (; block; block = block.getNextBlock()) all.push(block);
  return all;
}

/** The blocks whose first row meets a box: of a loop, its head, so that a box around its body leaves it alone. */
export function listIn(workspace: Blockly.WorkspaceSvg, box: Blockly.utils.Rect): Blockly.BlockSvg[] {
  return workspace.getAllBlocks(true).filter((block) => {
    return canBeChosen(block) && findVisibleBlock(workspace, block.id) === block && getHead(block).intersects(box);
  });
}

function getHead(block: Blockly.BlockSvg): Blockly.utils.Rect {
  const { top, bottom, left, right } = block.getBoundingRectangleWithoutChildren();
  const body = block.inputList.find((input) => input.type === Blockly.inputs.inputTypes.STATEMENT && input.isVisible());
  const end = (body?.connection as Blockly.RenderedConnection | undefined)?.y;
  return new Blockly.utils.Rect(top + EDGE, (end ?? bottom) - EDGE, left, right);
}
