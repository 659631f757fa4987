/**
 * Keeps the text and the blocks at one program: what was touched last leads. The blocks follow the text after a pause
 * in typing, where it is Python; the text follows the blocks as soon as the studio has printed them.
 */

import { effect, signal } from '@preact/signals';
import type * as Blockly from 'blockly/core';
import type { WorkspaceSvg } from 'blockly/core';
import type { Canvas } from '../../../canvas/contract';
import { applyProgram } from '../../../canvas/following/program_patch';
import { getPython, isFromText, PYTHON, PYTHON_CHANGE, type PythonChange } from '../../../canvas/following/python_text';
import { dropHalfText, keepHalfText } from '../../../lib/draft';
import { onReconnect } from '../../../lib/socket';
import type { ReadBlocks, Workspace } from '../../../lib/types';
import type { ProjectStore } from '../../../state/project_store';
import { isWhole, type ReadProgram, readProgram } from './read_program';

const PAUSE_MS = 400;
/** Of a program that is too long to be seen as blocks beside its text. */
const LONG_PAUSE_MS = 2_000;
/** Half-written is no error: it is told of this long after the last key. */
const TOLD_MS = 1_000;
const RETRY_MS = 3_000;
/** Of a block that is dragged or typed in. */
const EDITED_MS = 100;

/** The page of text itself. */
export interface TextPage {
  read(): string;
  /** Shows another text with the smallest change; what was typed is no step of its own any more. */
  show(text: string): void;
  /** The blocks have followed: what was typed is a step of theirs. */
  forgetTyping(): void;
  /** Takes back the last typing that the blocks have not followed; false: there is none. */
  undoTyping(): boolean;
  onFollowed(read: ReadProgram, before: Workspace): void;
}

/** The text of a page as a program has it, and back: the page has no line break after the last line. */
export const toPython = (text: string) => (text ? `${text}\n` : '');
export const toPage = (python: string) => python.replace(/\n$/, '');

export class TextSync {
  /** What the blocks do not follow yet. */
  readonly pending = signal(false);
  /** The line, from 1, at which the text is no Python yet; null: it is whole, as far as is known. */
  readonly unfinished = signal<number | null>(null);
  /** The same, once it may be told of. */
  readonly told = signal<number | null>(null);
  /** The spaces that belong in front of that line, where it is off by less than a step. */
  readonly indent = signal<number | null>(null);
  /** A block was changed while the blocks did not follow: which of the two stays? */
  readonly clash = signal(false);
  private agreed: string;
  private turn = 0;
  private timer = 0;
  private telling = 0;
  private typedAt = 0;
  private blocksLed = true;
  private workspace: WorkspaceSvg | null = null;
  private undoBlocks: () => void = () => {};
  private readonly ends: (() => void)[];

  constructor(
    private readonly opened: ProjectStore,
    private readonly page: TextPage,
  ) {
    this.agreed = toPage(opened.program.peek().python);
    this.ends = [
      this.connectCanvas(),
      effect(() => {
        const python = opened.program.value.python;
        if (opened.saving.state.value === 'saved' && this.blocksLed && !this.pending.peek()) this.adopt(python);
      }),
      onReconnect(() => this.pending.peek() && void this.readNow()),
    ];
  }

  /** The text was changed by the child. */
  noteTyping(): void {
    this.turn++;
    this.typedAt = performance.now();
    clearTimeout(this.timer);
    if (this.page.read() === this.agreed) return this.agree();
    this.pending.value = true;
    keepHalfText(this.opened.id, { text: this.page.read(), base: this.agreed });
    this.timer = window.setTimeout(() => void this.readNow(), this.opened.code.long.peek() ? LONG_PAUSE_MS : PAUSE_MS);
  }

  /** Lets the blocks follow at once, where they can. */
  async settle(): Promise<void> {
    this.opened.canvas.peek()?.flush();
    for (let tries = 0; tries < 3 && this.page.read() !== this.agreed; tries++) {
      await this.readNow();
      if (this.unfinished.peek() !== null) return;
    }
  }

  /** Gives up what was typed since the blocks followed last. */
  goBack(): void {
    this.clash.value = false;
    this.turn++;
    this.page.show(this.agreed);
    this.agree();
    if (this.opened.saving.state.peek() === 'saved') this.adopt(this.opened.program.peek().python);
  }

  /** Takes back the change of the blocks, and lets them follow the text. */
  keepText(): void {
    this.clash.value = false;
    this.undoBlocks();
    this.noteTyping();
  }

  dispose(): void {
    clearTimeout(this.timer);
    clearTimeout(this.telling);
    for (const end of this.ends) end();
  }

