/** Spares Blockly work on new blocks of which nothing is seen, or which it does once more when they are whole. */

import * as Blockly from 'blockly/core';
import { askForOutline } from './renderer';

/** The text of a field as Blockly makes it, of the renderer's font alone. */
const PLAIN_TEXT = /^blocklyText blocklyFieldText( blocklyDropdownText)?$/;

interface DrawnField {
  textElement_: SVGTextElement | null;
  fieldGroup_: SVGGElement | null;
  getConstants(): Blockly.blockRendering.ConstantProvider | null;
  getTextContent(): Text;
  getDisplayText_(): string;
}

/** Blockly's arrow of a drop-down, as large as the picture that it shows. */
const ARROW =
  'M6 9.21a1.35 1.35 0 0 1 -0.94 -0.4L1.34 5.11a1.36 1.36 0 0 1 0 -1.89' +
  'c0.53 -0.53 8.79 -0.53 9.32 0a1.36 1.36 0 0 1 0 1.89L6.96 8.81A1.35 1.35 0 0 1 6 9.21Z';

interface DrawnBlock extends Blockly.BlockSvg {
  initialized: boolean;
}

/** Changes Blockly's fields and blocks, once for the page. */
export function registerDrawingCost(): void {
  forgetWidths();
  detachMeasure();
  measureByFont();
  describeWhenDrawn();
  drawArrows();
  outlineWhenAsked();
  setWhatDiffers();
}

let remembers = false;

/** Measures every text anew from now on: the font is another one, or was. */
export function forgetWidths(): void {
  if (remembers) Blockly.utils.dom.stopTextWidthCache();
  Blockly.utils.dom.startTextWidthCache();
  remembers = true;
}

/**
 * Blockly measures by a canvas in the page: whenever the font is set there, the browser works out the style of all new
 * blocks.
 */
function detachMeasure(): void {
  const { createSvgElement, getFastTextWidth } = Blockly.utils.dom;
  getFastTextWidth(createSvgElement(Blockly.utils.Svg.TEXT, {}), 1, '400', 'sans-serif');
  document.querySelector('.blocklyComputeCanvas')?.remove();
}

/**
 * Measures texts by the font that the renderer names. Blockly asks for the style of each; what was measured
 * before, it looks up.
 */
function measureByFont(): void {
  const field = Blockly.Field.prototype as unknown as { updateSize_(this: DrawnField, margin?: number): void };
  const { updateSize_ } = field;
  field.updateSize_ = function (margin) {
    measure(this);
    updateSize_.call(this, margin);
  };
  const dropdown = Blockly.FieldDropdown.prototype as unknown as { renderSelectedText(this: DrawnField): void };
  const { renderSelectedText } = dropdown;
  dropdown.renderSelectedText = function () {
    this.getTextContent().nodeValue = this.getDisplayText_();
    Blockly.utils.dom.addClass(this.textElement_!, 'blocklyDropdownText');
    measure(this);
    renderSelectedText.call(this);
  };
}

function measure(field: DrawnField): void {
  const [text, font] = [field.textElement_, field.getConstants()];
  if (!text || !font || !PLAIN_TEXT.test(text.className.baseVal)) return;
  const { FIELD_TEXT_FONTSIZE, FIELD_TEXT_FONTWEIGHT, FIELD_TEXT_FONTFAMILY } = font;
  Blockly.utils.dom.getFastTextWidth(text, FIELD_TEXT_FONTSIZE, FIELD_TEXT_FONTWEIGHT, FIELD_TEXT_FONTFAMILY);
}

/** What a screen reader says of a block is put together once, when all that is in it is there. */
function describeWhenDrawn(): void {
  const field = Blockly.Field.prototype as unknown as { recomputeAriaContext(this: DrawnField): boolean };
  const describeField = field.recomputeAriaContext;
  // Blockly throws and catches an error for a field that is not drawn yet.
  field.recomputeAriaContext = function () {
    return this.fieldGroup_ ? describeField.call(this) : false;
  };
  const block = Blockly.BlockSvg.prototype as unknown as {
    initSvg(this: DrawnBlock): void;
    recomputeAriaContext(this: DrawnBlock): void;
  };
  const { initSvg, recomputeAriaContext } = block;
  block.recomputeAriaContext = function () {
    if (this.initialized) recomputeAriaContext.call(this);
  };
  block.initSvg = function () {
    const isNew = !this.initialized;
    initSvg.call(this);
    if (isNew) recomputeAriaContext.call(this);
  };
}

/** The arrows of drop-downs are drawn: the browser would fetch a picture for each. */
function drawArrows(): void {
  const dropdown = Blockly.FieldDropdown.prototype as unknown as {
    createSVGArrow_(this: DrawnField & { svgArrow: SVGElement }): void;
  };
  const { createSvgElement } = Blockly.utils.dom;
  dropdown.createSVGArrow_ = function () {
    this.svgArrow = createSvgElement(Blockly.utils.Svg.PATH, { class: 'menu-arrow', d: ARROW }, this.fieldGroup_!);
  };
}

/** A connection's outline, which is only seen while the keys are on it or a block comes near, is drawn then. */
function outlineWhenAsked(): void {
  const connection = Blockly.RenderedConnection.prototype as unknown as {
    findHighlightSvg(this: Blockly.RenderedConnection): SVGPathElement | null;
  };
  const { findHighlightSvg } = connection;
  connection.findHighlightSvg = function () {
    const block = this.getSourceBlock();
    // One that has no width is drawn later, and then with it.
    if (askForOutline(this) && block.width) block.workspace.getRenderer().render(block);
    return findHighlightSvg.call(this);
  };
}

/**
 * A block that is drawn again, as all above a new one are, gets the shape and the places that it had. The browser would
 * work out the style of each part for it.
 */
function setWhatDiffers(): void {
  const block = Blockly.BlockSvg.prototype as unknown as { initSvg(this: DrawnBlock): void };
  const { initSvg } = block;
  block.initSvg = function () {
    const isNew = !this.initialized;
    initSvg.call(this);
    if (isNew) for (const part of [this.getSvgRoot(), this.pathObject.svgPath]) part.setAttribute = setOther;
  };
  const field = Blockly.Field.prototype as unknown as { init(this: DrawnField): void };
  const { init } = field;
  field.init = function () {
    init.call(this);
    if (this.fieldGroup_) this.fieldGroup_.setAttribute = setOther;
  };
}

function setOther(this: Element, name: string, value: unknown): void {
  if (this.getAttribute(name) !== String(value)) Element.prototype.setAttribute.call(this, name, String(value));
}
