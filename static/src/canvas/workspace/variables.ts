/** The flyout of the variables drawer: Blockly's own, which offers what the program has made, and how one begins. */

import * as Blockly from 'blockly/core';
import type { Drawer } from '../../lib/vocabulary';

/** Offers the program's own variables; to a program that has none yet, how one is set. */
export function registerVariableOffers(workspace: Blockly.WorkspaceSvg, drawers: Drawer[]): void {
  const items = drawers.find((drawer) => drawer.custom === 'VARIABLE')?.contents ?? [];
  const first = items.filter((item) => item.type !== 'variables_get');
  workspace.registerToolboxCategoryCallback('VARIABLE', (target) => {
    const own = Blockly.Variables.flyoutCategory(target) as Blockly.utils.toolbox.FlyoutItemInfoArray;
    const made = target.getVariableMap().getAllVariables().length > 0;
    return made ? own : ([...own, ...first] as Blockly.utils.toolbox.FlyoutItemInfoArray);
  });
}
