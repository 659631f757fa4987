/** How loud what is heard is, and which of it stands out of the noise. */

const RATE = 16_000;
export const SECOND = RATE;
/** Samples over which loudness is averaged: a twentieth of a second. */
const FRAME = 800;
/** Frames that say how loud it is when nothing happens: ten seconds, of which a fifth is nothing. */
const REMEMBERED = 200;
const QUIET_SHARE = 0.2;
/** So many times as loud as the noise is a sound, at least `MIN_LEVEL`, always `SURE` (roots of mean squares). */
const ABOVE = 3;
const MIN_LEVEL = 0.008;
const SURE = 0.1;
/** Samples behind the beginning of a sound in which its loudest part is looked for. */
const ATTACK = SECOND / 2;
const FULL_SCALE = 32_768;
/** Samples as large are cut off; of a second, more than this share. */
const CLIPPED = 0.99 * FULL_SCALE;
const MAX_CLIPPED = 0.01;
/** Decibels below full scale that are level 0, as of `AudioClip.level`. */
const QUIETEST = -60;

function measureRoot(samples: Int16Array): number {
  let sum = 0;
  for (const one of samples) sum += (one / FULL_SCALE) ** 2;
  return Math.sqrt(sum / Math.max(1, samples.length));
}

/** 0 to 1, of a piece. */
export function measureLevel(samples: Int16Array): number {
  const root = measureRoot(samples);
  return root ? Math.max(0, Math.min(1, 1 - (20 * Math.log10(root)) / QUIETEST)) : 0;
}

/** Whether it was louder than the microphone can hear. */
export function isClipped(samples: Int16Array): boolean {
  let count = 0;
  for (const one of samples) if (Math.abs(one) >= CLIPPED) count++;
  return count > MAX_CLIPPED * samples.length;
}

/** Finds sounds: each as one second with its loudest part in the middle. Places are samples since the first. */
export class SoundFinder {
  private readonly frame = new Int16Array(FRAME);
  private filled = 0;
  private count = 0;
  private readonly past: number[] = [];
  private sound: { from: number; loudest: number; middle: number } | null = null;
  /** Where the last second ended: none begins before. */
  private end = 0;
  /** The newest frame is louder than the noise. */
  loud = false;

  /** Nothing that was heard before counts any more. */
  begin(): void {
    this.sound = null;
    this.end = this.count;
  }

  /** A sound has begun whose second is not over. */
  get waiting(): boolean {
    return this.sound !== null;
  }

  /** Returns where seconds begin that have been found now, all of which were heard. */
  add(piece: Int16Array): number[] {
    const found: number[] = [];
    for (const one of piece) {
      this.frame[this.filled++] = one;
      this.count++;
      if (this.filled < FRAME) continue;
      this.filled = 0;
      const start = this.take(measureRoot(this.frame), this.count - FRAME);
      if (start !== null) found.push(start);
    }
    return found;
  }

  /** How loud a sound must be to stand out. */
  get threshold(): number {
    const sorted = [...this.past].sort((a, b) => a - b);
    const noise = sorted[Math.floor(QUIET_SHARE * sorted.length)] ?? MIN_LEVEL;
    return Math.min(SURE, Math.max(MIN_LEVEL, ABOVE * noise));
  }

  private take(loudness: number, from: number): number | null {
    this.past.push(loudness);
    if (this.past.length > REMEMBERED) this.past.shift();
    this.loud = loudness > this.threshold;
    const { sound } = this;
    if (!sound) {
      if (this.loud && from >= this.end) this.sound = { from, loudest: loudness, middle: from + FRAME / 2 };
      return null;
    }
    if (loudness > sound.loudest && from < sound.from + ATTACK) {
      sound.loudest = loudness;
      sound.middle = from + FRAME / 2;
    }
    const start = Math.max(this.end, sound.middle - SECOND / 2);
    if (this.count < Math.max(start + SECOND, sound.from + ATTACK)) return null;
    this.sound = null;
    this.end = start + SECOND;
    return start;
  }
}
