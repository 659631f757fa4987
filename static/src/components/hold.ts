/** A button that is held, by mouse, finger or space bar, and what happens as long as it is. */

import { signal } from '@preact/signals';

/** Where the space bar and digits mean something else. */
const TAKEN = 'button:not(.hold, [role="radio"]), input, select, textarea, a, dialog, canvas, [role="menu"]';

interface HoldKeys {
  down(): void;
  release(): void;
  /** The page is left: nothing is held any more. */
  leave(): void;
  /** A digit was pressed, from 0. */
  choose(at: number): void;
  /** Whether the keys mean something else now. */
  isElsewhere?(): boolean;
}

/** The space bar holds, a digit chooses. Returns how to stop. */
export function listenForHold(keys: HoldKeys): () => void {
  const down = (event: KeyboardEvent) => {
    const taken = event.target instanceof Element && event.target.closest(TAKEN) !== null;
    if (taken || keys.isElsewhere?.() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key >= '1' && event.key <= '9') keys.choose(Number(event.key) - 1);
    if (event.key !== ' ') return;
    event.preventDefault();
    if (!event.repeat) keys.down();
  };
  const up = (event: KeyboardEvent) => event.key === ' ' && keys.release();
  const leave = () => keys.leave();
  addEventListener('keydown', down);
  addEventListener('keyup', up);
  addEventListener('blur', leave);
  return () => {
    removeEventListener('keydown', down);
    removeEventListener('keyup', up);
    removeEventListener('blur', leave);
  };
}

/** What mouse and finger do on the button; a finger that slides off it still holds it. */
export function makeHoldPointer({ down, release, leave }: Pick<HoldKeys, 'down' | 'release' | 'leave'>) {
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      down();
    },
    onPointerUp: release,
    onPointerCancel: leave,
    onLostPointerCapture: release,
    onContextMenu: (event: Event) => event.preventDefault(),
  };
}

/** Pictures one after another, as long as a button is held. */
export class Burst {
  readonly held = signal(false);
  /** Until the picture that was on its way at the end is there, too, or has failed. */
  settled: Promise<void> = Promise.resolve();
  private wake: (() => void) | null = null;

  begin(): void {
    this.held.value = true;
  }

  /** Ends it after the picture that is on its way. */
  end(): void {
    this.held.value = false;
    this.wake?.();
  }

  /**
   * Takes one picture, and more until the end, at most so many. take: false ends it; gap: milliseconds from one to the
   * next.
   */
  run(take: () => Promise<boolean>, gap: () => number, most: number): Promise<void> {
    const taken = this.takeAll(take, gap, most);
    this.settled = Promise.allSettled([this.settled, taken]).then(() => undefined);
    return taken;
  }

  private async takeAll(take: () => Promise<boolean>, gap: () => number, most: number): Promise<void> {
    for (let taken = 0; (this.held.peek() || !taken) && taken < most; taken++) {
      const began = performance.now();
      if (!(await take())) break;
      await this.sleep(gap() - (performance.now() - began));
    }
  }

  /** Waits so long, or until the end. */
  sleep(milliseconds: number): Promise<void> {
    if (milliseconds <= 0 || !this.held.peek()) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.wake = null;
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      this.wake = end;
    });
  }
}
