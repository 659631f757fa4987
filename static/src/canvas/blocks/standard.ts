/** What the standard blocks need beyond Blockly's own definitions. */

import { registerFieldColour } from '@blockly/field-colour/src/field_colour';
import * as Blockly from 'blockly/core';
import 'blockly/blocks';
import { registerArguments } from './function_arguments';
import { registerBranches } from './if_branches';
import { registerMoreChoices } from './more_choices';
import { registerPythonSuite } from './python_suite';

/** Registers the color field and its picker block. */
export function registerStandard(): void {
  registerFieldColour();
  registerBranches();
  registerArguments();
  registerMoreChoices();
  registerPythonSuite();
  // Blocks are laid out by us; from the second level on, `features/blocks` lets their holes stand otherwise.
  Blockly.ContextMenuRegistry.registry.unregister('blockInline');
  Blockly.defineBlocksWithJsonArray([
    {
      type: 'colour_picker',
      message0: '%1',
      args0: [{ type: 'field_colour', name: 'COLOUR', colour: '#ff0000' }],
      output: 'Colour',
      style: 'colour_blocks',
    },
  ]);
}
