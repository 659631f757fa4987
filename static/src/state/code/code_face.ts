/** Which face of a program is shown: blocks, code or both. Kept by this browser, for each project. */

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { recall, remember } from '../../lib/storage';
import type { Level } from '../../lib/types';

export type Face = 'blocks' | 'both' | 'code';

/** What the code panel holds that the blocks do not follow yet. */
export interface Writing {
  /** The line, from 1, at which the text is no Python yet; null: it is whole, as far as is known. */
  unfinished: ReadonlySignal<number | null>;
  /** Lets the blocks follow the text as it stands. Returns whether the program may be run now. */
  settle(): Promise<boolean>;
  text(): string;
  undo(): void;
  find(): void;
}

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
  private readonly chosen;
  private readonly open;

  constructor(
    private readonly project: string,
    level: ReadonlySignal<Level>,
  ) {
    this.chosen = signal(recall<Face>(`face:${project}`, 'blocks'));
    this.open = signal(recall(`code-open:${project}`, false));
    this.unlocked = this.open;
    this.locked = computed(() => level.value === 1 && !this.open.value);
    this.shown = computed(() => {
      if (this.locked.value) return 'blocks';
      return this.chosen.value === 'both' && !this.roomy.value ? 'code' : this.chosen.value;
    });
    roomy.addEventListener('change', this.measure);
  }

  choose(face: Face): void {
    this.chosen.value = face;
    remember(`face:${this.project}`, face);
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
