/**
 * The block that most programs go on with, as a button where the program ends: one press instead of a search through
 * the drawers. It is one block at a time, and only where something that the program began is not finished. What is
 * wrong with the program is mended first.
 */

import * as Blockly from 'blockly/core';
import { TRAININGS } from '../../lib/saved_blocks';
import { getTask, listTasks, type ProgramPart } from '../../lib/tasks';
import type { DrawerItem } from '../../lib/vocabulary';
import { createElement } from '../fields/panel';
import { getChoices } from '../fields/picker';
import { say } from '../texts';
import { getItemsAt, proposeAll } from '../toolbox/drawers';
import { createIcon } from '../toolbox/icons';
import type { DrawerRows } from '../toolbox/toolbox';

const START = 'program_start';
const WATCH = 'camera_each';
const INFER = 'result_inference';
const SHOW = 'show_content';
const COLLECTING = ['data_collect_classes', 'data_collect'];
const DATA = [...COLLECTING, 'data_open', 'data_sample'];
const [QUICK_TRAIN, TRAIN] = TRAININGS;
/** The finding that a block mends: a collection lacks its camera, a training its data. */
const MENDED_BY: Partial<Record<Next, string>> = { camera_open: 'unset_variable', model_load_dataset: 'no_data' };
/** Pixels between a block and the button. */
const GAP = 8;

type Next =
  | 'camera_open'
  | 'data_collect_classes'
  | 'model_load_dataset'
  | typeof WATCH
  | typeof INFER
  | typeof SHOW
  | 'model'
  | 'train';

interface Suggestion {
  what: Next;
  type: string;
  /** Where it goes. */
  at: Blockly.RenderedConnection;
}

/** What mends a finding, or leads to it. code: of the finding. */
export interface Mend {
  label: string;
  act: () => void;
  code: string;
}

export class NextBlock {
  readonly element = createElement('button', 'canvas-next');
  private suggestion: Suggestion | null = null;
  private mend: Mend | null = null;

  constructor(
    private readonly workspace: Blockly.WorkspaceSvg,
    private readonly rows: DrawerRows,
    private readonly reveal: (block: string) => void,
    private readonly planMend: () => Mend | null,
  ) {
    this.element.type = 'button';
    this.element.hidden = true;
    this.element.addEventListener('click', () => (this.mend ? this.mend.act() : this.add()));
  }

  hide(): void {
    this.element.hidden = true;
  }

  /** What the button says; null while there is none. */
  describe(): string | null {
    if (!this.suggestion || !this.findItem(this.suggestion.type)) return null;
    return this.mend?.label ?? say(`next_${this.suggestion.what}`);
  }

  /** Shows what comes next at its place, where nothing else stands. */
  update(): void {
    const busy = this.workspace.isDragging() || this.workspace.getFlyout()?.isVisible();
    this.suggestion = busy || this.workspace.isReadOnly() ? null : suggest(this.workspace);
    this.element.hidden = !this.suggestion || !this.findItem(this.suggestion.type);
    if (!this.suggestion || this.element.hidden) return;
    const mend = this.planMend();
    this.mend = mend && !mends(this.suggestion, mend) ? mend : null;
    this.element.replaceChildren(createIcon(this.mend ? 'wrench' : 'plus'), this.describe()!);
    this.place(this.suggestion.at);
  }

  private place(at: Blockly.RenderedConnection): void {
    const origin = this.workspace.getOriginOffsetInPixels();
    const { scale } = this.workspace;
    const { offsetWidth, offsetHeight } = this.element;
    const { left, top } = this.findPlace(at, offsetWidth / scale);
    const x = origin.x - this.workspace.getMetrics().absoluteLeft + left * scale;
    const y = origin.y + top * scale;
    const own = new Blockly.utils.Rect(top, top + offsetHeight / scale, left, left + offsetWidth / scale);
    const stack = at.getSourceBlock().getRootBlock();
    const others = this.workspace.getTopBlocks(false).filter((block) => block !== stack);
    this.element.hidden = others.some((block) => block.getBoundingRectangle().intersects(own));
    this.element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }

  /**
   * Below the end of the program, also for a block that goes between two others. In a loop, whose lower edge is there:
   * beside the block above, or below the loop where there is no room.
   */
  private findPlace(at: Blockly.RenderedConnection, width: number): { left: number; top: number } {
    const gap = GAP / this.workspace.scale;
    const block = at.getSourceBlock();
    const below = at.targetBlock();
    if (below && at === block.nextConnection) {
      const { left, bottom } = below.getBoundingRectangle();
      return { left, top: bottom + gap };
    }
    const loop = at === block.nextConnection ? block.getSurroundParent() : block;
    if (!loop) return { left: at.x, top: at.y + gap };
    const own = block.getBoundingRectangleWithoutChildren();
    const left = own.right + gap;
    const view = this.workspace.getMetricsManager().getViewMetrics(true);
    if (left + width > view.left + view.width) return { left: at.x, top: loop.getBoundingRectangle().bottom + gap };
    return { left, top: at === block.nextConnection ? own.top : at.y };
  }

  private findItem(type: string): DrawerItem | undefined {
    const items = this.rows.getAll().flatMap((drawer) => getItemsAt(drawer, this.rows.currentLevel));
    const fitting = items.filter((item) => getInner(item) === type);
    // Of two offers the last reads a variable of the program, the other one a file.
    return type === INFER ? fitting.at(-1) : fitting[0];
  }

