/** A line and its block find each other: rings on the canvas, bands in the text, pauses at the numbers of lines. */

import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { computed, effect } from '@preact/signals';
import { getSelected, type WorkspaceSvg } from 'blockly/core';
import type { Layer } from '../../../canvas/contract';
import { BlockHighlight } from '../../../canvas/overlays/highlight';
import { Viewport } from '../../../canvas/workspace/viewport';
import type { ProjectStore } from '../../../state/project_store';
import { getFaultySpan, getRunningSpan, getSpan } from '../line_spans';
import { makeBand, type Span } from './bands';
import { InnerBlocks, type TextPlace } from './inner_blocks';
import type { TextSync } from './text_sync';

/** Blocks that keep their Python as it was written begin so. */
const KEPT = 'program_python';

/** A ring on the block that a place in the text is about. */
class TextRing implements Layer {
  private readonly ring: BlockHighlight;
  private readonly view: Viewport;

  /** kind: 'code' for the block at the caret, 'err' for one whose text has a mistake. */
  constructor(
    readonly workspace: WorkspaceSvg,
    private readonly kind: 'code' | 'err',
  ) {
    this.ring = new BlockHighlight(workspace, kind);
    this.view = new Viewport(workspace);
  }

  set(block: string | null): void {
    if (block === this.ring.on) return;
    this.ring.set(block);
    if (block && this.kind === 'code') this.view.reveal(block);
  }

  redraw(): void {
    this.ring.redraw();
  }

  hide(): void {
    this.ring.hide();
  }
}

export class BlockLink {
  /** How many lines have no block. */
  readonly keptLines;
  private readonly bands = {
    sel: makeBand('at-sel'),
    kept: makeBand('at-kept'),
    half: makeBand('at-half'),
    run: makeBand('at-run'),
    bad: makeBand('at-bad'),
    stops: makeBand('stop-here', 'numbers'),
  };
  readonly extension: Extension = Object.values(this.bands).map((band) => band.extension);
  private readonly kept;
  private view!: EditorView;
  private sync!: TextSync;
  private readonly inner: InnerBlocks;
  private ring: TextRing | null = null;
  private badRing: TextRing | null = null;
  private mistake = 0;
  private caret: TextPlace = { line: 0, column: 1 };
  private ends: (() => void)[] = [];

  constructor(private readonly opened: ProjectStore) {
    this.inner = new InnerBlocks(opened);
    this.kept = computed(() => this.findKept());
    this.keptLines = computed(() => {
      const lines = new Set(this.kept.value.flatMap(([first, last]) => listLines(first, last)));
      return lines.size;
    });
  }

  connect(view: EditorView, sync: TextSync): void {
    this.view = view;
    this.sync = sync;
    const { opened, bands } = this;
    const one = (span: Span | null): Span[] => (span ? [span] : []);
    this.ends = [
      effect(() => this.connectRings()),
      effect(() => bands.kept.set(view, this.kept.value)),
      effect(() => {
        const span = getSpan(opened, opened.selected.value);
        bands.sel.set(view, one(span));
        if (span) this.reveal(span[0], 'nearest');
      }),
      effect(() => this.light('run', getRunningSpan(opened))),
      effect(() => this.light('bad', getFaultySpan(opened) ?? (this.mistake ? [this.mistake, this.mistake] : null))),
      effect(() => {
        const { blocks } = opened.program.value;
        const lines = opened.run.pace.breakpoints.value.map((block) => blocks[block]?.[0] ?? 0);
        bands.stops.set(
          view,
          lines.filter((line) => line).map((line) => [line, line]),
        );
      }),
      effect(() => {
        // The program's lines are others now: so may be the block of the caret's.
        opened.program.value;
        if (!sync.pending.value) this.followCaret(this.caret);
      }),
    ];
  }

  /** The line that is not written to its end is lit, and no block is ringed then. */
  setHalf(line: number | null): void {
    if (line) this.ring?.set(null);
    this.bands.half.set(this.view, line ? [[line, line]] : []);
  }

