/** What feels movement on this page: the device itself, or the board on the screen; and the last seconds of it. */

import { signal } from '@preact/signals';
import type { Text } from '../../../../lib/types';
import type { Readings } from '../../../data/samples/motion_api';
import { DeviceSensor, describeSensorError } from '../../../motion/device_sensor';
import type { Source } from './program';

/** Seconds that are shown, and that a model looks at. */
export const SHOWN = 8;
export const LOOKED_AT = 2;
/** Of the board on the screen. */
const PERIOD_MS = 20;
const TREMBLE = 0.012;
/** How much of the way to where it is tilted it goes with each reading. */
const EASE = 0.35;
const SHAKE = { seconds: 0.9, swings: 6, strength: 1.3 };

export interface Reading {
  /** In seconds of this page's clock. */
  at: number;
  /** x, y and z in g. */
  values: readonly [number, number, number];
}

export class Sensor {
  readonly on = signal(false);
  readonly opening = signal(false);
  readonly trouble = signal<Text | null>(null);
  /** Where the board on the screen is tilted to, -1 to 1 each: to the right, to the front. */
  readonly tilt = signal<readonly [number, number]>([0, 0]);
  private readings: Reading[] = [];
  private source: Source | null = null;
  private device: DeviceSensor | null = null;
  private timer = 0;
  private leaning = [0, 0];
  private shaken = Number.NEGATIVE_INFINITY;
  private turn = 0;

  /** Opens this one; at a phone somebody may have to press something for it. Returns whether it feels something. */
  async open(source: Source): Promise<boolean> {
    if (this.on.peek() && this.source === source) return true;
    this.close();
    this.source = source;
    const turn = this.turn;
    this.trouble.value = null;
    if (source === 'simulated') {
      this.timer = window.setInterval(() => this.simulate(), PERIOD_MS);
      this.on.value = true;
      return true;
    }
    this.opening.value = true;
    try {
      const device = await DeviceSensor.open((at, values) => turn === this.turn && this.add({ at, values }));
      if (turn !== this.turn) device.close();
      else {
        this.device = device;
        this.on.value = true;
      }
    } catch (error) {
      if (turn === this.turn) this.trouble.value = describeSensorError(error);
    }
    if (turn === this.turn) this.opening.value = false;
    return this.on.peek() && turn === this.turn;
  }

  close(): void {
    this.turn++;
    clearInterval(this.timer);
    this.device?.close();
    this.device = null;
    this.source = null;
    this.readings = [];
    this.on.value = this.opening.value = false;
  }

  /** The board on the screen is shaken for a moment. */
  shake(): void {
    this.shaken = performance.now() / 1000;
  }

  /** The readings of the last seconds, the oldest first. */
  list(seconds: number): Reading[] {
    const end = this.readings.at(-1)?.at ?? 0;
    return this.readings.filter(({ at }) => at >= end - seconds);
  }

  /** What came since a moment, as the studio takes it, at most so many seconds of it. */
  read(since: number, seconds: number): Readings {
    const found = this.readings.filter(({ at }) => at >= since && at <= since + seconds);
    return { times: found.map(({ at }) => at - since), samples: found.map(({ values }) => [...values]) };
  }

  get newest(): number {
    return this.readings.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  }

  private add(reading: Reading): void {
    if (reading.at <= this.newest) return;
    this.readings.push(reading);
    if (this.readings[0].at < reading.at - SHOWN - 1)
      this.readings = this.readings.filter(({ at }) => at >= reading.at - SHOWN);
  }

  private simulate(): void {
    const at = performance.now() / 1000;
    this.leaning = this.leaning.map((now, axis) => now + EASE * (this.tilt.peek()[axis] - now));
    const [x, y] = this.leaning;
    const z = Math.sqrt(Math.max(0, 1 - x * x - y * y));
    const since = at - this.shaken;
    const wave = since < SHAKE.seconds ? Math.sin((2 * Math.PI * SHAKE.swings * since) / SHAKE.seconds) : 0;
    const [dx, dy, dz] = [tremble(), tremble(), tremble()];
    this.add({ at, values: [x + dx, y + dy + (SHAKE.strength * wave) / 4, z + dz + SHAKE.strength * wave] });
  }
}

const tremble = () => TREMBLE * (Math.random() + Math.random() - 1);
