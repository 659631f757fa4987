/**
 * The flyouts of the drawers that Blockly fills, variables and functions: its own, which offer what the program has
 * made, and our blocks of these drawers.
 */

import * as Blockly from 'blockly/core';
import type { Drawer, DrawerItem } from '../../lib/vocabulary';
import { getDefinition } from '../blocks/definitions';

type FlyoutItems = Blockly.utils.toolbox.FlyoutItemInfoArray;

/**
 * Offers the program's own variables and functions; to a program that has no variable yet, how one is set. `getItems`
 * says what of a drawer is offered at the level.
 */
export function registerOwnOffers(
  workspace: Blockly.WorkspaceSvg,
  drawers: Drawer[],
  getItems: (drawer: Drawer) => DrawerItem[],
): void {
  const find = (custom: string) => drawers.find((drawer) => drawer.custom === custom);
  const listOurs = (drawer: Drawer | undefined) =>
    (drawer ? getItems(drawer) : []).filter((item) => item.type && getDefinition(item.type)) as FlyoutItems;
  const isFirst = ({ type }: DrawerItem) => type && type !== 'variables_get' && !getDefinition(type);
  const first = (find('VARIABLE')?.contents ?? []).filter(isFirst) as FlyoutItems;
  workspace.registerToolboxCategoryCallback('VARIABLE', (target) => {
    const own = Blockly.Variables.flyoutCategory(target) as FlyoutItems;
    const made = target.getVariableMap().getAllVariables().length > 0;
    return [...own, ...(made ? [] : first), ...listOurs(find('VARIABLE'))];
  });
  workspace.registerToolboxCategoryCallback('PROCEDURE', (target) => [
    ...(Blockly.Procedures.flyoutCategory(target) as FlyoutItems),
    ...listOurs(find('PROCEDURE')),
  ]);
}
