/** The flyout of the variables drawer: Blockly's own, and the names that the textbooks print. */

import * as Blockly from 'blockly/core';
import type { Drawer } from '../../lib/vocabulary';
import { isObject } from '../blocks/placeholder';

/** Offers, behind the program's own variables, those that the drawers' blocks use and the program does not have yet. */
export function registerVariableOffers(workspace: Blockly.WorkspaceSvg, drawers: Drawer[]): void {
  const names = new Set<string>();
  for (const drawer of drawers) for (const item of drawer.contents) collectNames(item, names);
  workspace.registerToolboxCategoryCallback('VARIABLE', (target) => {
    const own = Blockly.Variables.flyoutCategory(target) as Blockly.utils.toolbox.FlyoutItemInfoArray;
    const known = new Set(
      target
        .getVariableMap()
        .getAllVariables()
        .map((variable) => variable.getName()),
    );
    const more = [...names].filter((name) => !known.has(name)).map((name) => getOffered(name));
    const first = known.size
      ? []
      : (drawers.find((drawer) => drawer.custom === 'VARIABLE')?.contents ?? []).filter(
          (item) => item.type !== 'variables_get',
        );
    return [...own, ...first, { kind: 'sep', gap: 24 }, ...more] as Blockly.utils.toolbox.FlyoutItemInfoArray;
  });
}

function getOffered(name: string): object {
  return { kind: 'block', type: 'variables_get', gap: 8, fields: { VAR: { name, type: '' } } };
}

function collectNames(node: unknown, names: Set<string>): void {
  if (!isObject(node)) return;
  const field = isObject(node.fields) ? node.fields.VAR : undefined;
  if (isObject(field) && typeof field.name === 'string') names.add(field.name);
  for (const input of Object.values(isObject(node.inputs) ? node.inputs : {})) {
    if (isObject(input)) [input.block, input.shadow].forEach((child) => collectNames(child, names));
  }
}
