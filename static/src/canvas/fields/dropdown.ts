/** A drop-down that never loses a saved value: one that is not offered stays, marked, until the child picks another. */

import * as Blockly from 'blockly/core';
import { say } from '../texts';

export class KeepingDropdown extends Blockly.FieldDropdown {
  private declare kept: string | undefined;

  override loadState(state: unknown): void {
    this.keep(state);
    super.loadState(state);
  }

  override getOptions(useCache?: boolean): Blockly.MenuOption[] {
    const options = super.getOptions(useCache);
    if (this.kept === undefined || isOffered(options, this.kept)) return options;
    return [...options, [say('not_here', { value: this.kept }), this.kept]];
  }

  private keep(state: unknown): void {
    if (typeof state !== 'string') return;
    this.kept = isOffered(super.getOptions(false), state) ? undefined : state;
  }
}

function isOffered(options: Blockly.MenuOption[], value: string): boolean {
  return options.some((option) => option !== 'separator' && option[1] === value);
}

/** Puts the keeping drop-down in place of Blockly's own, for the standard blocks too. */
export function registerDropdown(): void {
  Blockly.fieldRegistry.unregister('field_dropdown');
  Blockly.fieldRegistry.register('field_dropdown', KeepingDropdown);
}
