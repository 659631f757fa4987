/**
 * The text of a run, as lines for the page. A million lines must not fill the page's memory: the first and the newest
 * lines are kept, those between are only counted; the run's log on disk has them all.
 */

import { both } from '../lib/texts';
import type { Text } from '../lib/types';
import './texts';

export type LineStyle = '' | 'stderr' | 'note' | 'warn' | 'bad' | 'asked';

const CHUNK_LINES = 200;
const HEAD_CHUNKS = 1;
const TAIL_CHUNKS = 200;
const LINE_CHARACTERS = 5_000;

/** Up to 200 lines, drawn as one element. `shape` grows when a line was added or rewritten. */
export interface Chunk {
  readonly id: number;
  readonly lines: (string | Text)[];
  readonly styles: LineStyle[];
  shape: number;
}

const ESCAPES = /\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\|$)|[ -/]*[0-~])?/g;
const UNFINISHED = /\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x07\x1b]{0,300}|[ -/]*)$/;
// Characters that move, hide or turn text around (and halves of characters) are shown by their code.
const CONTROLS =
  /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu;

function escapeCharacter(character: string): string {
  const code = character.charCodeAt(0);
  return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** Text with terminal commands taken out and invisible characters made visible. */
export function sanitize(text: string): string {
  return text.replace(ESCAPES, '').replace(CONTROLS, escapeCharacter);
}

export class LogBuffer {
  readonly chunks: Chunk[] = [];
  folded = 0;
  /** Lines so far, those folded included. */
  total = 0;
  private born = 0;
  private line = '';
  private hidden = 0;
  private style: LineStyle = '';
  private started = false;
  private column: number | null = null;
  private rest = '';

  /** Adds what a program wrote: `\n` ends a line, `\r` goes back to its start. */
  write(text: string, style: LineStyle = ''): void {
    const whole = this.rest + text;
    const cut = UNFINISHED.exec(whole);
    this.rest = cut ? cut[0] : '';
    const lines = sanitize(cut ? whole.slice(0, cut.index) : whole).split('\n');
    lines.forEach((part, index) => {
      if (part) this.put(part, style);
      if (index < lines.length - 1) this.end(style);
    });
    if (this.started) this.redraw();
  }

  /** Adds a line of the page's own; a text in both languages follows the language switch. */
  say(text: string | Text, style: LineStyle): void {
    if (this.started) this.end(this.style);
    const lines = typeof text === 'string' ? text.split('\n').map(sanitize) : [text];
    for (const line of lines) this.append(line, style);
  }

  get isEmpty(): boolean {
    return this.chunks.length === 0;
  }

  private put(part: string, style: LineStyle): void {
    if (!this.started) this.begin(style);
    for (const [index, piece] of part.split('\r').entries()) {
      if (index > 0) this.column = 0;
      if (piece) this.type(piece);
    }
  }

  private type(piece: string): void {
    const at = this.column;
    if (at !== null) {
      this.line = this.line.slice(0, at) + piece + this.line.slice(at + piece.length);
      this.column = at + piece.length;
      this.hidden = 0;
    } else {
      this.line += piece;
    }
    if (this.line.length > LINE_CHARACTERS) {
      this.hidden += this.line.length - LINE_CHARACTERS;
      this.line = this.line.slice(0, LINE_CHARACTERS);
    }
  }

  private begin(style: LineStyle): void {
    this.append('', style);
    this.started = true;
    this.style = style;
  }

  private end(style: LineStyle): void {
    if (!this.started) this.begin(style);
    this.redraw();
    this.started = false;
    this.line = '';
    this.hidden = 0;
    this.column = null;
  }

  private redraw(): void {
    const chunk = this.chunks[this.chunks.length - 1];
    chunk.lines[chunk.lines.length - 1] = this.hidden ? cutLine(this.line, this.hidden) : this.line;
    chunk.shape++;
  }

  private append(line: string | Text, style: LineStyle): void {
    let chunk = this.chunks[this.chunks.length - 1];
    if (!chunk || chunk.lines.length >= CHUNK_LINES) {
      chunk = { id: this.born++, lines: [], styles: [], shape: 0 };
      this.chunks.push(chunk);
      this.fold();
    }
    chunk.lines.push(line);
    chunk.styles.push(style);
    chunk.shape++;
    this.total++;
  }

  private fold(): void {
    if (this.chunks.length <= HEAD_CHUNKS + TAIL_CHUNKS) return;
    const [gone] = this.chunks.splice(HEAD_CHUNKS, 1);
    this.folded += gone.lines.length;
  }
}

function cutLine(line: string, hidden: number): Text {
  const more = both('cut', { n: hidden });
  return { zh: line + more.zh, en: line + more.en };
}
