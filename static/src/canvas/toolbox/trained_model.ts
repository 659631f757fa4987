/** What lets a program use the model that it has trained, in place of training again at every run. */

import * as Blockly from 'blockly/core';
import { TRAININGS } from '../../lib/saved_blocks';
import { readModel } from './class_weights';
import { getVariableFor } from './own_variables';

const WATCH = 'camera_each';
const LOAD = 'model_load_checkpoint';
const OPEN = 'deploy_workflow';
const RECOGNIZE = ['result_inference', 'result_inference_all'];
const SET = 'variables_set';
const GET = 'variables_get';

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

/**
 * Lets a block train again that was switched off, and the program recognize with what it learns, as one undoable step;
 * the weights that are opened right above it for the same model go: it would begin with them. Returns whether anything
 * changed.
 */
export function enableTraining(train: Blockly.Block | null): boolean {
  const off = train !== null && !train.isEnabled();
  const model = train?.getInputTargetBlock('model');
  const earlier = train && model?.type === GET ? listEarlierFiles(train.workspace) : [];
  if (!train || !(off || earlier.length)) return false;
  Blockly.Events.setGroup(true);
  if (off) {
    train.setDisabledReason(false, Blockly.constants.MANUALLY_DISABLED);
    const above = train.getPreviousBlock();
    if (above?.type === LOAD) above.dispose(true);
  }
  for (const open of earlier) recognizeWith(model!.getFieldValue('VAR'), open);
  Blockly.Events.setGroup(false);
  return true;
}

/** The blocks that open a file which no block of the program writes, and that some block recognizes with. */
function listEarlierFiles(workspace: Blockly.Workspace): Blockly.Block[] {
  const written = workspace.getBlocksByType('text', false).map((one) => one.getFieldValue('TEXT'));
  return listOpening(workspace).filter((open) => !written.includes(readPath(open)) && listReaders(open)[0].length);
}

/** What recognizes with an opened file reads this model; the file is opened no more where nothing else reads it. */
function recognizeWith(model: string, open: Blockly.Block): void {
  const [recognizing, others] = listReaders(open);
  for (const reader of recognizing) reader.setFieldValue(model, 'VAR');
  if (!others.length) open.dispose(true);
}

/** The blocks that read an opened file: in the hole of one that recognizes, and the others. */
function listReaders(open: Blockly.Block): [Blockly.Block[], Blockly.Block[]] {
  const readers = open.workspace
    .getBlocksByType(GET, false)
    .filter((one) => one.getFieldValue('VAR') === open.getFieldValue('VAR'));
  const recognizes = (one: Blockly.Block) => RECOGNIZE.includes(one.getParent()?.type ?? '');
  return [readers.filter(recognizes), readers.filter((one) => !recognizes(one))];
}

/**
 * What lets the blocks that recognize use a model file, as one undoable step that returns the block to look at: the
 * file is opened above them, where it is not yet, and they read it. Null where none recognizes with a variable, or one
 * uses a file already.
 */
export function planUseFile(workspace: Blockly.Workspace, path: string): (() => string) | null {
  const models = RECOGNIZE.flatMap((type) => workspace.getBlocksByType(type, true))
    .filter((block) => block.isEnabled())
    .flatMap((block) => block.getInputTargetBlock('model') ?? [])
    .filter((block) => block.type === GET);
  const opening = listOpening(workspace);
  const files = opening.map((block) => block.getFieldValue('VAR'));
  const above = models.length ? findOutermost(models[0]).previousConnection?.targetConnection : null;
  if (!above || models.some((block) => files.includes(block.getFieldValue('VAR')))) return null;
  const there = opening.find((block) => readPath(block) === path);
  return () => {
    Blockly.Events.setGroup(true);
    const open = there ?? openFile(workspace, path, above);
    for (const model of models) model.setFieldValue(open.getFieldValue('VAR'), 'VAR');
    Blockly.Events.setGroup(false);
    return open.id;
  };
}

function openFile(workspace: Blockly.Workspace, path: string, above: Blockly.Connection): Blockly.Block {
  const checkpoint = { shadow: { type: 'pick_model', fields: { value: path } } };
  const saved = {
    type: SET,
    fields: { VAR: { name: getVariableFor(OPEN) ?? 'model_file' } },
    inputs: { VALUE: { block: { type: OPEN, inputs: { checkpoint } } } },
  };
  const made = Blockly.serialization.blocks.append(saved, workspace, { recordUndo: true });
  above.connect(made.previousConnection!);
  return made;
}

const listOpening = (workspace: Blockly.Workspace) =>
  workspace
    .getBlocksByType(SET, true)
    .filter((block) => block.isEnabled() && block.getInputTargetBlock('VALUE')?.type === OPEN);

const readPath = (open: Blockly.Block) =>
  open.getInputTargetBlock('VALUE')?.getInputTargetBlock('checkpoint')?.getFieldValue('value');

/** The statement of the program's own stack that a block stands in. */
function findOutermost(block: Blockly.Block): Blockly.Block {
  let outer = block;
  for (let next = block.getSurroundParent(); next; next = next.getSurroundParent()) outer = next;
  return outer;
}