  /** The line with a mistake is lit, and its block ringed in red; null: there is none. */
  setMistake(line: number | null): void {
    this.mistake = line ?? 0;
    this.light('bad', line ? [line, line] : getFaultySpan(this.opened));
    this.badRing?.set(line ? this.getBlock(line) : null);
    this.followCaret(this.caret);
  }

  /** Rings the value's block that the caret is inside, or that of its line. */
  followCaret(caret: TextPlace): void {
    this.caret = caret;
    if (!this.sync || this.sync.pending.peek()) return;
    const writes = this.view.hasFocus;
    if (writes && this.opened.selected.peek()) this.opened.canvas.peek()?.select(null);
    // The line of a mistake has its own ring.
    const isFree = writes && caret.line !== this.mistake;
    const block = isFree ? (this.inner.find(caret) ?? this.getBlock(caret.line)) : null;
    this.ring?.set(block);
    if (block) this.inner.ask(() => this.followCaret(this.caret));
  }

  /** From the caret to its block. */
  goToBlock(): boolean {
    const block = this.inner.find(this.caret) ?? this.getBlock(this.caret.line);
    if (!block || !this.opened.canvas.peek()?.has(block)) return false;
    this.opened.canvas.peek()!.showBlock(block);
    return true;
  }

  pauseAt(line: number): void {
    const block = this.sync.pending.peek() ? null : this.getBlock(line);
    if (block) void this.opened.run.pace.toggle(block);
  }

  showLine(line: number): void {
    this.reveal(line, 'center');
  }

  /** F2 goes from the chosen block to its line. */
  listenForKeys(): () => void {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'F2' || !(event.target as Element).closest?.('.canvas-host')) return;
      // Blockly tells of what is chosen only after a moment.
      const place = this.findPlace(getSelected()?.id ?? null);
      if (!place) return;
      event.preventDefault();
      event.stopPropagation();
      this.view.focus();
      const { from } = this.view.state.doc.line(place.line);
      this.view.dispatch({ selection: { anchor: from + place.column - 1 }, scrollIntoView: true });
    };
    addEventListener('keydown', onKeyDown, true);
    return () => removeEventListener('keydown', onKeyDown, true);
  }

  dispose(): void {
    for (const end of this.ends) end();
    this.inner.dispose();
    this.ring?.set(null);
    this.badRing?.set(null);
  }

  private connectRings(): (() => void) | undefined {
    const canvas = this.opened.canvas.value;
    const forget = [
      canvas?.addLayer((workspace) => (this.badRing = new TextRing(workspace, 'err'))),
      canvas?.addLayer((workspace) => (this.ring = new TextRing(workspace, 'code'))),
    ];
    return () => {
      for (const end of forget) end?.();
      this.ring = this.badRing = null;
    };
  }

  /** Where the text of a block begins: of a value, where it is known; else its line, or that of what it stands in. */
  private findPlace(block: string | null): TextPlace | null {
    const value = block && this.inner.findPlace(block);
    if (value) return value;
    const span = getSpan(this.opened, block);
    if (span) return { line: span[0], column: 1 };
    const around = block && this.ring?.workspace.getBlockById(block)?.getSurroundParent();
    return around ? this.findPlace(around.id) : null;
  }

  private light(name: 'run' | 'bad', span: Span | null): void {
    this.bands[name].set(this.view, span ? [span] : []);
    if (span) this.reveal(span[0], 'center');
  }

  private reveal(line: number, how: 'nearest' | 'center'): void {
    if (line > this.view.state.doc.lines) return;
    const { from } = this.view.state.doc.line(line);
    this.view.dispatch({ effects: EditorView.scrollIntoView(from, { y: how }) });
  }

  private getBlock(line: number): string | null {
    return this.opened.program.peek().lines[line - 1] ?? null;
  }

  private findKept(): Span[] {
    const { blocks } = this.opened.program.value;
    if (!this.opened.canvas.value) return [];
    const types = this.ring?.workspace;
    return Object.entries(blocks)
      .filter(([id]) => types?.getBlockById(id)?.type.startsWith(KEPT))
      .map(([, span]) => span);
  }
}

function listLines(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}
