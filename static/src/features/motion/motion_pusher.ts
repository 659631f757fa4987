/** The motion sensor of this page's device, for the studio: open while a program wants it, let go of at once. */

import { signal } from '@preact/signals';
import { type Subscription, subscribe } from '../../lib/topic_socket';
import type { Text } from '../../lib/types';
import { DeviceSensor, describeSensorError, SensorError } from './device_sensor';

/** Bytes of a reading: its time, float64 in seconds, and x, y and z, float32 in g; all little-endian. */
const READING = 20;
/** Readings of one piece, and milliseconds until it is sent. */
const MAX_READINGS = 60;
const PIECE_MS = 100;
/** Seconds between two readings at least: some devices give hundreds a second. */
const MIN_GAP = 1 / 110;

export class MotionPusher {
  /** Somebody must press something before the sensor may be used. */
  readonly asking = signal(false);
  readonly pushing = signal(false);
  readonly trouble = signal<Text | null>(null);
  private readonly feed: Subscription;
  private sensor: DeviceSensor | null = null;
  private readings: [number, number, number, number][] = [];
  private timer = 0;
  private last = Number.NEGATIVE_INFINITY;
  private wanted = false;
  private turn = 0;

  constructor(project: string) {
    this.feed = subscribe(
      `feel:${project}`,
      ({ wanted }: { wanted?: boolean }) => this.setWanted(wanted === true),
      (open) => open || this.setWanted(false),
    );
  }

  /** Asks for the sensor; where a browser asks the person, in a press. */
  async open(): Promise<void> {
    this.close();
    const turn = this.turn;
    try {
      const sensor = await DeviceSensor.open((at, values) => turn === this.turn && this.add(at, values));
      if (turn !== this.turn) return sensor.close();
      this.sensor = sensor;
    } catch (error) {
      if (turn !== this.turn) return;
      const key = error instanceof SensorError ? error.key : null;
      this.asking.value = key === 'motionAsk';
      this.trouble.value = this.asking.value ? null : describeSensorError(error);
      // A computer without a sensor stands in no phone's way.
      if (key === 'motionDenied' || key === 'motionAsk') this.feed.send({ denied: key });
      return;
    }
    this.pushing.value = true;
    this.feed.send({ ready: true });
    this.timer = window.setInterval(() => this.send(), PIECE_MS);
  }

  dispose(): void {
    this.setWanted(false);
    this.feed.close();
  }

  private setWanted(wanted: boolean): void {
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    this.trouble.value = null;
    if (wanted) void this.open();
    else this.close();
  }

  private add(at: number, values: [number, number, number]): void {
    if (at - this.last < MIN_GAP || this.readings.length >= MAX_READINGS) return;
    this.last = at;
    this.readings.push([at, ...values]);
  }

  private send(): void {
    if (!this.readings.length) return;
    const piece = new DataView(new ArrayBuffer(READING * this.readings.length));
    this.readings.forEach(([at, ...values], number) => {
      piece.setFloat64(READING * number, at, true);
      values.forEach((value, axis) => piece.setFloat32(READING * number + 8 + 4 * axis, value, true));
    });
    this.readings = [];
    this.feed.send(piece.buffer);
  }

  private close(): void {
    this.turn++;
    clearInterval(this.timer);
    this.sensor?.close();
    this.sensor = null;
    this.readings = [];
    this.pushing.value = this.asking.value = false;
  }
}
