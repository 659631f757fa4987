/** One drawer of the toolbox: how it looks, and which blocks it offers at a level. */

import * as Blockly from 'blockly/core';
import type { Level } from '../../lib/types';
import type { Drawer, DrawerItem } from '../../lib/vocabulary';
import { getDefinition } from '../blocks/definitions';
import { isObject } from '../blocks/placeholder';
import { shade } from '../workspace/theme';
import { getBaseScale, getFlyoutRoom, scrollBack, uncoverProgram } from '../workspace/viewport';
import { fillFreeDefaults } from './default_inputs';
import { createIcon } from './icons';
import { proposeCamera } from './own_camera';
import { proposeOwn } from './own_dataset';
import { proposeVariables } from './own_variables';

/** Blocks that come from Blockly's own flyouts. */
const FILLED_BY_BLOCKLY: [string, string][] = [
  ...['variables_get', 'variables_set', 'math_change'].map((type): [string, string] => [type, 'variables']),
  ...['defnoreturn', 'defreturn', 'callnoreturn', 'callreturn', 'ifreturn'].map((end): [string, string] => [
    `procedures_${end}`,
    'functions',
  ]),
];

type CategoryInfo = Blockly.utils.toolbox.CategoryInfo & { icon?: string };

/** A drawer's row: a colored tile with its icon, and its name. */
class DrawerRow extends Blockly.ToolboxCategory {
  protected override createIconDom_(): Element {
    const tile = document.createElement('span');
    tile.className = 'drawer-icon';
    tile.style.backgroundColor = this.colour_;
    tile.append(createIcon((this.toolboxItemDef_ as CategoryInfo).icon ?? ''));
    return tile;
  }

  protected override addColourBorder_(): void {}

  override setSelected(isSelected: boolean): void {
    super.setSelected(isSelected);
    this.rowDiv_!.style.backgroundColor = '';
  }
}

/** The flyout keeps the size of the window's class while the child zooms the canvas. */
class DrawerFlyout extends Blockly.VerticalFlyout {
  private uncoveredBy = 0;

  override getFlyoutScale(): number {
    return getBaseScale(window.innerWidth);
  }

  override position(): void {
    if (!this.targetWorkspace) return super.position();
    this.width_ = Math.min(this.width_, getFlyoutRoom(this.targetWorkspace));
    super.position();
    if (this.isVisible()) this.uncoveredBy += uncoverProgram(this.targetWorkspace, this.width_);
  }

  override show(definition: Parameters<Blockly.VerticalFlyout['show']>[0]): void {
    super.show(definition);
    const canvas = this.getWorkspace().getCanvas();
    // A block that is one field is an entry of this list, which opens nothing here.
    for (const field of canvas.querySelectorAll('[role="option"][aria-expanded]'))
      field.removeAttribute('aria-expanded');
    // Its connections, which are drawn on the canvas of the program only.
    for (const block of canvas.querySelectorAll('[aria-owns]')) block.removeAttribute('aria-owns');
    if (this.targetWorkspace) proposeAll(this.getWorkspace(), this.targetWorkspace);
  }

  override hide(): void {
    super.hide();
    if (this.uncoveredBy) scrollBack(this.targetWorkspace, this.uncoveredBy);
    this.uncoveredBy = 0;
  }
}

/** Fills blocks that are offered to a program with what it has: variables, pins, data sets, a camera. */
export function proposeAll(offered: Blockly.Workspace, program: Blockly.Workspace): void {
  proposeVariables(offered, program);
  fillFreeDefaults(offered, program);
  proposeOwn(offered, program);
  proposeCamera(offered);
}

/** Makes drawers look like ours; returns the flyout class for `plugins`. */
export function registerDrawers(): typeof DrawerFlyout {
  Blockly.registry.register(
    Blockly.registry.Type.TOOLBOX_ITEM,
    Blockly.ToolboxCategory.registrationName,
    DrawerRow,
    true,
  );
  return DrawerFlyout;
}

export function makeDrawerKey(drawer: Drawer): string {
  return `drawer-${drawer.id}`;
}

/** The drawer as Blockly's toolbox wants it, with these blocks; variables and functions fill theirs themselves. */
export function makeCategory(drawer: Drawer, items: DrawerItem[]): object {
  const common = {
    kind: 'category',
    name: drawer.name,
    colour: shade(drawer.color),
    icon: drawer.icon,
    toolboxitemid: makeDrawerKey(drawer),
  };
  return drawer.custom ? { ...common, custom: drawer.custom } : { ...common, contents: items };
}

/** What a drawer offers at a level: only blocks that exist, with all that stands in them. */
export function getItemsAt(drawer: Drawer, level: Level): DrawerItem[] {
  return drawer.contents.filter((item) => (item.level ?? 1) <= level && typesExist(item)).map(addItems);
}

/** Puts the shadows into the holes that repeat; a block in the flyout comes without those of its shape. */
function addItems(item: DrawerItem): DrawerItem {
  const items = item.type ? getDefinition(item.type)?.sunmao?.items : undefined;
  if (!items?.shadow) return item;
  const names = Array.from({ length: items.min }, (_, n) => items.prefix + n);
  const shadows = Object.fromEntries(names.map((name) => [name, { shadow: items.shadow }]));
  return { ...item, inputs: { ...shadows, ...(isObject(item.inputs) ? item.inputs : {}) } };
}

/** Which drawer a standard block belongs to: a standard drawer that offers it, else the first of ours that does. */
export function makeStandardDrawers(drawers: Drawer[]): Map<string, string> {
  const found = new Map<string, string>(FILLED_BY_BLOCKLY);
  const ordered = [...drawers.filter((drawer) => drawer.standard), ...drawers.filter((drawer) => !drawer.standard)];
  for (const drawer of ordered) {
    for (const { type } of drawer.contents) if (type && !found.has(type)) found.set(type, drawer.id);
  }
  return found;
}

function typesExist(node: unknown): boolean {
  if (!isObject(node)) return true;
  if (typeof node.type === 'string' && node.kind !== 'sep' && !Blockly.Blocks[node.type]) return false;
  const inputs = Object.values(isObject(node.inputs) ? node.inputs : {});
  return [...inputs, node.next].every((one) => !isObject(one) || (typesExist(one.block) && typesExist(one.shadow)));
}
