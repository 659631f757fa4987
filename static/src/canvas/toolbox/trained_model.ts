/** What lets a program use the model that it has trained, in place of training again at every run. */

import * as Blockly from 'blockly/core';
import { TRAININGS } from '../../lib/saved_blocks';
import { readModel } from './class_weights';

const WATCH = 'camera_each';
const LOAD = 'model_load_checkpoint';

/**
 * The change as one undoable step; it returns the block to look at: the training is switched off, and the weights are
 * opened above it. Null where a program does not train once and then look through a camera. path: of the weights.
 */
export function planUseTrained(workspace: Blockly.Workspace, path: string): (() => string) | null {
  const trainings = TRAININGS.flatMap((type) => workspace.getBlocksByType(type, true)).filter((one) => one.isEnabled());
  const [train, ...others] = trainings;
  const above = train?.previousConnection?.targetConnection;
  const model = train && readModel(train);
  if (!above || !model || others.length || !workspace.getBlocksByType(WATCH, false).length) return null;
  return () => {
    Blockly.Events.setGroup(true);
    const checkpoint = { shadow: { type: 'pick_model', fields: { value: path } } };
    const saved = { type: LOAD, inputs: { model, checkpoint } };
    const made = Blockly.serialization.blocks.append(saved, workspace, { recordUndo: true });
    above.connect(made.previousConnection!);
    train.setDisabledReason(true, Blockly.constants.MANUALLY_DISABLED);
    Blockly.Events.setGroup(false);
    return made.id;
  };
}
