/** A line and its block find each other: rings on the canvas, bands in the text, pauses at the numbers of lines. */

import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { computed, effect } from '@preact/signals';
import type { WorkspaceSvg } from 'blockly/core';
import type { Layer } from '../../../canvas/contract';
import { BlockHighlight } from '../../../canvas/overlays/highlight';
import { Viewport } from '../../../canvas/workspace/viewport';
import type { ProjectStore } from '../../../state/project_store';
import { getFaultySpan, getRunningSpan, getSpan } from '../line_spans';
import { makeBand, type Span } from './bands';
import type { TextSync } from './text_sync';

/** Blocks that keep their Python as it was written begin so. */
const KEPT = 'program_python';

/** The ring of the block on whose line the caret is. */
class CaretRing implements Layer {
  private readonly ring: BlockHighlight;
  private readonly view: Viewport;

  constructor(readonly workspace: WorkspaceSvg) {
    this.ring = new BlockHighlight(workspace, 'code');
    this.view = new Viewport(workspace);
  }

  set(block: string | null): void {
    if (block === this.ring.on) return;
    this.ring.set(block);
    if (block) this.view.reveal(block);
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
  private ring: CaretRing | null = null;
  private line = 0;
  private ends: (() => void)[] = [];

  constructor(private readonly opened: ProjectStore) {
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
      effect(() => this.connectRing()),
      effect(() => bands.kept.set(view, this.kept.value)),
      effect(() => {
        const span = getSpan(opened, opened.selected.value);
        bands.sel.set(view, one(span));
        if (span) this.reveal(span[0], 'nearest');
      }),
      effect(() => this.light('run', getRunningSpan(opened))),
      effect(() => this.light('bad', getFaultySpan(opened))),
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
        if (!sync.pending.value) this.followCaret(this.line);
      }),
    ];
  }

  /** The line that is not written to its end is lit, and no block is ringed then. */
  setHalf(line: number | null): void {
    this.bands.half.set(this.view, line ? [[line, line]] : []);
  }

  /** Rings the block of the line that the caret is on. */
  followCaret(line: number): void {
    this.line = line;
    if (!this.sync || this.sync.pending.peek()) return;
    const writes = this.view.hasFocus;
    if (writes && this.opened.selected.peek()) this.opened.canvas.peek()?.select(null);
    const block = writes ? this.getBlock(line) : null;
    this.ring?.set(block);
  }

  /** From a line to its block. */
  goToBlock(line: number): boolean {
    const block = this.getBlock(line);
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
      const span = getSpan(this.opened, this.opened.selected.peek());
      if (!span) return;
      event.preventDefault();
      event.stopPropagation();
      this.view.focus();
      this.view.dispatch({ selection: { anchor: this.view.state.doc.line(span[0]).from }, scrollIntoView: true });
    };
    addEventListener('keydown', onKeyDown, true);
    return () => removeEventListener('keydown', onKeyDown, true);
  }

  dispose(): void {
    for (const end of this.ends) end();
    this.ring?.set(null);
  }

  private connectRing(): (() => void) | undefined {
    const forget = this.opened.canvas.value?.addLayer((workspace) => (this.ring = new CaretRing(workspace)));
    return () => {
      forget?.();
      this.ring = null;
    };
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
