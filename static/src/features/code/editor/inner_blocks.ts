/** Which value's block stands at a place of the text: asked of the studio once a program, when the caret rests. */

import { send } from '../../../lib/api';
import type { ValueSpans } from '../../../lib/types';
import type { ProjectStore } from '../../../state/project_store';

const RESTS_MS = 150;

/** A place in the text, both counted from 1. */
export interface TextPlace {
  line: number;
  column: number;
}

export class InnerBlocks {
  private known: ValueSpans | null = null;
  private timer = 0;

  constructor(private readonly opened: ProjectStore) {}

  /** The innermost value whose text is around a place; null where there is none, or it is not known yet. */
  find({ line, column }: TextPlace): string | null {
    if (!this.isKnown()) return null;
    const at = [line, column - 1];
    const isAround = (span: number[]) => isBefore(span.slice(0, 2), at) && isBefore(at, span.slice(2));
    return this.known!.spans.findLast(([, ...span]) => isAround(span))?.[0] ?? null;
  }

  /** Where a value's block begins; null where that is not known. */
  findPlace(block: string): TextPlace | null {
    const span = this.isKnown() ? this.known!.spans.find(([one]) => one === block) : null;
    return span ? { line: span[1], column: span[2] + 1 } : null;
  }

  /** Asks for the places of the program that is shown, after a moment, where they are not known; then tells. */
  ask(onKnown: () => void): void {
    clearTimeout(this.timer);
    if (!this.isKnown())
      this.timer = window.setTimeout(() => void this.fetch().then((came) => came && onKnown()), RESTS_MS);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  /** Returns whether what came is of the program that is shown. */
  private async fetch(): Promise<boolean> {
    const workspace = this.opened.canvas.peek()?.save();
    if (!workspace) return false;
    // Without an answer the block of the whole line stays ringed.
    this.known = await send<ValueSpans>('POST', '/api/spans', { workspace }).catch(() => null);
    return this.isKnown();
  }

  private isKnown(): boolean {
    return this.known?.python === this.opened.program.peek().python;
  }
}

const isBefore = ([line, column]: number[], [otherLine, otherColumn]: number[]): boolean =>
  line < otherLine || (line === otherLine && column < otherColumn);
