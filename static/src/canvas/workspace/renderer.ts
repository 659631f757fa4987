/** Blockly's Zelos, with less room behind a short first word. */

import * as Blockly from 'blockly/core';

/** How far the slope of a notch reaches beyond its bottom, in Zelos's units: what stands under it is no obstacle. */
const SLOPE_UNITS = 3;

/** Zelos keeps everything clear of the whole notch, which leaves a hole after "把" or "让". */
class CloseRenderInfo extends Blockly.zelos.RenderInfo {
  protected override adjustXPosition_(): void {
    const constants = this.constants_;
    const width = constants.NOTCH_WIDTH;
    constants.NOTCH_WIDTH = width - SLOPE_UNITS * constants.GRID_UNIT;
    super.adjustXPosition_();
    constants.NOTCH_WIDTH = width;
  }
}

const FONT_CONSTANTS = [
  'FIELD_TEXT_FONTFAMILY',
  'FIELD_TEXT_FONTWEIGHT',
  'FIELD_TEXT_FONTSIZE',
  'FIELD_TEXT_HEIGHT',
  'FIELD_TEXT_BASELINE',
  'FIELD_BORDER_RECT_HEIGHT',
  'FIELD_DROPDOWN_BORDER_RECT_HEIGHT',
] as const;
/** What was measured of a font: the browser lays out the page for it, and each drawer and theme asks again. */
const measured = new Map<string, [string, unknown][]>();

class CloseConstants extends Blockly.zelos.ConstantProvider {
  override setFontConstants_(theme: Blockly.Theme): void {
    const font = JSON.stringify(theme.fontStyle);
    const known = measured.get(font);
    if (known) {
      Object.assign(this, Object.fromEntries(known));
      return;
    }
    super.setFontConstants_(theme);
    measured.set(
      font,
      FONT_CONSTANTS.map((name) => [name, this[name]]),
    );
  }
}

const outlined = new WeakSet<Blockly.RenderedConnection>();

/** From now on a connection has its outline whenever its block is drawn. Returns whether it had none before. */
export function askForOutline(connection: Blockly.RenderedConnection): boolean {
  const isNew = !outlined.has(connection);
  outlined.add(connection);
  return isNew;
}

class CloseDrawer extends Blockly.zelos.Drawer {
  override drawConnectionHighlightPath(measurable: Blockly.blockRendering.Connection): SVGElement | undefined {
    return outlined.has(measurable.connectionModel) ? super.drawConnectionHighlightPath(measurable) : undefined;
  }
}

class CloseRenderer extends Blockly.zelos.Renderer {
  protected override makeConstants_(): Blockly.zelos.ConstantProvider {
    return new CloseConstants();
  }

  protected override makeDrawer_(
    block: Blockly.BlockSvg,
    info: Blockly.blockRendering.RenderInfo,
  ): Blockly.zelos.Drawer {
    return new CloseDrawer(block, info as Blockly.zelos.RenderInfo);
  }

  protected override makeRenderInfo_(block: Blockly.BlockSvg): Blockly.zelos.RenderInfo {
    return new CloseRenderInfo(this, block);
  }
}

/** Draws blocks so from now on, under Zelos's name, which its style sheet and its theme go by. */
export function registerRenderer(): void {
  Blockly.blockRendering.unregister('zelos');
  Blockly.blockRendering.register('zelos', CloseRenderer);
}
