/**
 * Dots of the map, written straight into pixels: fifty thousand of them take a few milliseconds, where fifty thousand
 * calls of the canvas take far more than a frame.
 */

/** Part of 256 that the dot, and its rim, cover of each pixel around its middle. */
interface Stamp {
  reach: number;
  core: Uint16Array;
  rim: Uint16Array;
}

const FULL = 256;
const FINE = 4;

export type Color = readonly [red: number, green: number, blue: number];

export class DotPainter {
  private pixels: ImageData | null = null;
  private whole = new Uint32Array(0);
  private paper: Color = [0, 0, 0];
  private readonly stamps = new Map<string, Stamp>();

  /** Begins a picture of so many pixels. */
  begin(width: number, height: number, paper: Color): void {
    if (this.pixels?.width !== width || this.pixels.height !== height) {
      this.pixels = new ImageData(width, height);
      this.whole = new Uint32Array(this.pixels.data.buffer);
    }
    this.paper = paper;
    this.whole.fill(packColor(paper));
  }

  /** A color as `fill` takes it. strength: from 0, the paper's, to 1. */
  mix(color: Color, strength: number): number {
    const [red, green, blue] = color.map((part, at) => part * strength + this.paper[at] * (1 - strength));
    return packColor([red, green, blue]);
  }

  /** A square of so many pixels around a point: for dots too small to be round. */
  fill(x: number, y: number, side: number, color: number): void {
    const { width, height } = this.pixels!;
    const [left, top] = [Math.round(x) - (side >> 1), Math.round(y) - (side >> 1)];
    if (left < 0 || top < 0 || left + side > width || top + side > height) return;
    for (let row = top; row < top + side; row++)
      for (let place = row * width + left, end = place + side; place < end; place++) this.whole[place] = color;
  }

  /** radius, width: of the dot and of its rim in pixels. strength: from 0 to 1. */
  paint(x: number, y: number, radius: number, width: number, color: Color, rim: Color, strength: number): void {
    const { data, width: across, height: down } = this.pixels!;
    const stamp = this.getStamp(radius, width);
    const [left, top] = [Math.round(x) - stamp.reach, Math.round(y) - stamp.reach];
    const side = 2 * stamp.reach + 1;
    if (left < 0 || top < 0 || left + side > across || top + side > down) return;
    const share = Math.round(strength * FULL);
    for (let row = 0, at = 0; row < side; row++) {
      let place = 4 * ((top + row) * across + left);
      for (let column = 0; column < side; column++, at++, place += 4) {
        const core = (stamp.core[at] * share) >> 8;
        const edge = (stamp.rim[at] * share) >> 8;
        if (!core && !edge) continue;
        const rest = FULL - core - edge;
        data[place] = (data[place] * rest + color[0] * core + rim[0] * edge) >> 8;
        data[place + 1] = (data[place + 1] * rest + color[1] * core + rim[1] * edge) >> 8;
        data[place + 2] = (data[place + 2] * rest + color[2] * core + rim[2] * edge) >> 8;
      }
    }
  }

  end(context: CanvasRenderingContext2D): void {
    context.putImageData(this.pixels!, 0, 0);
  }

  private getStamp(radius: number, width: number): Stamp {
    const name = `${radius} ${width}`;
    let stamp = this.stamps.get(name);
    if (!stamp) this.stamps.set(name, (stamp = makeStamp(radius, width)));
    return stamp;
  }
}

function packColor([red, green, blue]: Color): number {
  return new Uint32Array(new Uint8ClampedArray([red, green, blue, 255]).buffer)[0];
}

function makeStamp(radius: number, width: number): Stamp {
  const reach = Math.ceil(radius + width);
  const side = 2 * reach + 1;
  const stamp = { reach, core: new Uint16Array(side * side), rim: new Uint16Array(side * side) };
  for (let at = 0; at < side * side; at++) {
    for (let part = 0; part < FINE * FINE; part++) {
      const x = (at % side) - reach + ((part % FINE) + 0.5) / FINE - 0.5;
      const y = Math.floor(at / side) - reach + (Math.floor(part / FINE) + 0.5) / FINE - 0.5;
      const away = Math.hypot(x, y);
      if (away <= radius) stamp.core[at] += FULL / FINE ** 2;
      else if (away <= radius + width) stamp.rim[at] += FULL / FINE ** 2;
    }
  }
  return stamp;
}

/** '#rrggbb' or '#rgb' as numbers. */
export function parseColor(text: string): Color {
  const digits = text.slice(1);
  const value = Number.parseInt(digits.length === 3 ? digits.replace(/./g, '$&$&') : digits, 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
