/**
 * Values on blocks: small labels at the right of a block's first row, where no words of it stand. They move nothing.
 */

import * as Blockly from 'blockly/core';
import type { Layer } from '../../canvas/contract';
import { addTitle, findVisibleBlock, getStatement } from '../../canvas/overlays/highlight';
import type { ShownValue } from './value_sources';

const { createSvgElement } = Blockly.utils.dom;
const { G, RECT, TEXT } = Blockly.utils.Svg;
const GAP = 14;
const BETWEEN = 6;
const PADDING = 8;
const HEIGHT = 24;
/** Middle of a block's first row, at a scale of 1. */
const ROW = 24;
const MAX_CHIPS = 3;
const LONGEST = 24;

export class ValueChips implements Layer {
  private shown = new Map<string, ShownValue[]>();
  private drawn: SVGElement[] = [];

  constructor(private readonly workspace: Blockly.WorkspaceSvg) {}

  /** values: what to show at each block. */
  set(values: Map<string, ShownValue[]>): void {
    this.shown = values;
    this.redraw();
  }

  redraw(): void {
    this.hide();
    const rows = new Map<Blockly.BlockSvg, ShownValue[]>();
    for (const [id, values] of this.shown) {
      const block = findVisibleBlock(this.workspace, id);
      if (!block) continue;
      const row = getStatement(block);
      rows.set(row, [...(rows.get(row) ?? []), ...values]);
    }
    for (const [block, values] of rows) this.drawn.push(this.draw(block, values));
  }

  hide(): void {
    for (const one of this.drawn) one.remove();
    this.drawn = [];
  }

  private draw(block: Blockly.BlockSvg, values: ShownValue[]): SVGElement {
    const scale = 1 / this.workspace.scale;
    const y = Math.min(block.height, 2 * ROW) / 2;
    const place = `translate(${block.childlessWidth + GAP * scale},${y}) scale(${scale})`;
    // The table of variables says the same to those who hear the page.
    const group = createSvgElement(G, { class: 'values', transform: place, 'aria-hidden': 'true' }, block.getSvgRoot());
    const first = [...values].sort((a, b) => Number(b.changed) - Number(a.changed)).slice(0, MAX_CHIPS);
    let x = 0;
    for (const one of first) x += drawChip(group, x, one) + BETWEEN;
    if (values.length > MAX_CHIPS) {
      const more = createSvgElement(TEXT, { class: 'value-more', x, y: 5 }, group);
      more.textContent = '…';
    }
    return group;
  }
}

/** Draws one label at x; returns its width. */
function drawChip(group: SVGElement, x: number, { name, value, changed }: ShownValue): number {
  const one = createSvgElement(
    G,
    { class: `value ${changed ? 'changed' : ''}`, transform: `translate(${x},0)` },
    group,
  );
  const box = createSvgElement(RECT, { y: -HEIGHT / 2, height: HEIGHT, rx: 6 }, one);
  const text = createSvgElement(TEXT, { x: PADDING, y: 5 }, one);
  text.textContent = `${shorten(name)} = ${shorten(value)}`;
  addTitle(one, `${name} = ${value}`);
  const width = Math.ceil((text as SVGTextElement).getComputedTextLength()) + 2 * PADDING;
  box.setAttribute('width', String(width));
  return width;
}

function shorten(words: string): string {
  const letters = [...words];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : words;
}
