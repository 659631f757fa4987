/** Another model in the place of one that cannot learn from a data set, with the training that goes with it. */

import * as Blockly from 'blockly/core';
import { findProgram, listTasks } from '../../lib/tasks';
import type { Problem } from '../../lib/types';
import type { BubbleFix } from '../contract';
import { say } from '../texts';

declare module '../../lib/tasks' {
  interface ProgramPart {
    /** The button that puts its model in the place of another one; none: there is none. */
    exchange?: 'use_classifier' | 'use_detector';
  }
}

type Saved = Blockly.serialization.blocks.State;

/** The button for a problem that another model mends; nothing where it is not plain which block is meant. */
export function findModelFix(workspace: Blockly.Workspace, { fits }: Problem): BubbleFix | undefined {
  const models = listTasks().flatMap(({ program }) => workspace.getBlocksByType(program.block, false));
  const label = fits && findProgram(fits)?.exchange;
  if (!label || models.length !== 1 || models[0].type === fits) return undefined;
  return { label: say(label), act: () => replaceModel(models[0], fits) };
}

/** One step for Undo. Everything else of the stack stays as it is. */
function replaceModel(model: Blockly.Block, type: string): void {
  const { workspace } = model;
  const top = model.getRootBlock();
  const saved = Blockly.serialization.blocks.save(top, { addCoordinates: true })!;
  Blockly.Events.setGroup(true);
  top.dispose(false);
  Blockly.serialization.blocks.append(exchange(saved, model.id, type), workspace, { recordUndo: true });
  Blockly.Events.setGroup(false);
  // Where the keys go: Undo is Ctrl+Z.
  Blockly.getFocusManager().focusNode(workspace.getBlockById(model.id) as Blockly.BlockSvg);
}

/** A saved stack with another model; the options of the old one do not belong to the new. */
export function exchange(block: Saved, model: string, type: string): Saved {
  const program = findProgram(type)!;
  const held = (part: Saved | undefined) => part && exchange(part, model, type);
  const inputs = Object.fromEntries(
    Object.entries(block.inputs ?? {}).map(([name, hole]) => [name, { ...hole, block: held(hole.block) }]),
  );
  const next = block.next && { ...block.next, block: held(block.next.block) };
  const { extraState: _, ...plain } = block;
  if (block.id === model) return { ...plain, type, fields: { backbone: program.backbone }, inputs: {} };
  if (block.type === 'model_quick_train' && !program.lastLayer)
    return {
      ...plain,
      type: 'model_train',
      fields: { validate: true },
      inputs: { model: inputs.model, epochs: { shadow: { type: 'math_number', fields: { NUM: program.epochs } } } },
      next,
    };
  return { ...block, inputs, next };
}