  /** One step for Undo. */
  private add(): void {
    const { type, at } = this.suggestion!;
    const saved = fill(this.findItem(type)!, this.workspace);
    Blockly.Events.setGroup(true);
    const block = Blockly.serialization.blocks.append(saved, this.workspace, { recordUndo: true }) as Blockly.BlockSvg;
    at.connect(block.previousConnection!);
    Blockly.Events.setGroup(false);
    Blockly.renderManagement.triggerQueuedRenders(this.workspace);
    Blockly.getFocusManager().focusNode(block);
    this.reveal(block.id);
  }
}

/** Whether the block that comes next is what a finding asks for. */
const mends = ({ what }: Suggestion, { code }: Mend) => MENDED_BY[what] === code;

/** A block as a drawer would offer it to the program. */
function fill(item: DrawerItem, program: Blockly.Workspace): Blockly.serialization.blocks.State {
  const tray = new Blockly.Workspace();
  try {
    const block = Blockly.serialization.blocks.append(item as unknown as Blockly.serialization.blocks.State, tray);
    proposeAll(tray, program);
    return Blockly.serialization.blocks.save(block, { doFullSerialization: true, saveIds: false })!;
  } finally {
    tray.dispose();
  }
}

/** The type of what a drawer's item is about: of what it sets or shows. */
function getInner(item: DrawerItem): string | undefined {
  const inputs = (item.inputs ?? {}) as Record<string, { block?: { type: string } }>;
  return inputs.VALUE?.block?.type ?? inputs.content?.block?.type ?? item.type;
}

function suggest(workspace: Blockly.Workspace): Suggestion | null {
  const start = workspace.getBlocksByType(START, true)[0];
  // What lies loose may be the very block that comes next.
  if (!start || workspace.getTopBlocks(false).some((top) => top.previousConnection)) return null;
  const last = findEnd(start);
  const all = start.getDescendants(true).filter((block) => block.isEnabled());
  const has = (...types: string[]) => all.some((block) => types.includes(block.type));
  if (last.type === WATCH) return suggestInLoop(last, has(...TRAININGS));
  const at = last.nextConnection as Blockly.RenderedConnection | null;
  if (!at) return null;
  const collecting = all.find((block) => COLLECTING.includes(block.type));
  if (collecting && !has('camera_open')) return { ...plain('camera_open'), at: getPlaceBefore(collecting) };
  const programs = listTasks().map(({ program }) => program);
  const learner = programs.find(({ block }) => has(block));
  const next = suggestLast(has, learner, workspace);
  return next && { ...next, at };
}

/** What follows at the end of the program, outside loops. */
function suggestLast(
  has: (...types: string[]) => boolean,
  learner: ProgramPart | undefined,
  workspace: Blockly.Workspace,
): Omit<Suggestion, 'at'> | null {
  if (has(...TRAININGS)) return has('camera_open') && !has(WATCH) ? plain(WATCH) : null;
  if (learner && has('model_load_dataset')) return { what: 'train', type: learner.lastLayer ? QUICK_TRAIN : TRAIN };
  if (has('model_load_checkpoint')) return null;
  if (learner) return plain('model_load_dataset');
  if (has(...DATA)) return { what: 'model', type: getTask(findDataTask(workspace)).program.block };
  return has('camera_open') && !has(WATCH, 'camera_read', 'camera_record') ? plain('data_collect_classes') : null;
}

/** In the loop over a camera's pictures: a trained model looks at each, and its answer is shown. */
function suggestInLoop(loop: Blockly.Block, trained: boolean): Suggestion | null {
  const body = loop.getInput('body')?.connection as Blockly.RenderedConnection | null;
  if (!body || !trained) return null;
  const inside = loop.getDescendants(true);
  const has = (type: string) => inside.some((block) => block.type === type);
  const at = (body.targetBlock() ? findEnd(body.targetBlock()!).nextConnection : body) as Blockly.RenderedConnection;
  if (!at || has(SHOW)) return null;
  return { ...plain(has(INFER) ? SHOW : INFER), at };
}

const plain = <T extends Exclude<Next, 'model' | 'train'>>(type: T) => ({ what: type, type });

function findEnd(first: Blockly.Block): Blockly.Block {
  let last = first;
  for (let next = first.getNextBlock(); next; next = next.getNextBlock()) last = next;
  return last;
}

/** The place above the statement that a block stands in. */
function getPlaceBefore(block: Blockly.Block): Blockly.RenderedConnection {
  let statement = block;
  while (!statement.previousConnection) statement = statement.getParent()!;
  return statement.previousConnection.targetConnection as Blockly.RenderedConnection;
}

/** What the labels are for of the only data set that the program names. */
function findDataTask(workspace: Blockly.Workspace): string | undefined {
  const named = workspace.getBlocksByType('pick_dataset', false).map((block) => block.getFieldValue('value'));
  const samples = workspace.getBlocksByType('data_sample', false).map((block) => `data/${block.getFieldValue('name')}`);
  const tasks = new Set(
    [...named, ...samples].map((path) => getChoices('dataset').find(({ value }) => value === path)?.task),
  );
  return tasks.size === 1 ? [...tasks][0] : undefined;
}
