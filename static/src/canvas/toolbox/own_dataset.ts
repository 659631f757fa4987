/**
 * What a drawer proposes in a project with pictures of its own: that data set, a picture and a class of it, a network
 * that has seen photographs, epochs that suit the program's model, and files that are called like the project. And what
 * follows when another set is chosen.
 */

import * as Blockly from 'blockly/core';
import { proposeEpochs } from '../../lib/numbers/training_epochs';
import { getTask, listTasks } from '../../lib/tasks';
import type { Choice } from '../../lib/types';
import { findPhotographed } from '../blocks/collected_sets';
import { findProgramLabels } from '../blocks/program_options';
import { FieldPicker, getChoices, getProjectName } from '../fields/picker';

const SAMPLE = 'digits';
const SAMPLE_PATH = `data/${SAMPLE}`;
const SAMPLE_FILES = `models/${SAMPLE}`;
const TRAIN = 'model_train';
const QUICK = 'LeNet';

/** The data set that a program is most likely about: the one that it collects, else one it uses, else the first. */
function findOwn(program: Blockly.Workspace, photographed: string[]): Choice | undefined {
  const own = getChoices('dataset').filter((choice) => choice.own);
  const used = listPickers(program.getAllBlocks(false)).map((picker) => picker.getValue());
  const isIn = (paths: unknown[]) => own.find((choice) => paths.includes(choice.value));
  return isIn(photographed) ?? isIn(used) ?? own[0];
}

/** Fills the blocks of a drawer. */
export function proposeOwn(flyout: Blockly.Workspace, program: Blockly.Workspace): void {
  const photographed = findPhotographed(program);
  const own = findOwn(program, photographed);
  const isPhotos = own?.own?.photos || photographed.includes(own?.value ?? '');
  const photographs = getTask(own?.task).program;
  const name = getProjectName();
  const epochs = findEpochs(program, own?.own?.pictures ?? null);
  for (const block of flyout.getAllBlocks(false)) {
    const text = block.type === 'text' ? String(block.getFieldValue('TEXT')) : '';
    if (name && isSampleFile(text)) block.setFieldValue(text.replace(SAMPLE, name), 'TEXT');
    if (block.type === TRAIN && epochs) block.getInputTargetBlock('epochs')?.setFieldValue(epochs, 'NUM');
    if (isPhotos && block.type === photographs.block)
      if (block.getFieldValue('backbone') === QUICK) block.setFieldValue(photographs.backbone, 'backbone');
  }
  for (const picker of listPickers(flyout.getAllBlocks(false))) {
    const value = String(picker.getValue());
    if (own) followDataset(picker, SAMPLE_PATH, own.value);
    if (picker.kind === 'model' && isSampleFile(value)) picker.setValue(findModel(value, name));
    if (picker.kind === 'picture' || picker.kind === 'label') proposeOffered(picker, own);
  }
}

/** What a picker does not offer is not proposed either; of pictures, rather one of the data set in use. */
function proposeOffered(picker: FieldPicker, own: Choice | undefined): void {
  // Without a data set or a model the labels of all samples are offered: the block's own word says more.
  const offered =
    picker.kind === 'label' ? findProgramLabels(picker.getSourceBlock(), getChoices('label')) : picker.getOffered();
  if (!offered.length || offered.some((choice) => choice.value === picker.getValue())) return;
  const best = offered.find((choice) => own && choice.value.startsWith(`${own.value}/`)) ?? offered[0];
  picker.setValue(best.value);
}

/** Epochs that suit the models of a program and so many pictures; 0: none, or different ones. */
function findEpochs(program: Blockly.Workspace, pictures: number | null): number {
  const used = listTasks().filter((kind) => program.getBlocksByType(kind.program.block, false).length);
  const [epochs = 0, ...others] = new Set(used.map((kind) => proposeEpochs(kind.program, pictures)));
  return others.length ? 0 : epochs;
}

