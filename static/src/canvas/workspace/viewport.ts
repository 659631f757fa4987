/** Where the child looks: scale by the width of the window, first view of a program, scrolling to a block. */

import * as Blockly from 'blockly/core';
import { findVisibleBlock, getStatement } from '../overlays/highlight';
import { HINT } from './first_place';

/** Left of a program, with room for the sign of an error; on a narrow canvas no more than that. */
const LEFT = { wide: 60, narrow: 42, below: 560 };
const TOP = 28;
const SMALLEST = 0.62;
const MARGIN = 24;
/** The scrollbar, and some air above it. */
const BOTTOM = 44;
const FOLLOW_MS = 800;
/** The share of the view that may be empty beside a program. */
const MAX_EMPTY = 0.9;

/** The scale of blocks for a window of this width, as `page.md` has it. */
export function getBaseScale(width: number): number {
  if (width >= 1600) return 1;
  return width >= 1200 ? 0.86 : 0.75;
}

/** The share of the view that a flyout leaves to the program, and the pixels that are enough. */
const SEEN = { share: 0.3, enough: HINT.width + MARGIN };

/** How wide a flyout may be, in pixels: of a longer block its end is cut, and the program stays in sight. */
export function getFlyoutRoom(workspace: Blockly.WorkspaceSvg): number {
  const { viewWidth } = workspace.getMetrics();
  return viewWidth - Math.min(SEEN.enough, viewWidth * SEEN.share);
}

/**
 * Scrolls the program out from under a flyout: what is taken from there goes below its end. Returns by how many pixels.
 */
export function uncoverProgram(workspace: Blockly.WorkspaceSvg, flyoutWidth: number): number {
  const stacks = workspace.getTopBlocks(true).filter((block) => !block.outputConnection);
  const main = stacks.find((block) => !block.previousConnection) ?? stacks[0];
  if (!main) return 0;
  const { scale, scrollX, scrollY } = workspace;
  const covered = flyoutWidth + MARGIN - (main.getRelativeToSurfaceXY().x * scale + scrollX);
  if (covered > 0) workspace.scroll(Math.round(scrollX + covered), scrollY);
  return workspace.scrollX - scrollX;
}

/**
 * Scrolls back by so many pixels, but not a block out of sight that was put where the flyout was: at once, or when the
 * hand has let go of it, or of the canvas.
 */
export function scrollBack(workspace: Blockly.WorkspaceSvg, across: number): void {
  if (Blockly.Gesture.inProgress()) {
    requestAnimationFrame(() => scrollBack(workspace, across));
    return;
  }
  const chosen = Blockly.getSelected();
  const isHere = chosen instanceof Blockly.BlockSvg && chosen.workspace === workspace;
  const left = isHere ? chosen.getRelativeToSurfaceXY().x * workspace.scale + workspace.scrollX - MARGIN : across;
  workspace.scroll(workspace.scrollX - Math.min(across, Math.max(0, left)), workspace.scrollY);
}

/**
 * Lets the canvas be scrolled until little of the program is left in view. Blockly's own half a view is less than
 * blocks move for a moment, in an undo or as one is dragged: the canvas would be scrolled by the difference, and stay.
 */
export class ScrollRoom extends Blockly.MetricsManager {
  protected override getPaddedContent_(
    view: Blockly.MetricsManager.ContainerRegion,
    content: Blockly.MetricsManager.ContainerRegion,
  ) {
    const [across, down] = [view.width * MAX_EMPTY, view.height * MAX_EMPTY];
    return {
      top: content.top - down,
      bottom: content.top + content.height + down,
      left: content.left - across,
      right: content.left + content.width + across,
    };
  }
}

/** Brings a block to the middle of the view; nothing moves where it is seen already. */
export function bringIntoView(block: Blockly.BlockSvg): void {
  const view = block.workspace.getMetricsManager().getViewMetrics(true);
  const { top, bottom, left } = block.getBoundingRectangleWithoutChildren();
  const isIn = (at: number, start: number, size: number) => at >= start && at <= start + size;
  const isSeen = isIn(top, view.top, view.height) && isIn(bottom, view.top, view.height);
  // Of a block that is wider than the view its beginning is enough.
  if (!isSeen || !isIn(left, view.left, view.width / 2)) block.workspace.centerOnBlock(block.id, true);
}

export class Viewport {
  private followed = -FOLLOW_MS;

  constructor(private readonly workspace: Blockly.WorkspaceSvg) {}

  /** Shows a program from its upper left corner, smaller if its widest stack would not fit. */
  showStart(): void {
    this.workspace.setScale(this.computeScale());
    const box = this.workspace.getBlocksBoundingBox();
    const { scale } = this.workspace;
    this.workspace.scroll(Math.round(this.left - box.left * scale), Math.round(TOP - box.top * scale));
  }

  private get left(): number {
    return this.workspace.getMetrics().viewWidth < LEFT.below ? LEFT.narrow : LEFT.wide;
  }

  private computeScale(): number {
    const base = getBaseScale(window.innerWidth);
    const widest = Math.max(1, ...this.workspace.getTopBlocks(false).map((block) => block.getHeightWidth().width));
    const room = this.workspace.getMetrics().viewWidth - this.left - MARGIN;
    return room <= 0 ? base : Math.max(SMALLEST, Math.min(base, room / widest));
  }

  /**
   * Scrolls to a running block, but not to and fro when a loop runs between two ends of a long program; to a pause at
   * once.
   */
  follow(id: string, still: boolean): void {
    const now = performance.now();
    if (!still && now - this.followed < FOLLOW_MS) return;
    if (this.reveal(id)) this.followed = now;
  }

  /** Scrolls only if the block is not wholly in view, and then no further than needed; returns whether it did. */
  reveal(id: string): boolean {
    const block = findVisibleBlock(this.workspace, id);
    if (!block || this.workspace.isDragging() || Blockly.WidgetDiv.isVisible() || Blockly.DropDownDiv.isVisible())
      return false;
    const metrics = this.workspace.getMetrics();
    const { scale } = this.workspace;
    const at = block.getRelativeToSurfaceXY();
    const top = at.y * scale - metrics.viewTop;
    const left = at.x * scale - metrics.viewLeft;
    const bottom = top + Math.min(block.height * scale, metrics.viewHeight / 2);
    const right = left + Math.min(block.width * scale, metrics.viewWidth - this.left - MARGIN);
    const down = top < MARGIN ? top - MARGIN : Math.max(0, bottom + BOTTOM - metrics.viewHeight);
    // The end of a long row matters less than the beginning of its statement.
    const start = getStatement(block).getRelativeToSurfaceXY().x * scale - metrics.viewLeft;
    const most = left < metrics.viewWidth / 2 ? Math.max(0, start - this.left) : Infinity;
    const across =
      left < this.left ? left - this.left : Blockly.utils.math.clamp(0, right + MARGIN - metrics.viewWidth, most);
    if (!down && !across) return false;
    this.workspace.scroll(this.workspace.scrollX - across, this.workspace.scrollY - down);
    return true;
  }

  /** As `bringIntoView`, for a block that may lie in a collapsed one. */
  show(id: string): void {
    Blockly.renderManagement.triggerQueuedRenders(this.workspace);
    const block = findVisibleBlock(this.workspace, id);
    if (block) bringIntoView(block);
  }

  /** Keeps scale and place while something reloads the blocks. */
  keepWhile(action: () => void): void {
    const { scale, scrollX, scrollY } = this.workspace;
    action();
    this.workspace.setScale(scale);
    this.workspace.scroll(scrollX, scrollY);
  }
}
