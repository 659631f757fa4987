/** What is taken while a button is held: of background whole seconds, of everything else each sound by itself. */

import { encodeWav } from '../../../sound/heard_sound';
import { isClipped, SECOND } from '../../../sound/loudness';
import type { TeachMicrophone } from './microphone';

/** Seconds of one hold. */
export const MAX_HELD = 60;
/** The second of a sound goes on so long after its button was let go, in milliseconds. */
const PATIENCE_MS = 1_500;

export interface Recorded {
  sound: Blob;
  /** Seconds that are samples. */
  seconds: number;
}

export class Recording {
  /** Samples of background that are there. */
  private readonly began: number;
  private ended = false;
  private readonly stopListening: () => void;
  /** Sounds that were louder than the microphone can hear. */
  clipped = 0;
  found = 0;

  /**
   * onSound: told each sound as it comes, of background nothing before the end. onSecond: told how many seconds of
   * background there are.
   */
  constructor(
    private readonly microphone: TeachMicrophone,
    private readonly background: boolean,
    private readonly onSound: (recorded: Recorded, start: number) => void,
    private readonly onSecond: (seconds: number) => void = () => undefined,
  ) {
    this.began = microphone.heard.count;
    microphone.finder.begin();
    this.stopListening = microphone.listen((_, found) => this.take(found));
  }

  private take(found: number[]): void {
    if (this.background) return this.onSecond(this.seconds);
    for (const start of found) {
      const samples = this.microphone.heard.read(start, start + SECOND);
      if (isClipped(samples)) this.clipped++;
      else {
        this.found++;
        this.onSound({ sound: encodeWav(samples), seconds: 1 }, start);
      }
    }
  }

  /** Whole seconds so far. */
  get seconds(): number {
    return Math.min(MAX_HELD, Math.floor((this.microphone.heard.count - this.began) / SECOND));
  }

  /** The button was let go: waits for the sound that has begun. */
  async end(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    const { finder, heard } = this.microphone;
    const until = performance.now() + PATIENCE_MS;
    while (!this.background && finder.waiting && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 50));
    this.stopListening();
    const { seconds } = this;
    if (!this.background || !seconds || heard !== this.microphone.heard) return;
    const samples = heard.read(this.began, this.began + seconds * SECOND);
    this.onSound({ sound: encodeWav(samples), seconds }, this.began);
  }
}
