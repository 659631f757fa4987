/** Which face of a program is shown: blocks, code or both. Kept by this browser, for each project. */

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { recall, remember } from '../../lib/storage';
import type { Level, TextMistake } from '../../lib/types';

export type Face = 'blocks' | 'both' | 'code';

/** What the code panel holds that the blocks do not follow yet. */
export interface Writing {
  /** The line at which the text is no Python yet, once it may be told of. */
  told: ReadonlySignal<number | null>;
  /** The first mistake in it, once it may be told of. */
  mistake: ReadonlySignal<{ mistake: TextMistake } | null>;
  mistakeCount: ReadonlySignal<number>;
  /** The line, from 1, at which the text is no Python yet; null: it is whole, as far as is known. */
  unfinished: ReadonlySignal<number | null>;
  /** Lets the blocks follow the text as it stands. Returns whether the program may be run now. */
  settle(): Promise<boolean>;
  text(): string;
  undo(): void;
  find(): void;
  /** Goes to the first mistake, or to the line that is not finished. Returns whether there is one. */
  goToTrouble(): boolean;
}

/** A program of more lines is not shown on both sides; one that was written as text, as text alone. */
const LONGEST = 600;
const SIZES = [12, 13, 14, 16, 18, 20, 22, 24];
const USUAL = 14;

const roomy = matchMedia('(min-width: 900px)');

export class CodeFace {
  /** There is room for both side by side. */
  readonly roomy = signal(roomy.matches);
  /** The lock of the first level was opened for this project. */
  readonly unlocked: ReadonlySignal<boolean>;
  /** The code can be read and not written. */
  readonly locked: ReadonlySignal<boolean>;
  readonly shown: ReadonlySignal<Face>;
  /** The editor; null until the code is written in. */
  readonly writing = signal<Writing | null>(null);
  /** The program is too long for both sides. */
  readonly long: ReadonlySignal<boolean>;
  readonly offered: ReadonlySignal<Face[]>;
  /** Pixels of the text's letters; null: those of the face. The same in all projects of this browser. */
  readonly size = signal(recall<number | null>('code-size', null));
  private readonly chosen;
  private readonly open;

  /** hasOwnText: whether the text was written by the child, and is not printed from blocks alone. */
  constructor(
    private readonly project: string,
    level: ReadonlySignal<Level>,
    lines: ReadonlySignal<number>,
    hasOwnText: () => boolean,
  ) {
    this.long = computed(() => lines.value > LONGEST);
    this.offered = computed(() => {
      if (this.long.value) return hasOwnText() ? ['code'] : ['blocks', 'code'];
      return this.roomy.value ? ['blocks', 'both', 'code'] : ['blocks', 'code'];
    });
    this.chosen = signal(recall<Face>(`face:${project}`, 'blocks'));
    this.open = signal(recall(`code-open:${project}`, false));
    this.unlocked = this.open;
    this.locked = computed(() => level.value === 1 && !this.open.value);
    this.shown = computed(() => {
      if (this.locked.value) return 'blocks';
      return this.offered.value.includes(this.chosen.value) ? this.chosen.value : 'code';
    });
    roomy.addEventListener('change', this.measure);
  }

  choose(face: Face): void {
    this.chosen.value = face;
    remember(`face:${this.project}`, face);
  }

  /** step: 1 larger, −1 smaller, 0 as usual. */
  zoom(step: -1 | 0 | 1): void {
    const at = SIZES.indexOf(this.size.peek() ?? USUAL) + step;
    this.size.value = step ? SIZES[Math.max(0, Math.min(at, SIZES.length - 1))] : null;
    remember('code-size', this.size.value);
  }

  setLock(locked: boolean): void {
    this.open.value = !locked;
    remember(`code-open:${this.project}`, !locked);
  }

  dispose(): void {
    roomy.removeEventListener('change', this.measure);
  }

  private readonly measure = (): void => {
    this.roomy.value = roomy.matches;
  };
}
