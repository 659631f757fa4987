/** The ring around the running or faulty block, drawn on top of all blocks: neighbors would cover a plain stroke. */

import * as Blockly from 'blockly/core';
import { say } from '../texts';

const { createSvgElement } = Blockly.utils.dom;
const { G, PATH, CIRCLE } = Blockly.utils.Svg;
const MARK_RADIUS = 14;
const MARK_DISTANCE = 26;
/**
 * What stands beside each ring, drawn and said. A block on which another thread is has a thinner ring, and one on whose
 * line the caret is has the page's own color; they have no sign.
 */
const SIGNS = {
  run: ['M-4 -6L6 0L-4 6Z', 'running_block'],
  still: ['M-4 -5V5M4 -5V5', 'paused_block'],
  err: ['M-5 -5L5 5M5 -5L-5 5', 'error_block'],
  also: null,
  code: null,
} as const;

export type HighlightKind = keyof typeof SIGNS;

export class BlockHighlight {
  private group: SVGElement | null = null;
  /** What is drawn, as a key. */
  private drawn = '';
  private block: string | null = null;

  constructor(
    private readonly workspace: Blockly.WorkspaceSvg,
    private kind: HighlightKind,
  ) {}

  get on(): string | null {
    return this.block;
  }

  /** Puts the ring on a block, or takes it away. */
  set(block: string | null, kind = this.kind): void {
    this.block = block;
    this.kind = kind;
    this.redraw();
  }

  /** Draws the ring where its block stands now; a block inside a collapsed one rings that. */
  redraw(): void {
    const block = this.block ? findVisibleBlock(this.workspace, this.block) : null;
    const path = block && getPath(block);
    if (!block || !path) return this.hide();
    const at = block.getRelativeToSurfaceXY();
    const outline = path.getAttribute('d') ?? '';
    const stack = getStatement(block).getRelativeToSurfaceXY();
    const drawn = [this.kind, at.x, at.y, stack.x, stack.y, block.height, this.workspace.scale, outline].join();
    if (this.group && drawn === this.drawn && isOnTop(this.group)) return;
    this.hide();
    this.drawn = drawn;
    const group = createSvgElement(G, { class: `ring ${this.kind}`, transform: `translate(${at.x},${at.y})` });
    for (const className of ['ring-outer', 'ring-inner'])
      createSvgElement(PATH, { d: outline, class: className }, group);
    const sign = SIGNS[this.kind];
    if (sign) group.appendChild(this.mark(block, sign));
    this.workspace.getCanvas().appendChild(group);
    this.group = group;
  }

  hide(): void {
    this.group?.remove();
    this.group = null;
  }

  /** The sign at the left of the stack, of the same size at every zoom. */
  private mark(block: Blockly.BlockSvg, [drawn, key]: NonNullable<(typeof SIGNS)[HighlightKind]>): SVGElement {
    const stack = getStatement(block);
    const offset = Blockly.utils.Coordinate.difference(stack.getRelativeToSurfaceXY(), block.getRelativeToSurfaceXY());
    const scale = 1 / this.workspace.scale;
    const x = offset.x - MARK_DISTANCE * scale;
    const y = Math.min(block.height, 48) / 2;
    const mark = createSvgElement(G, { class: 'ring-mark', transform: `translate(${x},${y}) scale(${scale})` });
    addTitle(mark, say(key));
    createSvgElement(CIRCLE, { r: MARK_RADIUS + 1.5 }, mark);
    createSvgElement(PATH, { d: drawn }, mark);
    return mark;
  }
}

/** Whether only other rings lie over a ring: blocks that came later would cover it. */
function isOnTop(group: SVGElement): boolean {
  let over: Element | null = group;
  while (over?.classList.contains('ring')) over = over.nextElementSibling;
  return group.isConnected && !over;
}

/** The block itself, or the collapsed one that hides it. */
export function findVisibleBlock(workspace: Blockly.WorkspaceSvg, id: string): Blockly.BlockSvg | null {
  const block = workspace.getBlockById(id);
  let visible = block;
  for (let parent = block?.getSurroundParent() ?? null; parent; parent = parent.getSurroundParent()) {
    if (parent.isCollapsed()) visible = parent;
  }
  return visible;
}

/** Gives an SVG element the words that a mouse over it shows. */
export function addTitle(parent: SVGElement, words: string): void {
  const title = document.createElementNS(Blockly.utils.dom.SVG_NS, 'title');
  title.textContent = words;
  parent.append(title);
}

export function getPath(block: Blockly.BlockSvg): SVGElement | null {
  return block.getSvgRoot().querySelector(':scope > .blocklyPath');
}

/** The block of the stack that a value stands in; a block of a stack itself. */
export function getStatement(block: Blockly.BlockSvg): Blockly.BlockSvg {
  let statement = block;
  while (statement.outputConnection && statement.getParent()) statement = statement.getParent()!;
  return statement;
}
