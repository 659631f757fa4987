/**
 * The studio's simulated camera in the place of the page's own: a stream like any other, so that whatever shows or asks
 * a camera takes it too.
 */

import { signal } from '@preact/signals';
import { type Subscription, subscribe } from '../../lib/topic_socket';
import { paint } from './paint';

const TOPIC = 'take:simulated';
const OPENS_WITHIN_MS = 10_000;

/** It was chosen on this page, where no other can be used. */
export const simulated = signal(false);

const feeds = new WeakMap<MediaStream, Subscription>();

/** Opens it. Rejects with a DOMException 'DataError' where no picture comes. */
export async function openSimulatedCamera(): Promise<MediaStream> {
  const canvas = document.createElement('canvas');
  let feed: Subscription | null = null;
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = () => reject(new DOMException('no picture', 'DataError'));
      const timer = setTimeout(fail, OPENS_WITHIN_MS);
      feed = subscribe(TOPIC, async (header, picture) => {
        if (header.error) return fail();
        if (!(await paint(canvas, picture))) return;
        clearTimeout(timer);
        resolve();
      });
    });
  } catch (error) {
    (feed as Subscription | null)?.close();
    throw error;
  }
  const stream = canvas.captureStream();
  feeds.set(stream, feed!);
  return stream;
}

/** Asks the studio for no more pictures, where a stream is of its camera. */
export function releaseSimulatedCamera(stream: MediaStream): void {
  feeds.get(stream)?.close();
}
