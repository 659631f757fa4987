/** A drop-down that never loses a saved value: one that is not offered stays, marked, until the child picks another. */

import * as Blockly from 'blockly/core';
import { say } from '../texts';

const DETAIL = ' · ';

export class LenientDropdown extends Blockly.FieldDropdown {
  declare private kept: string | undefined;

  override loadState(state: unknown): void {
    this.keep(state);
    super.loadState(state);
  }

  override getOptions(useCache?: boolean): Blockly.MenuOption[] {
    const options = super.getOptions(useCache);
    if (this.kept === undefined || isOffered(options, this.kept)) return options;
    return [...options, [say('not_here', { value: this.kept }), this.kept]];
  }

  /** What an option is known for stands in the open menu, not on the block. */
  protected override getText_(): string | null {
    return super.getText_()?.split(DETAIL)[0] ?? null;
  }

  /** Blockly puts what all options begin or end with onto the block, and with details that would be a piece of them. */
  protected override trimOptions(options: Blockly.MenuOption[]): ReturnType<Blockly.FieldDropdown['trimOptions']> {
    return options.some(([label]) => typeof label === 'string' && label.includes(DETAIL))
      ? { options }
      : super.trimOptions(options);
  }

  private keep(state: unknown): void {
    if (typeof state !== 'string') return;
    this.kept = isOffered(super.getOptions(false), state) ? undefined : state;
  }
}

/** A drop-down whose open menu leaves out what does not go with the rest of its block; what it holds already stays. */
export class NarrowedDropdown extends LenientDropdown {
  declare private readonly goes: (block: Blockly.Block | null, value: string) => boolean;

  constructor(options: [string, string][], goes: (block: Blockly.Block | null, value: string) => boolean) {
    super(options);
    this.goes = goes;
  }

  override getOptions(useCache?: boolean): Blockly.MenuOption[] {
    const options = super.getOptions(useCache);
    // Only the menu that opens asks for fresh ones: undoing may bring back any value.
    if (useCache || !this.goes) return options;
    return options.filter(
      (option) =>
        option === 'separator' || option[1] === this.getValue() || this.goes(this.getSourceBlock(), option[1]),
    );
  }
}

function isOffered(options: Blockly.MenuOption[], value: string): boolean {
  return options.some((option) => option !== 'separator' && option[1] === value);
}

/** Puts the keeping drop-down in place of Blockly's own, for the standard blocks too. */
export function registerDropdown(): void {
  Blockly.fieldRegistry.unregister('field_dropdown');
  Blockly.fieldRegistry.register('field_dropdown', LenientDropdown);
}
