/** What is on the stage, as the program says it (`sunmao.protocol.stage_messages`). */

import type { ControlForm } from '../../lib/types';

export const WIDTH = 480;
export const HEIGHT = 360;

export interface StageSprite {
  number: number;
  name: string;
  costume: string;
  width: number;
  height: number;
  x: number;
  y: number;
  /** Degrees: 90 is upright, more turns it right. */
  direction: number;
  /** Percent. */
  size: number;
  visible: boolean;
  said: string;
}

export interface StageControl {
  form: ControlForm;
  name: string;
  low: number;
  high: number;
  value: number;
  /** What stands in a text field or on a tile. */
  text: string;
  /** The newest numbers of a chart. */
  points: number[];
}

export interface StagePoints {
  what: string;
  /** In shares of the backdrop's picture. */
  places: [number, number][];
  lines: [number, number][];
  dots: number[];
}

export interface Scene {
  sprites: StageSprite[];
  controls: StageControl[];
  /** The number of its picture; 0: none. */
  backdrop: number;
  points: StagePoints[];
  /** Words in the corner. */
  label: string;
}

export const EMPTY_SCENE: Scene = { sprites: [], controls: [], backdrop: 0, points: [], label: '' };

const ALPHA_SIDE = 64;
const SEEN = 64;
const MAX_SIZES = 8;

/** A picture that sprites wear: as it came, in the sizes in which it is drawn, and where it is seen. */
export class Costume {
  private readonly sizes = new Map<number, OffscreenCanvas>();
  private readonly alpha: Uint8ClampedArray;

  constructor(private readonly picture: ImageBitmap) {
    const small = new OffscreenCanvas(ALPHA_SIDE, ALPHA_SIDE).getContext('2d', { willReadFrequently: true })!;
    small.drawImage(picture, 0, 0, ALPHA_SIDE, ALPHA_SIDE);
    this.alpha = small.getImageData(0, 0, ALPHA_SIDE, ALPHA_SIDE).data;
  }

  /** The picture so many pixels wide: made once, as shrinking it in every frame costs more than all the rest. */
  getSized(width: number): CanvasImageSource {
    const wide = Math.max(1, Math.round(width));
    const known = this.sizes.get(wide);
    if (known) return known;
    // One that grows all the time has no size of its own.
    if (this.sizes.size >= MAX_SIZES) return this.picture;
    const high = Math.max(1, Math.round((wide * this.picture.height) / this.picture.width));
    const made = new OffscreenCanvas(wide, high);
    const context = made.getContext('2d')!;
    context.imageSmoothingQuality = 'high';
    context.drawImage(this.picture, 0, 0, wide, high);
    this.sizes.set(wide, made);
    return made;
  }

  /** Whether it is seen at a place, in shares from its upper left corner. */
  isSeenAt(across: number, down: number): boolean {
    if (across < 0 || across >= 1 || down < 0 || down >= 1) return false;
    const place = Math.floor(down * ALPHA_SIDE) * ALPHA_SIDE + Math.floor(across * ALPHA_SIDE);
    return this.alpha[place * 4 + 3] >= SEEN;
  }

  close(): void {
    this.picture.close();
    this.sizes.clear();
  }
}

/** The foremost sprite that is seen at a place of the stage. */
export function findSpriteAt(scene: Scene, costumes: Map<string, Costume>, x: number, y: number): StageSprite | null {
  for (const sprite of scene.sprites.toReversed()) {
    const costume = costumes.get(sprite.costume);
    if (!costume || !sprite.visible || !sprite.size) continue;
    const angle = ((sprite.direction - 90) * Math.PI) / 180;
    const [right, up] = [x - sprite.x, y - sprite.y];
    const across = (right * Math.cos(angle) - up * Math.sin(angle)) / ((sprite.width * sprite.size) / 100);
    const above = (right * Math.sin(angle) + up * Math.cos(angle)) / ((sprite.height * sprite.size) / 100);
    if (costume.isSeenAt(across + 0.5, 0.5 - above)) return sprite;
  }
  return null;
}
