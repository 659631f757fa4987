/** The menu of a variable: Blockly's, and "New variable…", so that a block needs no way through the drawer. */

import * as Blockly from 'blockly/core';
import { say } from '../texts';

const NEW = 'NEW_VARIABLE_ID';

export class VariableMenu extends Blockly.FieldVariable {
  override getOptions(useCache?: boolean): Blockly.MenuOption[] {
    return [...super.getOptions(useCache), [say('new_variable'), NEW]];
  }

  protected override onItemSelected_(menu: Blockly.Menu, item: Blockly.MenuItem): void {
    const workspace = this.getSourceBlock()?.workspace as Blockly.WorkspaceSvg | undefined;
    if (item.getValue() !== NEW || !workspace) super.onItemSelected_(menu, item);
    else Blockly.Variables.createVariableButtonHandler(workspace, (name) => this.take(workspace, name));
  }

  private take(workspace: Blockly.WorkspaceSvg, name?: string | null): void {
    const variable = name ? workspace.getVariableMap().getVariable(name, '') : null;
    if (variable) this.setValue(variable.getId());
  }
}

export function registerVariable(): void {
  Blockly.fieldRegistry.unregister('field_variable');
  Blockly.fieldRegistry.register('field_variable', VariableMenu);
}
