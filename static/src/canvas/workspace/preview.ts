/** A save drawn by Blockly, to look at: nothing in it can be changed. */

import * as Blockly from 'blockly/core';
import type { Workspace } from '../../lib/types';
import { addTitle, findVisibleBlock, getPath } from '../overlays/highlight';
import { WorkspaceSerializer } from './serialization';
import { inject } from './setup';
import { Viewport } from './viewport';

const { createSvgElement } = Blockly.utils.dom;
const { G, PATH, CIRCLE } = Blockly.utils.Svg;
const SIGN_RADIUS = 11;
const SIGNS = { went: 'M-5 0H5', came: 'M-5 0H5M0 -5V5', changed: 'M-5 -2.5H5M-5 2.5H5M3 -6L-3 6' };

export type Mark = keyof typeof SIGNS;

export interface Preview {
  /** Draws a save. marks: what is said of which block, by a colored outline and a sign; words: the same in words. */
  show(workspace: Workspace, marks: [Mark, string[]][], words: Record<Mark, string>): void;
  zoom(step: 1 | -1): void;
  zoomToFit(): void;
  dispose(): void;
}

/** Puts a read-only workspace into a place, in the colors of the page's own canvas. */
export function mountPreview(place: HTMLElement): Preview {
  const main = Blockly.common.getMainWorkspace() as Blockly.WorkspaceSvg;
  const workspace = inject(place, true);
  // Blockly takes the newest workspace for the page's main one.
  Blockly.common.setMainWorkspace(main);
  const keeper = new WorkspaceSerializer(workspace);
  const view = new Viewport(workspace);
  const watcher = new ResizeObserver(() => Blockly.svgResize(workspace));
  watcher.observe(place);
  return {
    show(saved, marks, words) {
      if (workspace.getTheme() !== main.getTheme()) workspace.setTheme(main.getTheme());
      keeper.load(saved);
      Blockly.renderManagement.triggerQueuedRenders(workspace);
      view.showStart();
      drawMarks(workspace, marks, words);
    },
    zoom: (step) => workspace.zoomCenter(step),
    zoomToFit: () => workspace.zoomToFit(),
    dispose() {
      watcher.disconnect();
      workspace.dispose();
      Blockly.common.setMainWorkspace(main);
    },
  };
}

/** The outlines first: no sign is covered by a neighbor's outline. */
function drawMarks(workspace: Blockly.WorkspaceSvg, marks: [Mark, string[]][], words: Record<Mark, string>): void {
  const layer = createSvgElement(G, { class: 'version-marks' });
  workspace.getCanvas().querySelector('.version-marks')?.remove();
  workspace.getCanvas().append(layer);
  for (const draw of [drawOutline, drawSign]) {
    for (const [mark, blocks] of marks) {
      for (const id of blocks) {
        const block = findVisibleBlock(workspace, id);
        if (!block) continue;
        const { x, y } = getOrigin(block);
        const group = createSvgElement(G, { class: `version-mark ${mark}`, transform: `translate(${x},${y})` }, layer);
        addTitle(group, words[mark]);
        draw(group, block, mark);
      }
    }
  }
}

/** Where a block stands; asked of its connection, since Blockly would climb the whole stack above it. */
function getOrigin(block: Blockly.BlockSvg): { x: number; y: number } {
  const connection = block.outputConnection ?? block.previousConnection;
  if (!connection) return block.getRelativeToSurfaceXY();
  const within = connection.getOffsetInBlock();
  return { x: connection.x - within.x, y: connection.y - within.y };
}

function drawOutline(group: SVGElement, block: Blockly.BlockSvg): void {
  const outline = getPath(block)?.getAttribute('d') ?? '';
  for (const kind of ['outer', 'inner']) createSvgElement(PATH, { d: outline, class: kind }, group);
}

function drawSign(group: SVGElement, _block: Blockly.BlockSvg, mark: Mark): void {
  const sign = createSvgElement(G, { class: 'sign', transform: 'translate(-2,2)' }, group);
  createSvgElement(CIRCLE, { r: SIGN_RADIUS }, sign);
  createSvgElement(PATH, { d: SIGNS[mark] }, sign);
}
