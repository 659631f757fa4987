/** Where the first block of a program goes: below its start, where the hint stands that asks for it. */

import type * as Blockly from 'blockly/core';

/** The size of the hint below a lone start block, in pixels of the page, and how near to it a hand may miss it. */
export const HINT = { width: 230, height: 44, gap: 8 };
const NEAR = 32;

/** The start block, where it is the only one; `dragged` and its preview do not count. */
export function findLoneStart(workspace: Blockly.WorkspaceSvg, dragged?: Blockly.BlockSvg): Blockly.BlockSvg | null {
  const tops = workspace.getTopBlocks(false).filter((block) => block !== dragged && !block.isInsertionMarker());
  const [start, ...others] = tops;
  if (!start || others.length || start.previousConnection || start.outputConnection) return null;
  const below = start.getNextBlock();
  // The preview of a place, and no block that it made room before.
  return !below || (below.isInsertionMarker() && !below.getNextBlock()) ? start : null;
}

/**
 * The connection for a first block that is let go on the hint; null where it has another place.
 *
 * pointer: in the workspace; left out, the block need not be near the hint.
 */
export function findFirstPlace(
  block: Blockly.BlockSvg,
  pointer?: Blockly.utils.Coordinate,
): Blockly.RenderedConnection | null {
  const start = findLoneStart(block.workspace, block);
  const place = start?.nextConnection ?? null;
  const local = block.previousConnection;
  if (!start || !place || !local || !block.workspace.connectionChecker.canConnect(local, place, false)) return null;
  return !pointer || meetsHint(start, block, pointer) ? place : null;
}

function meetsHint(start: Blockly.BlockSvg, block: Blockly.BlockSvg, pointer: Blockly.utils.Coordinate): boolean {
  const { scale } = start.workspace;
  const at = start.getRelativeToSurfaceXY();
  const [top, left] = [at.y + start.height + HINT.gap / scale, at.x];
  const [bottom, right] = [top + HINT.height / scale, left + HINT.width / scale];
  const near = NEAR / scale;
  const byHand =
    pointer.x > left - near && pointer.x < right + near && pointer.y > top - near && pointer.y < bottom + near;
  const own = block.getBoundingRectangleWithoutChildren();
  return byHand || (own.left < right && own.right > left && own.top < bottom && own.bottom > top);
}
