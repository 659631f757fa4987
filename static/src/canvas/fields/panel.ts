/** The white panel under a field, in Blockly's own drop-down place. */

import * as Blockly from 'blockly/core';

/** The panel's arrow, border and padding. */
const EDGES = 36;

/** Shows an element under a field and gives it the keyboard; `onHide` runs when the panel goes. */
export function openPanel(field: Blockly.Field, content: HTMLElement, onHide?: () => void): void {
  Blockly.DropDownDiv.clearContent();
  const div = Blockly.DropDownDiv.getContentDiv();
  div.classList.add('canvas-panel-host');
  div.appendChild(content);
  content.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    closePanel(field);
  });
  content.style.setProperty('--room', `${getSpaceAt(field)}px`);
  Blockly.DropDownDiv.setColour('#ffffff', '#8b857a');
  Blockly.DropDownDiv.showPositionedByField(field, onHide);
}

/** How high a panel at a field may be: the greater of the places below and above it, inside the canvas. */
function getSpaceAt(field: Blockly.Field): number {
  const at = field.getScaledBBox();
  const area = (field.getSourceBlock()!.workspace as Blockly.WorkspaceSvg).getInjectionDiv().getBoundingClientRect();
  return Math.max(area.bottom - at.bottom, at.top - area.top) - EDGES;
}

export function closePanel(field: Blockly.Field): void {
  Blockly.DropDownDiv.hideIfOwner(field, true);
}

/** Makes an element with a class and, if given, its text. */
export function createElement<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  text?: string,
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** Lets the arrow keys walk over the options of a list. */
export function walkWithArrows(list: HTMLElement): void {
  list.addEventListener('keydown', (event) => {
    const options = [...list.querySelectorAll<HTMLElement>('[role=option], [role=menuitem], [role=menuitemcheckbox]')];
    const at = options.indexOf(document.activeElement as HTMLElement);
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (at < 0 || step === undefined) return;
    event.preventDefault();
    options[(at + step + options.length) % options.length].focus();
  });
}
