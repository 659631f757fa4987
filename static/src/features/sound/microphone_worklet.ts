/**
 * In the browser's audio thread: what the microphone hears as 16 kHz, 16 bits, mono, in pieces of a tenth of a second.
 * Built as a file of its own (`build.mjs`), which the page adds to its audio context.
 */

declare const sampleRate: number;
declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

const RATE = 16_000;
const PIECE = 1_600;
/** Crossings of zero of the filter at each side. */
const ZEROS = 16;
/** Places between two samples for which the filter is made. */
const PHASES = 160;
const FULL_SCALE = 32_767;

class MicrophoneRecorder extends AudioWorkletProcessor {
  private readonly step = sampleRate / RATE;
  private readonly half = Math.ceil(ZEROS * Math.max(1, this.step));
  private readonly kernels = new Map<number, Float32Array>();
  private heard = new Float32Array(this.half);
  /** Where the next sample at 16 kHz lies in `heard`. */
  private at = this.half;
  private piece = new Int16Array(PIECE);
  private filled = 0;

  process([channels]: Float32Array[][]): boolean {
    if (channels.length) this.take(channels);
    return true;
  }

  private take(channels: Float32Array[]): void {
    const [first] = channels;
    const next = new Float32Array(this.heard.length + first.length);
    next.set(this.heard);
    for (let index = 0; index < first.length; index++) {
      let sum = 0;
      for (const channel of channels) sum += channel[index];
      next[this.heard.length + index] = sum / channels.length;
    }
    for (; Math.floor(this.at) + this.half + 1 < next.length; this.at += this.step) this.put(this.filter(next));
    const past = Math.max(0, Math.floor(this.at) - this.half);
    this.heard = next.slice(past);
    this.at -= past;
  }

  /** The sample at `at`: a windowed sinc (Smith, "Digital Audio Resampling", 2002). */
  private filter(samples: Float32Array): number {
    const whole = Math.floor(this.at);
    const kernel = this.getKernel(Math.round((this.at - whole) * PHASES));
    let sum = 0;
    for (let index = 0; index < kernel.length; index++) sum += kernel[index] * samples[whole - this.half + index];
    return sum;
  }

  private getKernel(phase: number): Float32Array {
    let kernel = this.kernels.get(phase);
    if (!kernel) {
      const cutoff = Math.min(1, 1 / this.step);
      kernel = Float32Array.from({ length: 2 * this.half + 2 }, (_, index) => {
        const offset = index - this.half - phase / PHASES;
        if (Math.abs(offset) >= this.half) return 0;
        const angle = Math.PI * cutoff * offset;
        const hann = 0.5 + 0.5 * Math.cos((Math.PI * offset) / this.half);
        return cutoff * hann * (angle ? Math.sin(angle) / angle : 1);
      });
      this.kernels.set(phase, kernel);
    }
    return kernel;
  }

  private put(sample: number): void {
    this.piece[this.filled++] = Math.round(FULL_SCALE * Math.max(-1, Math.min(1, sample)));
    if (this.filled < PIECE) return;
    this.port.postMessage(this.piece.buffer, [this.piece.buffer]);
    this.piece = new Int16Array(PIECE);
    this.filled = 0;
  }
}

registerProcessor('microphone-recorder', MicrophoneRecorder);
