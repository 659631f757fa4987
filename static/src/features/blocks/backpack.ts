/** The backpack: blocks that this browser keeps, for every project and tab. */

import { type Signal, signal } from '@preact/signals';
import * as Blockly from 'blockly/core';
import { readBlocks, writeBlocks } from '../../canvas/exchange/block_text';
import { getStoredName, recall, remember } from '../../lib/storage';

const KEY = 'backpack';
export const MAX_PACKED = 30;
/** Characters of one thing in it, and of all together. */
const LARGEST = 200_000;
const LARGEST_ALL = 1_500_000;

export type Refusal = 'full' | 'tooLarge' | 'notKept';

/** The texts of what is in it, the newest first. */
export const packed: Signal<string[]> = signal([]);

function readPacked(): string[] {
  const kept = recall<unknown>(KEY, []);
  return Array.isArray(kept) ? kept.filter((text) => typeof text === 'string').slice(0, MAX_PACKED) : [];
}

/** Follows what other tabs put in and take out. Returns how to end it. */
export function followBackpack(): () => void {
  packed.value = readPacked();
  const onStorage = ({ key }: StorageEvent) => {
    if (key === getStoredName(KEY) || key === null) packed.value = readPacked();
  };
  addEventListener('storage', onStorage);
  return () => removeEventListener('storage', onStorage);
}

/** Puts blocks in; says why not where they cannot be. */
export function pack(states: Blockly.serialization.blocks.State[]): Refusal | null {
  const text = writeBlocks(states);
  const before = readPacked();
  const others = before.filter((one) => one !== text);
  if (others.length >= MAX_PACKED) return 'full';
  if (text.length > LARGEST) return 'tooLarge';
  if (others.reduce((sum, one) => sum + one.length, text.length) > LARGEST_ALL) return 'full';
  keep([text, ...others]);
  return readPacked()[0] === text ? null : 'notKept';
}

export function takeOut(text: string): void {
  keep(readPacked().filter((one) => one !== text));
}

export function keep(texts: string[]): void {
  remember(KEY, texts);
  packed.value = readPacked();
}

/** What a flyout shows of each thing: its stacks as blocks of a workspace, with the thing they belong to. */
export function listPacked(workspace: Blockly.Workspace): [text: string, block: object][] {
  return packed.value.flatMap((text) =>
    (readBlocks(text, workspace) ?? []).map((block): [string, object] => {
      const { x, y, ...state } = block;
      return [text, { kind: 'block', ...state }];
    }),
  );
}

/** The backpack as a place on which blocks are dropped: they stay where they were, and a copy is in it. */
export class BackpackTarget extends Blockly.DragTarget {
  override readonly id = 'backpack';
  private made = { group: '', ids: [] as string[] };

  constructor(
    private readonly workspace: Blockly.WorkspaceSvg,
    private readonly button: Element,
    private readonly put: (states: Blockly.serialization.blocks.State[]) => void,
  ) {
    super();
    const { DRAG_TARGET, DELETE_AREA } = Blockly.ComponentManager.Capability;
    workspace
      .getComponentManager()
      .addComponent({ component: this, weight: 3, capabilities: [DRAG_TARGET, DELETE_AREA] });
    workspace.addChangeListener(this.onEvent);
  }

  dispose(): void {
    this.workspace.removeChangeListener(this.onEvent);
    this.workspace.getComponentManager().removeComponent(this.id);
  }

  override getClientRect(): Blockly.utils.Rect | null {
    const { top, bottom, left, right } = this.button.getBoundingClientRect();
    return right > left ? new Blockly.utils.Rect(top, bottom, left, right) : null;
  }

  override onDragEnter(): void {
    this.button.classList.add('open');
  }

  override onDragExit(): void {
    this.button.classList.remove('open');
  }

  override onDrop(dragged: Blockly.IDraggable): void {
    this.onDragExit();
    if (!(dragged instanceof Blockly.BlockSvg)) return;
    const options = { addCoordinates: true, addNextBlocks: true, saveIds: false };
    this.put([Blockly.serialization.blocks.save(dragged, options)!]);
  }

  override shouldPreventMove(dragged: Blockly.IDraggable): boolean {
    return dragged instanceof Blockly.BlockSvg && !this.isNew(dragged);
  }

  /** A block that came out of a drawer only now has no place to go back to. */
  wouldDelete(dragged: Blockly.IDraggable & Blockly.IDeletable): boolean {
    return dragged instanceof Blockly.BlockSvg && this.isNew(dragged);
  }

  private isNew(block: Blockly.BlockSvg): boolean {
    return this.made.group === Blockly.Events.getGroup() && this.made.ids.includes(block.id);
  }

  private readonly onEvent = (event: Blockly.Events.Abstract): void => {
    if (event.type === Blockly.Events.BLOCK_CREATE)
      this.made = { group: event.group, ids: (event as Blockly.Events.BlockCreate).ids ?? [] };
  };
}
