/** Blocks whose menu says what they give, such as “LED on pin 13”: their plug fits where that kind is taken. */

import * as Blockly from 'blockly/core';
import { getDefinition } from './definitions';

export function registerKinds(): void {
  Blockly.Extensions.register('sunmao_kind', function (this: Blockly.Block) {
    const kind = getDefinition(this.type)!.sunmao!.kind!;
    const field = this.getField(kind.menu)!;
    field.setValidator((value: string) => {
      fit(this.outputConnection, kind.types[value]);
      return undefined;
    });
  });
}

/**
 * Narrows a plug to these types; where it stands in a hole that takes none of them it stays, and the check before a run
 * says so.
 */
function fit(plug: Blockly.Connection | null, types: string[] | undefined): void {
  const taken = plug?.targetConnection?.getCheck();
  if (types && (!taken || taken.some((type) => types.includes(type)))) plug?.setCheck(types);
}
