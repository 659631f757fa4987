/** The round ＋ and － buttons on blocks. */

import * as Blockly from 'blockly/core';

const SIZE = 20;
const BARS = { plus: 'M10 6v8M6 10h8', minus: 'M6 10h8' };

export class FieldButton extends Blockly.FieldImage {
  constructor(sign: 'plus' | 'minus', label: string, onClick: (field: Blockly.FieldImage) => void) {
    super(createPicture(sign), SIZE, SIZE, label, onClick);
  }

  /** Where its panel opens: at the button, not at the whole block as Blockly does for pictures. */
  override getScaledBBox(): Blockly.utils.Rect {
    const at = this.getSvgRoot()!.getBoundingClientRect();
    return new Blockly.utils.Rect(at.top + scrollY, at.bottom + scrollY, at.left + scrollX, at.right + scrollX);
  }
}

function createPicture(sign: 'plus' | 'minus'): string {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}">` +
    '<circle cx="10" cy="10" r="9" fill="#fff" fill-opacity=".22" stroke="#fff" stroke-opacity=".6"/>' +
    `<path d="${BARS[sign]}" stroke="#fff" stroke-width="2" stroke-linecap="round"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
