/**
 * How several blocks are chosen: Shift and a press, Shift and a box on the empty canvas, Ctrl+A, Shift and the arrows;
 * by touch in a mode in which a tap and a drag do the same without Shift. A finger that rests on the empty canvas, and
 * is dragged then, begins the mode with a box.
 */

import { type Signal, signal } from '@preact/signals';
import * as Blockly from 'blockly/core';
import { type BlockSelection, canBeChosen, listAll, listIn } from './selection';

const { Coordinate, Rect } = Blockly.utils;
/** Pixels by which a finger may slip in a tap. */
const SLIP = 8;

export class Choosing {
  /** Whether taps choose. */
  readonly isOn: Signal<boolean> = signal(false);
  private readonly box = document.createElement('div');
  private readonly svg: SVGElement;
  private isPlainPress = false;
  private tapped: { block: Blockly.BlockSvg; x: number; y: number } | null = null;

  /** overlay: over the canvas; the box is drawn in it. */
  constructor(
    private readonly selection: BlockSelection,
    private readonly overlay: Element,
  ) {
    this.svg = selection.workspace.getParentSvg();
    this.box.className = 'choosing-box';
    this.box.hidden = true;
    overlay.append(this.box);
    this.svg.addEventListener('pointerdown', this.onDown, true);
    addEventListener('pointerup', this.onUp, true);
    selection.workspace.addChangeListener(this.onEvent);
  }

  dispose(): void {
    this.svg.removeEventListener('pointerdown', this.onDown, true);
    removeEventListener('pointerup', this.onUp, true);
    this.selection.workspace.removeChangeListener(this.onEvent);
    this.box.remove();
  }

  begin(): void {
    this.isOn.value = true;
  }

  end(): void {
    this.isOn.value = false;
    this.selection.clear();
  }

  chooseAll(): void {
    this.selection.set(listAll(this.selection.workspace));
  }

  /** Chooses a block, or lets it go. */
  toggle(block: Blockly.BlockSvg): void {
    const before = Blockly.getSelected();
    // Who adds a second block means the one with the focus, too.
    if (!this.isOn.peek() && !this.selection.count && before instanceof Blockly.BlockSvg && canBeChosen(before))
      this.selection.set([before, block]);
    else this.selection.toggle(block);
  }

  /** Chooses the block and the one before or after it, which gets the focus. */
  extend(block: Blockly.BlockSvg, by: 'getNextBlock' | 'getPreviousBlock'): void {
    const next = block[by]();
    this.selection.add(next ? [block, next] : [block]);
    if (next) Blockly.getFocusManager().focusNode(next);
  }

  private readonly onDown = (event: PointerEvent): void => {
    if (event.button || !event.isPrimary) return;
    const block = this.findBlock(event.target as Element);
    const isMine = event.shiftKey || this.isOn.peek();
    if (!block) {
      const isCanvas = (event.target as Element).closest('.blocklyMainBackground') || event.target === this.svg;
      if (isMine && isCanvas) this.beginBox(event);
      else if (isCanvas && event.pointerType === 'touch') this.awaitBox(event);
    } else if (event.shiftKey) {
      this.take(event);
      this.toggle(block);
    } else if (isMine) this.tapped = { block, x: event.clientX, y: event.clientY };
    else if (!this.selection.has(block)) this.selection.clear();
    this.isPlainPress = !isMine;
  };

  private readonly onUp = (event: PointerEvent): void => {
    const { tapped: tap, isPlainPress } = this;
    this.tapped = null;
    this.isPlainPress = false;
    if (this.selection.workspace.isDragging()) return;
    // A press without a drag lets the chosen blocks go.
    if (isPlainPress) this.selection.clear();
    if (!tap) return;
    if (Math.hypot(event.clientX - tap.x, event.clientY - tap.y) > SLIP) return;
    // A tap on a field would open it.
    this.selection.workspace.cancelCurrentGesture();
    event.stopPropagation();
    this.toggle(tap.block);
  };

  private readonly onEvent = (event: Blockly.Events.Abstract): void => {
    if (event.type === Blockly.Events.BLOCK_DELETE) this.selection.prune();
  };

  private take(event: PointerEvent): void {
    event.preventDefault();
    event.stopPropagation();
    Blockly.hideChaff();
  }

  private findBlock(target: Element): Blockly.BlockSvg | null {
    const id = target.closest('.blocklyBlockCanvas .blocklyDraggable')?.getAttribute('data-id');
    let block = id ? this.selection.workspace.getBlockById(id) : null;
    while (block && !canBeChosen(block)) block = block.getParent();
    return block;
  }

  /** A finger that moves at once moves the canvas; one that rests opens the menu, which ends Blockly's gesture. */
  private awaitBox(event: PointerEvent): void {
    const stop = new AbortController();
    const options = { capture: true, signal: stop.signal };
    const move = ({ pointerId, clientX, clientY }: PointerEvent) => {
      const isSlip = Math.hypot(clientX - event.clientX, clientY - event.clientY) <= SLIP;
      if (pointerId === event.pointerId && isSlip) return;
      stop.abort();
      if (pointerId !== event.pointerId || Blockly.Gesture.inProgress()) return;
      this.isPlainPress = false;
      this.begin();
      this.beginBox(event);
    };
    addEventListener('pointermove', move, options);
    for (const end of ['pointerup', 'pointercancel'] as const) addEventListener(end, () => stop.abort(), options);
  }

  private beginBox(event: PointerEvent): void {
    this.take(event);
    Blockly.getFocusManager().focusNode(this.selection.workspace);
    const before = this.selection.roots();
    const start = new Coordinate(event.clientX, event.clientY);
    const stop = new AbortController();
    const draw = (now: PointerEvent) => {
      const end = new Coordinate(now.clientX, now.clientY);
      this.showBox(start, end);
      this.selection.set([...before, ...listIn(this.selection.workspace, this.measure(start, end))]);
    };
    const finish = () => {
      this.box.hidden = true;
      stop.abort();
    };
    const isMine = (now: PointerEvent) => now.pointerId === event.pointerId;
    const options = { capture: true, signal: stop.signal };
    addEventListener('pointermove', (now) => isMine(now) && draw(now), options);
    for (const end of ['pointerup', 'pointercancel'] as const)
      addEventListener(end, (now) => isMine(now) && finish(), options);
  }

  private showBox(a: Blockly.utils.Coordinate, b: Blockly.utils.Coordinate): void {
    const { left, top } = this.overlay.getBoundingClientRect();
    Object.assign(this.box.style, {
      left: `${Math.min(a.x, b.x) - left}px`,
      top: `${Math.min(a.y, b.y) - top}px`,
      width: `${Math.abs(a.x - b.x)}px`,
      height: `${Math.abs(a.y - b.y)}px`,
    });
    this.box.hidden = false;
  }

  private measure(a: Blockly.utils.Coordinate, b: Blockly.utils.Coordinate): Blockly.utils.Rect {
    const [one, other] = [a, b].map((at) => Blockly.utils.svgMath.screenToWsCoordinates(this.selection.workspace, at));
    return new Rect(
      Math.min(one.y, other.y),
      Math.max(one.y, other.y),
      Math.min(one.x, other.x),
      Math.max(one.x, other.x),
    );
  }
}
