/**
 * The shape that each layer of a network gives, with how many numbers it learns, on a chip at the right edge of its
 * block; on a layer that does not fit, what comes to it. They are there before the program runs.
 */

import { effect } from '@preact/signals';
import * as Blockly from 'blockly/core';
import type { Canvas, Layer } from '../../canvas/contract';
import { addTitle, findVisibleBlock, getStatement } from '../../canvas/overlays/highlight';
import { lang, t } from '../../lib/texts';
import type { LayerShape } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import './texts';

const { createSvgElement } = Blockly.utils.dom;
const { G, RECT, TEXT, PATH } = Blockly.utils.Svg;
const STALK = 14;
const PADDING = 8;
const HEIGHT = 24;
/** Middle of a block's first row, at a scale of 1. */
const ROW = 24;
const UNKNOWN = '?';

/** Keeps the chips at the state of the program. Returns how to end it. */
export function connectLayerShapes(opened: ProjectStore, canvas: Canvas): () => void {
  let chips!: ShapeChips;
  const forget = canvas.addLayer((workspace) => (chips = new ShapeChips(workspace)));
  const end = effect(() => {
    lang.value;
    chips.set(opened.program.value.layers);
  });
  return () => {
    end();
    forget();
  };
}

class ShapeChips implements Layer {
  private shapes: LayerShape[] = [];
  private drawn: SVGElement[] = [];

  constructor(private readonly workspace: Blockly.WorkspaceSvg) {}

  set(shapes: LayerShape[]): void {
    this.shapes = shapes;
    this.redraw();
  }

  redraw(): void {
    this.hide();
    for (const shape of this.shapes) {
      const block = findVisibleBlock(this.workspace, shape.block);
      if (block && getStatement(block) === block) this.drawn.push(this.draw(block, shape));
    }
  }

  hide(): void {
    for (const one of this.drawn) one.remove();
    this.drawn = [];
  }

  private draw(block: Blockly.BlockSvg, shape: LayerShape): SVGElement {
    const scale = 1 / this.workspace.scale;
    const y = Math.min(block.height, 2 * ROW) / 2;
    const place = `translate(${block.childlessWidth},${y}) scale(${scale})`;
    const kind = shape.misfit ? 'misfit' : shape.shape === UNKNOWN ? 'unknown' : '';
    const words = describeShape(shape);
    const chip = createSvgElement(
      G,
      { class: `shape-chip ${kind}`, transform: place, role: 'img', 'aria-label': words },
      block.getSvgRoot(),
    );
    addTitle(chip, words);
    createSvgElement(PATH, { d: `M0 0H${STALK}` }, chip);
    const box = createSvgElement(RECT, { x: STALK, y: -HEIGHT / 2, height: HEIGHT, rx: 6 }, chip);
    const text = createSvgElement(TEXT, { x: STALK + PADDING, y: 5 }, chip);
    text.textContent = shortenShape(shape);
    const width = Math.ceil((text as SVGTextElement).getComputedTextLength()) + 2 * PADDING;
    box.setAttribute('width', String(width));
    return chip;
  }
}

function shortenShape({ shape, parameters, misfit }: LayerShape): string {
  if (misfit) return t('shapeMisfit', { shape });
  return parameters ? `${shape} · ${t('shapeNumbers', { n: parameters })}` : shape;
}

function describeShape({ shape, parameters, misfit }: LayerShape): string {
  if (misfit) return t('shapeMisfit', { shape });
  if (shape === UNKNOWN) return t('shapeUnknown');
  return t(parameters ? 'shapeGivesLearning' : 'shapeGives', { shape, n: parameters });
}