/** A model that is there or will be; else one that is called like the project. */
function findModel(value: string, name: string): string {
  const offered = getChoices('model').map((choice) => choice.value);
  if (offered.includes(value)) return value;
  const ending = value.slice(value.lastIndexOf('.'));
  return offered.find((path) => path.endsWith(ending)) ?? (name ? value.replace(SAMPLE, name) : value);
}

/** The pictures, folders and classes that a program names go to another data set with it. */
function followDatasets(workspace: Blockly.Workspace, before: string, now: string): void {
  for (const picker of listPickers(workspace.getAllBlocks(false))) followDataset(picker, before, now);
}

function followDataset(picker: FieldPicker, before: string, now: string): void {
  const value = String(picker.getValue());
  const meant = findMeant(picker.kind, value, before, now);
  if (meant !== undefined && meant !== value) picker.setValue(meant);
}

function findMeant(kind: string, value: string, before: string, now: string): string | undefined {
  const inside = (choice: Choice) => choice.value.startsWith(`${now}/`);
  if (kind === 'dataset') return value === before ? now : undefined;
  if (kind === 'picture' || kind === 'folder') {
    const picture = value.startsWith(`${before}/`) ? getChoices('picture').find(inside) : undefined;
    return kind === 'picture' ? picture?.value : picture?.folder;
  }
  if (kind !== 'label') return undefined;
  const labels = getChoices(kind);
  const known = labels.some((choice) => choice.datasets?.includes(before) && choice.value === value);
  const stays = labels.some((choice) => choice.datasets?.includes(now) && choice.value === value);
  return known && !stays ? labels.find((choice) => choice.datasets?.includes(now))?.value : undefined;
}

/** Another data set was chosen on a block, and nothing uses the one before any more: one step for Undo. */
export function followChoice(workspace: Blockly.Workspace, event: Blockly.Events.Abstract): void {
  if (event.type !== Blockly.Events.BLOCK_CHANGE || !event.recordUndo) return;
  const { blockId, name, oldValue, newValue } = event as Blockly.Events.BlockChange;
  const field = workspace.getBlockById(blockId ?? '')?.getField(name ?? '');
  if (!(field instanceof FieldPicker) || field.kind !== 'dataset' || !oldValue || usesDataset(workspace, oldValue))
    return;
  Blockly.Events.setGroup(event.group || true);
  followDatasets(workspace, String(oldValue), String(newValue));
  Blockly.Events.setGroup(false);
}

/** What puts a data set in the place of the only sample of a program; null where there is none, or several. */
export function planExchange(workspace: Blockly.Workspace, path: string): (() => void) | null {
  const [sample, ...others] = workspace.getBlocksByType('data_sample', false);
  const hole = sample?.outputConnection?.targetConnection;
  if (!hole || others.length) return null;
  return () => {
    const before = `data/${sample.getFieldValue('name')}`;
    const saved = {
      type: 'data_open',
      inputs: { path: { shadow: { type: 'pick_dataset', fields: { value: path } } } },
    };
    Blockly.Events.setGroup(true);
    sample.dispose(false);
    const made = Blockly.serialization.blocks.append(saved, workspace, { recordUndo: true });
    hole.connect(made.outputConnection!);
    followDatasets(workspace, before, path);
    Blockly.Events.setGroup(false);
    // Where the keys go: Undo is Ctrl+Z.
    Blockly.getFocusManager().focusNode(made as Blockly.BlockSvg);
  };
}

function usesDataset(workspace: Blockly.Workspace, path: unknown): boolean {
  return listPickers(workspace.getAllBlocks(false)).some(
    (picker) => picker.kind === 'dataset' && picker.getValue() === path,
  );
}

const isSampleFile = (value: string): boolean =>
  value === SAMPLE_FILES || value.startsWith(`${SAMPLE_FILES}/`) || value.startsWith(`${SAMPLE_FILES}.`);

const listPickers = (blocks: Blockly.Block[]): FieldPicker[] =>
  blocks.map((block) => block.getField('value')).filter((field) => field instanceof FieldPicker);
