/** The newest minute of a microphone, with its spectrogram, by the number of samples since it began. */

import { BANDS, computeColumn, countColumns, HOP } from './log_mel';

const RATE = 16_000;
const KEPT = 64 * RATE;
const KEPT_COLUMNS = 1_024;
const FULL_SCALE = 32_768;

export class HeardSound {
  /** Samples so far. */
  count = 0;
  private readonly samples = new Int16Array(KEPT);
  private readonly columns = Array.from({ length: KEPT_COLUMNS }, () => new Uint8Array(BANDS));
  private drawn = 0;

  add(piece: Int16Array): void {
    for (const one of piece) this.samples[this.count++ % KEPT] = one;
    for (const all = countColumns(this.count); this.drawn < all; this.drawn++) {
      const from = this.drawn * HOP;
      computeColumn((at) => this.samples[(from + at) % KEPT] / FULL_SCALE, this.columns[this.drawn % KEPT_COLUMNS]);
    }
  }

  /** Samples from a place to another; silence where nothing is kept. */
  read(from: number, to: number): Int16Array {
    const found = new Int16Array(to - from);
    for (let at = Math.max(0, from, this.count - KEPT); at < Math.min(to, this.count); at++)
      found[at - from] = this.samples[at % KEPT];
    return found;
  }

  /** How many columns there are, and one of the newest. */
  get columnCount(): number {
    return this.drawn;
  }

  getColumn(at: number): Uint8Array | null {
    return at < 0 || at < this.drawn - KEPT_COLUMNS ? null : this.columns[at % KEPT_COLUMNS];
  }
}

/** A wav file of 16 kHz, mono, 16 bits. */
export function encodeWav(samples: Int16Array): Blob {
  const head = new DataView(new ArrayBuffer(44));
  const write = (at: number, text: string) => [...text].forEach((one, n) => head.setUint8(at + n, one.charCodeAt(0)));
  const size = 2 * samples.length;
  write(0, 'RIFF');
  head.setUint32(4, 36 + size, true);
  write(8, 'WAVEfmt ');
  head.setUint32(16, 16, true);
  head.setUint16(20, 1, true);
  head.setUint16(22, 1, true);
  head.setUint32(24, RATE, true);
  head.setUint32(28, 2 * RATE, true);
  head.setUint16(32, 2, true);
  head.setUint16(34, 16, true);
  write(36, 'data');
  head.setUint32(40, size, true);
  return new Blob([head, samples as Int16Array<ArrayBuffer>], { type: 'audio/wav' });
}
