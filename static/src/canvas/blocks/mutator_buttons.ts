/** Buttons on blocks that change their shape, and the one undoable step that a press makes. */

import * as Blockly from 'blockly/core';
import { createElement, openPanel, walkWithArrows } from '../fields/panel';

export interface MenuLine {
  label: string;
  /** A sentence below it. */
  about?: string;
  /** Ticked or not; undefined for a line that does something once. */
  isOn?(): boolean;
  press(): void;
}

/** Runs a change of a block's shape so that one undo takes it back. */
export function runAsOneUndo(block: Blockly.Block, action: () => void): void {
  const before = getState(block);
  const group = Blockly.Events.getGroup();
  if (!group) Blockly.Events.setGroup(true);
  action();
  const ChangeEvent = Blockly.Events.get(Blockly.Events.BLOCK_CHANGE);
  Blockly.Events.fire(new ChangeEvent(block, 'mutation', null, before, getState(block)));
  if (!group) Blockly.Events.setGroup(false);
}

function getState(block: Blockly.Block): string {
  return JSON.stringify(block.saveExtraState?.() ?? {});
}

/** A menu under a button. Lines with a tick leave it open for the next one, the others close it. */
export function openMenu(field: Blockly.Field, lines: MenuLine[], onHide?: () => void): void {
  const menu = createElement('div', 'gear-menu');
  menu.setAttribute('role', 'menu');
  walkWithArrows(menu);
  for (const line of lines) menu.append(makeRow(field, line));
  openPanel(field, menu, onHide);
  menu.querySelector('button')?.focus();
}

function makeRow(field: Blockly.Field, line: MenuLine): HTMLElement {
  const row = createElement('button', line.isOn ? 'gear-option' : 'menu-option', line.label);
  row.type = 'button';
  if (line.about) {
    row.append(createElement('small', 'gear-about', line.about));
    row.setAttribute('aria-label', line.label);
    row.setAttribute('aria-description', line.about);
  }
  row.setAttribute('role', line.isOn ? 'menuitemcheckbox' : 'menuitem');
  const tick = () => line.isOn && row.setAttribute('aria-checked', String(line.isOn()));
  tick();
  row.addEventListener('click', () => {
    if (!line.isOn) Blockly.DropDownDiv.hideIfOwner(field, true);
    line.press();
    tick();
  });
  return row;
}
