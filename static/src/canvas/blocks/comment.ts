/** A comment on a block: a small speech bubble, which opens for writing as soon as it is made. */

import * as Blockly from 'blockly/core';

const { createSvgElement } = Blockly.utils.dom;
const { PATH } = Blockly.utils.Svg;
const BUBBLE = 'M3.5 1.5h10a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H8l-4 4v-4h-.5a2 2 0 0 1-2-2v-6a2 2 0 0 1 2-2z';
const LINES = 'M5 5h7M5 8h4.5';
const ADD = 'blockComment';
const GAP = 32;

class SpeechIcon extends Blockly.icons.CommentIcon {
  override initView(listener: (event: PointerEvent) => void): void {
    const isNew = !this.svgRoot;
    super.initView(listener);
    if (!this.svgRoot || !isNew) return;
    this.svgRoot.replaceChildren();
    createSvgElement(PATH, { d: BUBBLE, class: 'comment-shape' }, this.svgRoot);
    createSvgElement(PATH, { d: LINES, class: 'comment-lines' }, this.svgRoot);
  }
}

/** Puts our icon in place of Blockly's, and lets "Add comment" open it. */
export function registerComments(): void {
  Blockly.registry.register(Blockly.registry.Type.ICON, Blockly.icons.CommentIcon.TYPE.toString(), SpeechIcon, true);
  const item = Blockly.ContextMenuRegistry.registry.getItem(ADD);
  if (!item?.callback) return;
  const add = item.callback;
  item.callback = (...given: Parameters<typeof add>) => {
    add(...given);
    void write(given[0].block as Blockly.BlockSvg | undefined);
  };
}

async function write(block: Blockly.BlockSvg | undefined): Promise<void> {
  const icon = block?.getIcon(Blockly.icons.CommentIcon.TYPE) as SpeechIcon | undefined;
  if (!block || !icon) return;
  // Until it is drawn the icon does not know where it stands, and its bubble would fly away with it.
  await Blockly.renderManagement.finishQueuedRenders();
  const { top, right } = block.getBoundingRectangleWithoutChildren();
  icon.setBubbleLocation(new Blockly.utils.Coordinate(right + GAP, top));
  await icon.setBubbleVisible(true);
  const bubble = icon.getBubble();
  if (bubble) Blockly.getFocusManager().focusNode(bubble.getEditor());
}
