/** What the standard blocks need beyond Blockly's own definitions. */

import { registerFieldColour } from '@blockly/field-colour/src/field_colour';
import * as Blockly from 'blockly/core';
import 'blockly/blocks';
import { registerArguments } from '../fields/argument_name';
import { registerBranches } from './if_branches';
import { registerMoreChoices } from './more_choices';
import { registerPythonSuite } from './python_suite';

const takeNumber = (name: string) => ({ type: 'input_value', name, check: 'Number' });

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
    {
      type: 'colour_random',
      message0: '%{BKY_COLOUR_RANDOM_TITLE}',
      tooltip: '%{BKY_COLOUR_RANDOM_TOOLTIP}',
      output: 'Colour',
      style: 'colour_blocks',
    },
    {
      type: 'colour_rgb',
      message0: '%{BKY_COLOUR_RGB_TITLE} %{BKY_COLOUR_RGB_RED} %1 %{BKY_COLOUR_RGB_GREEN} %2 %{BKY_COLOUR_RGB_BLUE} %3',
      args0: ['RED', 'GREEN', 'BLUE'].map(takeNumber),
      tooltip: '%{BKY_COLOUR_RGB_TOOLTIP}',
      output: 'Colour',
      style: 'colour_blocks',
    },
    {
      type: 'colour_blend',
      message0:
        '%{BKY_COLOUR_BLEND_TITLE} %{BKY_COLOUR_BLEND_COLOUR1} %1 %{BKY_COLOUR_BLEND_COLOUR2} %2 %{BKY_COLOUR_BLEND_RATIO} %3',
      args0: [
        ...['COLOUR1', 'COLOUR2'].map((name) => ({ type: 'input_value', name, check: 'Colour' })),
        takeNumber('RATIO'),
      ],
      tooltip: '%{BKY_COLOUR_BLEND_TOOLTIP}',
      output: 'Colour',
      style: 'colour_blocks',
    },
  ]);
}
