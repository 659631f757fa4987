/**
 * The marks on blocks before which the program pauses: two bars in a disc, at the upper left corner, over every ring.
 */

import * as Blockly from 'blockly/core';
import type { Layer } from '../../canvas/contract';
import { findVisibleBlock } from '../../canvas/overlays/highlight';
import { t } from '../../lib/texts';
import '../../lib/common_texts';

const { createSvgElement } = Blockly.utils.dom;
const { G, PATH, CIRCLE } = Blockly.utils.Svg;
const RADIUS = 9;
/** Below the corner, so that the block above keeps its words. */
const DOWN = 3;
const BARS = 'M-3 -4V4M3 -4V4';

export class BreakpointMarks implements Layer {
  private blocks: string[] = [];
  private drawn: SVGElement[] = [];

  constructor(private readonly workspace: Blockly.WorkspaceSvg) {}

  set(blocks: string[]): void {
    this.blocks = blocks;
    this.redraw();
  }

  redraw(): void {
    this.hide();
    const visible = this.blocks.map((id) => findVisibleBlock(this.workspace, id));
    this.drawn = [...new Set(visible)].flatMap((block) => (block ? [this.draw(block)] : []));
  }

  hide(): void {
    for (const one of this.drawn) one.remove();
    this.drawn = [];
  }

  private draw(block: Blockly.BlockSvg): SVGElement {
    const { x, y } = block.getRelativeToSurfaceXY();
    const place = `translate(${x},${y + DOWN}) scale(${1 / this.workspace.scale})`;
    const mark = createSvgElement(G, { class: 'stop-mark', role: 'img', transform: place }, this.workspace.getCanvas());
    mark.setAttribute('aria-label', t('pausesHere'));
    createSvgElement(CIRCLE, { r: RADIUS }, mark);
    createSvgElement(PATH, { d: BARS }, mark);
    return mark;
  }
}
