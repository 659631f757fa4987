/**
 * A board as it is seen live: the newest state only, drawn in animation frames past the framework. Whoever looks at the
 * same board shares one connection. `shape` changes when other parts, pins or an owner come and go; values do not touch
 * it.
 */

import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { BoardState } from '../../lib/board_types';
import { type Subscription, subscribe } from '../../lib/topic_socket';
import type { Text } from '../../lib/types';
import { type BoardInput, INITIAL_BOARD_STATE } from '../../state/simulated_board';

/** Draws a state. Returns true when it goes on moving by itself and wants the next frame too. */
type Drawer = (state: BoardState, now: number) => boolean | void;

export class BoardSubscription {
  /** The newest state as the framework may know it: changes with the shape only. */
  readonly state = signal<BoardState | null>(null);
  readonly trouble = signal<Text | null>(null);
  readonly open = signal(false);
  users = 0;
  private newest: BoardState | null = null;
  private shape = '';
  private readonly drawers = new Set<Drawer>();
  private drawn: (() => void)[] = [];
  private frame = 0;
  private readonly line: Subscription;

  constructor(topic: string) {
    this.line = subscribe(
      topic,
      (header) => this.receive(header),
      (open) => (this.open.value = open),
    );
  }

  /** Calls a drawer with the newest state now and with each that comes. Returns how to stop. */
  draw(drawer: Drawer): () => void {
    this.drawers.add(drawer);
    this.requestPaint();
    return () => this.drawers.delete(drawer);
  }

  send(deed: BoardInput): void {
    this.line.send(deed);
  }

  close(): void {
    cancelAnimationFrame(this.frame);
    this.line.close();
  }

  private receive(header: BoardState & { error?: Text }): Promise<void> | void {
    if (header.error) {
      this.trouble.value = header.error;
      return;
    }
    this.trouble.value = null;
    // A real board has nothing to say of inputs and displays.
    const state = (this.newest = { ...INITIAL_BOARD_STATE, ...header });
    const shape = makeLayoutKey(state);
    if (shape !== this.shape) this.state.value = state;
    this.shape = shape;
    this.requestPaint();
    return new Promise((done) => this.drawn.push(done));
  }

  private requestPaint(): void {
    this.frame ||= requestAnimationFrame((now) => this.paint(now));
  }

  private paint(now: number): void {
    this.frame = 0;
    const state = this.newest;
    let moving = false;
    if (state) for (const drawer of this.drawers) moving = drawer(state, now) === true || moving;
    for (const done of this.drawn.splice(0)) done();
    if (moving) this.requestPaint();
  }
}

function makeLayoutKey(state: BoardState): string {
  const pins = Object.entries(state.pins).map(([name, pin]) => `${name} ${pin.mode}`);
  return JSON.stringify([
    state.board,
    state.plugged,
    state.owner,
    pins,
    state.parts,
    state.displays.map((one) => one.kind),
  ]);
}

const feeds = new Map<string, BoardSubscription>();

/** The feed of a topic while the component is shown; null before the first paint and without a topic. */
export function useBoard(topic: string | null): BoardSubscription | null {
  const [feed, setFeed] = useState<BoardSubscription | null>(null);
  useEffect(() => {
    if (!topic) return setFeed(null);
    const mine = feeds.get(topic) ?? new BoardSubscription(topic);
    feeds.set(topic, mine);
    mine.users++;
    setFeed(mine);
    return () => {
      if (--mine.users) return;
      feeds.delete(topic);
      mine.close();
    };
  }, [topic]);
  return feed;
}
