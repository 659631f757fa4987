/** The round ＋ and － buttons on blocks. */

import * as Blockly from 'blockly/core';

/**
 * In units of the workspace, which is shown at 0.75 or more: 24 pixels of the screen. For a finger the button looks as
 * before, since the longest block fills a tablet, and what it hits reaches beyond, 44 pixels of the screen each way:
 * at the end of a row to the right, at its start to the left, as the words beside it cover the rest. Of two buttons
 * side by side the left one ends where the right one begins, and stands so far from it that both are hit alike.
 */
const COARSE = globalThis.matchMedia?.('(pointer: coarse)').matches;
const SIZE = COARSE ? 20 : 32;
const [NEAR, FAR, DOWN] = COARSE ? [8, 31, 20] : [0, 0, 0];
/** Where a button stands in its row; 'beside': before another button. */
type Place = 'start' | 'end' | 'beside';
const WIDTHS: Record<Place, number> = { start: SIZE, end: SIZE, beside: SIZE + FAR };
const REACHES: Record<Place, [left: number, right: number]> = {
  start: [FAR, NEAR],
  end: [NEAR, FAR],
  beside: [NEAR, 0],
};
const BARS = { plus: 'M10 6v8M6 10h8', minus: 'M6 10h8' };

export class FieldButton extends Blockly.FieldImage {
  constructor(
    sign: 'plus' | 'minus',
    label: string,
    onClick: (field: Blockly.FieldImage) => void,
    private readonly place: Place = 'end',
  ) {
    super(createPicture(sign, WIDTHS[place]), WIDTHS[place], SIZE, label, onClick);
  }

  override initView(): void {
    super.initView();
    const [left, right] = REACHES[this.place];
    Blockly.utils.dom.createSvgElement(
      Blockly.utils.Svg.RECT,
      {
        x: -left,
        y: -DOWN,
        width: left + WIDTHS[this.place] + right,
        height: SIZE + 2 * DOWN,
        fill: 'transparent',
      },
      this.fieldGroup_,
    );
  }

  /** Where its panel opens: at the button, not at the whole block as Blockly does for pictures. */
  override getScaledBBox(): Blockly.utils.Rect {
    const at = this.getSvgRoot()!.getBoundingClientRect();
    return new Blockly.utils.Rect(at.top + scrollY, at.bottom + scrollY, at.left + scrollX, at.right + scrollX);
  }
}

function createPicture(sign: 'plus' | 'minus', width: number): string {
  const box = `0 0 ${(20 * width) / SIZE} 20`;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${SIZE}" viewBox="${box}">` +
    '<circle cx="10" cy="10" r="9" fill="#fff" fill-opacity=".22" stroke="#fff" stroke-opacity=".6"/>' +
    `<path d="${BARS[sign]}" stroke="#fff" stroke-width="2" stroke-linecap="round"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