  private adopt(python: string): void {
    const text = toPage(python);
    if (text !== this.page.read()) this.page.show(text);
    this.agreed = text;
  }

  private agree(): void {
    clearTimeout(this.timer);
    this.pending.value = false;
    this.tell(null);
    dropHalfText(this.opened.id);
  }

  private tell(line: number | null, indent: number | null = null): void {
    this.unfinished.value = line;
    this.indent.value = indent;
    clearTimeout(this.telling);
    if (line === null) this.told.value = null;
    else
      this.telling = window.setTimeout(
        () => (this.told.value = line),
        Math.max(0, this.typedAt + TOLD_MS - performance.now()),
      );
  }

  private async readNow(): Promise<void> {
    clearTimeout(this.timer);
    const turn = ++this.turn;
    const text = this.page.read();
    const again = (pause: number) => {
      if (turn === this.turn) this.timer = window.setTimeout(() => void this.readNow(), pause);
    };
    const canvas = await this.opened.requireCanvas();
    if (canvas.isBeingEdited()) return again(EDITED_MS);
    const before = canvas.flush();
    let answer: ReadBlocks;
    try {
      answer = await readProgram(toPython(text), before);
    } catch {
      return again(RETRY_MS);
    }
    if (turn !== this.turn) return;
    if (!isWhole(answer)) this.tell(answer.unfinished!.line, answer.unfinished!.indent);
    else if (canvas.isBeingEdited()) again(EDITED_MS);
    else this.follow(text, answer, before);
  }

  private follow(text: string, read: ReadProgram, before: Workspace): void {
    const workspace = this.workspace!;
    const [was, is] = [
      { kept: getPython(workspace), shown: this.agreed },
      { kept: keptIn(read.workspace), shown: text },
    ];
    performance.mark('follow');
    try {
      applyProgram(workspace, read.workspace, was, is);
    } catch (error) {
      // Half of a change must not be what is saved: all is shown anew, without what could be undone.
      console.warn('Loading the whole program:', error);
      this.opened.canvas.peek()!.load(read.workspace);
      this.opened.handleChange(read.workspace);
    }
    performance.measure('follow', 'follow'); // how long the page takes to follow
    this.agreed = text;
    this.blocksLed = false;
    this.agree();
    this.page.forgetTyping();
    this.opened.program.value = read.program;
    this.page.onFollowed(read, before);
  }

  /** Hears the blocks while they are there; Undo of theirs takes back typing first. */
  private connectCanvas(): () => void {
    let disconnect = () => {};
    const connect = (canvas: Canvas | null) => {
      disconnect();
      disconnect = () => {};
      if (!canvas) return;
      const nothing = { redraw: () => {}, hide: () => {} };
      const forget = canvas.addLayer((workspace) => {
        this.workspace = workspace;
        return nothing;
      });
      const workspace = this.workspace!;
      const hear = (event: Blockly.Events.Abstract) => this.hear(event);
      const undo = workspace.undo.bind(workspace);
      this.undoBlocks = () => undo(false);
      workspace.undo = (redo) => {
        if (redo || !this.page.undoTyping()) undo(redo);
      };
      workspace.addChangeListener(hear);
      disconnect = () => {
        forget();
        workspace.undo = undo;
        workspace.removeChangeListener(hear);
        this.workspace = null;
      };
    };
    const stop = effect(() => connect(this.opened.canvas.value));
    return () => {
      stop();
      disconnect();
    };
  }

  private hear(event: Blockly.Events.Abstract): void {
    if (event.type === PYTHON_CHANGE) {
      // By Undo or Redo: the text goes with its blocks.
      if (!event.recordUndo) this.adopt(toPython((event as PythonChange).after.shown));
    } else if (!event.isUiEvent && !isFromText(event) && !isPlaceOnly(event)) {
      this.blocksLed = true;
      if (!this.pending.peek()) return;
      this.turn++;
      clearTimeout(this.timer);
      if (event.recordUndo) this.clash.value = true;
      else this.timer = window.setTimeout(() => void this.readNow(), PAUSE_MS);
    }
  }
}

/** The text that a workspace keeps beside its blocks: none where they alone are printed so. */
const keptIn = ({ [PYTHON]: kept }: ReadProgram['workspace']) => (typeof kept === 'string' ? kept : null);

/** Whether a block was moved on the canvas without another place in the program. */
function isPlaceOnly(event: Blockly.Events.Abstract): boolean {
  if (event.type === 'finished_loading' || event.type === 'viewport_change') return true;
  const move = event as Blockly.Events.BlockMove;
  return event.type === 'move' && move.oldParentId === move.newParentId && move.oldInputName === move.newInputName;
}
