/**
 * What is seen live (pictures, boards, ports) comes over a connection of its own for each topic, so that it never
 * stands in the way of the run.
 */

import * as api from './api';
import { signUrl } from './security/page_key';
import { connected, shutOut } from './socket';

const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 2_000;
const LINE_END = 10;

/** Draws one frame. The next one is sent when it has returned; when it returns a promise, when that is kept. */
// biome-ignore lint/suspicious/noExplicitAny: the frames of each topic have a header of their own.
type Draw = (header: any, payload: Uint8Array<ArrayBuffer>) => void | Promise<void>;
export interface Subscription {
  /** Says something to whoever sends the frames; what is said while there is no connection is not heard. */
  send(message: object | Blob | ArrayBuffer): void;
  close(): void;
}

/**
 * Receives the frames of a topic, the newest only, until it is closed. A lost connection comes back by itself, also one
 * that was refused with a sentence (a header of `error`); a topic that ends with one (`error` and `closed`) does not.
 */
export function subscribe(
  topic: string,
  onFrame: Draw,
  onState: (open: boolean) => void = () => undefined,
): Subscription {
  const feed = new LiveFeed(topic, onFrame, onState);
  feed.open();
  return feed;
}

class LiveFeed implements Subscription {
  private socket: WebSocket | null = null;
  private retry = 0;
  private wait = FIRST_WAIT_MS;
  private closed = false;

  constructor(
    private readonly topic: string,
    private readonly draw: Draw,
    private readonly onState: (open: boolean) => void,
  ) {}

  open(): void {
    const socket = (this.socket = new WebSocket(
      `${location.origin.replace('http', 'ws')}${signUrl(`/live?topic=${encodeURIComponent(this.topic)}`)}`,
    ));
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => this.onState(true);
    socket.onmessage = ({ data }) => data instanceof ArrayBuffer && void this.receive(socket, new Uint8Array(data));
    socket.onclose = () => socket === this.socket && this.handleClose();
  }

  send(message: object | Blob | ArrayBuffer): void {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    this.socket.send(
      message instanceof Blob || message instanceof ArrayBuffer ? message : JSON.stringify({ send: message }),
    );
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.retry);
    const socket = this.socket;
    this.socket = null;
    // Browsers complain of a connection that is closed while it opens.
    if (socket?.readyState === WebSocket.CONNECTING) socket.onopen = () => socket.close();
    else socket?.close();
  }

  private async receive(socket: WebSocket, frame: Uint8Array<ArrayBuffer>): Promise<void> {
    const end = frame.indexOf(LINE_END);
    const header = JSON.parse(new TextDecoder().decode(frame.subarray(0, end)));
    if (!header.error) this.wait = FIRST_WAIT_MS;
    if (header.closed) this.close();
    try {
      await this.draw(header, frame.subarray(end + 1));
    } finally {
      if (socket.readyState === WebSocket.OPEN) socket.send('{"ack":true}');
    }
  }

  private handleClose(): void {
    if (this.socket) this.onState(false);
    this.socket = null;
    this.retry = window.setTimeout(() => void this.reconnect(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
  }

  /** A studio that is away is knocked on by the run's own connection. */
  private async reconnect(): Promise<void> {
    if (this.closed) return;
    const known = connected.peek() && !shutOut.peek() ? await api.fetchSession().catch(() => null) : null;
    if (this.closed) return;
    if (!known) return this.handleClose();
    this.open();
  }
}
