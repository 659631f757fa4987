/** The accelerometer of the device that shows this page: asked for, felt reading by reading, and why it cannot be. */

import { both, type Key } from '../../lib/texts';
import type { Text } from '../../lib/types';
import './texts';

/** Meters a second squared that are one g. */
const G = 9.80665;
/** A device that has a sensor tells of it sooner. */
const PATIENCE_MS = 2_000;

/** seconds: of this page's clock; values: x, y and z in g. */
export type OnReading = (seconds: number, values: [number, number, number]) => void;

/** iOS asks the person, and only while something is pressed (Device Orientation and Motion, "requestPermission"). */
type Asking = { requestPermission?(): Promise<'granted' | 'denied' | 'prompt'> };

export const describeSensorError = (error: unknown): Text =>
  both(error instanceof SensorError ? error.key : 'motionMissing');

/** Why the sensor gives nothing. */
export class SensorError extends Error {
  constructor(readonly key: Key & `motion${string}`) {
    super(key);
  }
}

export class DeviceSensor {
  private constructor(private readonly listener: (event: DeviceMotionEvent) => void) {}

  /** Opens it; resolves with the first reading. Rejects with a `SensorError`. */
  static async open(onReading: OnReading): Promise<DeviceSensor> {
    if (!isSecureContext) throw new SensorError('motionUnsafe');
    if (typeof DeviceMotionEvent !== 'function') throw new SensorError('motionMissing');
    const answer = await (DeviceMotionEvent as Asking).requestPermission?.().catch(() => 'press');
    if (answer === 'press') throw new SensorError('motionAsk');
    if (answer === 'denied') throw new SensorError('motionDenied');
    return new Promise((resolve, reject) => {
      const listener = (event: DeviceMotionEvent) => {
        const values = readValues(event);
        if (!values) return;
        clearTimeout(timer);
        resolve(sensor);
        onReading(event.timeStamp / 1000, values);
      };
      const sensor = new DeviceSensor(listener);
      const timer = setTimeout(() => {
        sensor.close();
        reject(new SensorError('motionMissing'));
      }, PATIENCE_MS);
      addEventListener('devicemotion', listener);
    });
  }

  close(): void {
    removeEventListener('devicemotion', this.listener);
  }
}

/** Null: the browser tells that there is no sensor. */
function readValues({ accelerationIncludingGravity: felt }: DeviceMotionEvent): [number, number, number] | null {
  if (felt?.x == null || felt.y == null || felt.z == null) return null;
  return [felt.x / G, felt.y / G, felt.z / G];
}
