/** Shows a model what a camera sees: the newest picture, as soon as the answer to the one before is there. */

import type { InferenceSession } from './inference_session';

/** More answers a second than these tell a child nothing new and keep an old computer busy. */
const MIN_GAP_MS = 50;

/** Whoever is asked. */
type Asked = Pick<InferenceSession, 'ask'> & { trouble: { peek(): unknown } };

/** Whoever sees. */
export interface LiveSource {
  /** Waits for its next picture, a second at most. Returns whether there is a new one. */
  waitForFrame(): Promise<boolean>;
  /** What it shows now, as small as a model needs it; null where it shows nothing. */
  look(): Promise<Blob | null>;
}

/**
 * Asks until it is stopped, one picture at a time: on a slow computer pictures are left out, none waits. smooth: how
 * many answers are averaged. Returns how to stop.
 */
export function askLive(session: Asked, source: LiveSource, smooth: () => number): () => void {
  let stopped = false;
  const ask = async () => {
    let coming = source.waitForFrame();
    const look = async () => {
      const picture = await source.look();
      coming = source.waitForFrame(); // the next one may come while this one's answer is on its way
      return picture;
    };
    while (!stopped) {
      const [gap, waited] = [new Promise((resolve) => setTimeout(resolve, MIN_GAP_MS)), coming];
      const fresh = await waited;
      // After an error the child decides when to go on.
      if (fresh && !stopped && !session.trouble.peek()) await session.ask({ picture: look, smooth: smooth() });
      if (coming === waited) coming = source.waitForFrame();
      await gap;
    }
  };
  void ask();
  return () => {
    stopped = true;
  };
}
