/**
 * The spectrogram of what is heard just now, column by column: the numbers of `sunmao/sound/log_mel.py`, which a model
 * gets, in the colors of `sunmao/sound/spectrogram.py`.
 */

export const RATE = 16_000;
const WINDOW = 400;
export const HOP = 160;
const FFT = 512;
export const BANDS = 40;
const LOWEST = 50;
const HIGHEST = 7_600;
/** Power, of a full tone 1: what is more quiet is silence. */
const FLOOR = 1e-7;
/** Natural logarithm of power: all above is the last color. */
const LOUDEST = -3;
/** From quiet to loud, each lighter than the one before. */
const COLORS = [
  [10, 20, 60],
  [32, 58, 120],
  [40, 112, 142],
  [66, 160, 120],
  [160, 200, 80],
  [253, 231, 60],
];

/** What the samples of a window count, so that a full tone has power 1: Hann's. */
const weights = makeWeights();
const bands = makeBands();
const real = new Float64Array(FFT);
const imaginary = new Float64Array(FFT);
const power = new Float64Array(FFT / 2 + 1);

function makeWeights(): Float64Array {
  const hann = Float64Array.from({ length: WINDOW }, (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / WINDOW));
  const sum = hann.reduce((total, one) => total + one, 0);
  return hann.map((one) => (2 * one) / sum);
}

/** How much each frequency counts in each band, as [first frequency, weights]. */
function makeBands(): [number, number[]][] {
  const toMel = (hertz: number) => 2595 * Math.log10(1 + hertz / 700);
  const [low, high] = [toMel(LOWEST), toMel(HIGHEST)];
  const edges = Array.from({ length: BANDS + 2 }, (_, at) => {
    return 700 * (10 ** ((low + ((high - low) * at) / (BANDS + 1)) / 2595) - 1);
  });
  return Array.from({ length: BANDS }, (_, at) => {
    const [from, top, to] = edges.slice(at, at + 3);
    const first = Math.ceil((from * FFT) / RATE);
    const last = Math.floor((to * FFT) / RATE);
    const counts = [];
    for (let bin = first; bin <= last; bin++) {
      const hertz = (bin * RATE) / FFT;
      counts.push(Math.max(0, Math.min((hertz - from) / (top - from), (to - hertz) / (to - top))));
    }
    return [first, counts];
  });
}

/** How many columns lie whole within so many samples. */
export const countColumns = (samples: number) => Math.max(0, Math.floor((samples - WINDOW) / HOP) + 1);

/** One column, low tones first: 0 for silence, 255 for the loudest color. get: a sample of the window, −1 to 1. */
export function computeColumn(get: (at: number) => number, into: Uint8Array): void {
  real.fill(0);
  imaginary.fill(0);
  for (let at = 0; at < WINDOW; at++) real[at] = get(at) * weights[at];
  transform(real, imaginary);
  for (let bin = 0; bin < power.length; bin++) power[bin] = real[bin] ** 2 + imaginary[bin] ** 2;
  const span = LOUDEST - Math.log(FLOOR);
  for (let band = 0; band < BANDS; band++) {
    const [first, counts] = bands[band];
    let sum = FLOOR;
    for (let at = 0; at < counts.length; at++) sum += counts[at] * power[first + at];
    into[band] = Math.round(255 * Math.max(0, Math.min(1, (Math.log(sum) - Math.log(FLOOR)) / span)));
  }
}

/** In place, of a power of two: Cooley, Tukey 1965, "An Algorithm for the Machine Calculation of … Fourier Series". */
function transform(re: Float64Array, im: Float64Array): void {
  const size = re.length;
  for (let at = 1, to = 0; at < size; at++) {
    let bit = size >> 1;
    for (; to & bit; bit >>= 1) to ^= bit;
    to ^= bit;
    if (at < to) {
      [re[at], re[to]] = [re[to], re[at]];
      [im[at], im[to]] = [im[to], im[at]];
    }
  }
  for (let length = 2; length <= size; length <<= 1) {
    const half = length / 2;
    for (let at = 0; at < half; at++) {
      const angle = (-2 * Math.PI * at) / length;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      for (let low = at; low < size; low += length) {
        const high = low + half;
        const [x, y] = [re[high] * cos - im[high] * sin, re[high] * sin + im[high] * cos];
        re[high] = re[low] - x;
        im[high] = im[low] - y;
        re[low] += x;
        im[low] += y;
      }
    }
  }
}

/** The color of each of 256 steps, as a canvas keeps pixels. */
export const PALETTE = Uint32Array.from({ length: 256 }, (_, step) => {
  const place = (step / 255) * (COLORS.length - 1);
  const low = Math.min(COLORS.length - 2, Math.floor(place));
  const [red, green, blue] = COLORS[low].map((one, at) => one + (place - low) * (COLORS[low + 1][at] - one));
  return ((255 << 24) | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red)) >>> 0;
});
