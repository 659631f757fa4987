/**
 * The socket to the server: events of the run that is watched, in order, without gaps, also across a lost connection.
 */

import { signal } from '@preact/signals';
import { io, type Socket } from 'socket.io-client';
import * as api from './api';
import { OUTCOMES, PROTOCOL_VERSION, type RunEvent } from './messages';
import { getKeyHeader, renewKey, signPath } from './security/page_key';
import type { RunSummary } from './types';

interface Watch {
  project: string;
  run: string;
  last: number;
  over: boolean;
  receive(events: RunEvent[]): void;
}

/** What another window did to the project. */
export interface ProjectChange {
  act: 'stopped' | 'answered' | 'deleted' | 'saved' | 'data';
  by: string;
  /** The data set that is other than it was. */
  dataset?: string;
  run?: string;
  version?: number;
}
interface Hearing {
  project: string;
  /** The newest run that is known, '' for none: what began since is told when the socket joins, late or again. */
  getNewestRun(): string;
  onRun(run: RunSummary): void;
  onAct(act: ProjectChange): void;
}

export const connected = signal(true);
/** The server does not know this page any more: it was started anew, with a new address. */
export const shutOut = signal(false);

let socket: Socket | null = null;
let opened: Hearing | null = null;
let watched: Watch | null = null;
let reconnections = 0;
const onReturn = new Set<() => void>();

export function connect(): void {
  socket = io({
    ...makeProof(),
    auth: { protocol: PROTOCOL_VERSION },
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 300,
    reconnectionDelayMax: 2_000,
  });
  socket.on('connect', handleConnect);
  socket.on('disconnect', handleDisconnect);
  socket.on('connect_error', handleDisconnect);
  socket.on('events', (batch: { project: string; run: string; events: RunEvent[] }) => receiveBatch(batch));
  socket.on('run', (run: RunSummary) => opened?.onRun(run));
  socket.on('act', (act: ProjectChange) => act.by !== api.pageId && opened?.onAct(act));
  // With each beat of the connection: what was lost on the way, be it the last word of a run, is asked for again.
  socket.io.on('ping', resubscribe);
  addEventListener('focus', () => shutOut.value && void renewProof().then((known) => known && socket?.connect()));
  socket.io.on('reconnect_attempt', updateProof);
}

/** Hears of every new run of a project, and of what other windows do to it. Returns how to stop hearing. */
export function joinProject(
  project: string,
  getNewestRun: () => string,
  onRun: (run: RunSummary) => void,
  onAct: (act: ProjectChange) => void,
): () => void {
  const mine = (opened = { project, getNewestRun, onRun, onAct });
  if (socket?.connected) emitOpen(mine);
  return () => {
    if (opened === mine) opened = null;
  };
}

/** Receives the events of a run from number `after` on. Returns how to stop. */
export function subscribeToRun(
  project: string,
  run: string,
  after: number,
  receive: (events: RunEvent[]) => void,
): () => void {
  const mine: Watch = { project, run, last: after, over: false, receive };
  watched = mine;
  requestEvents(mine);
  return () => {
    if (watched !== mine) return;
    watched = null;
    socket?.emit('unwatch');
  };
}

/** Calls back each time the connection is there again after it was lost. */
export function onReconnect(callback: () => void): () => void {
  onReturn.add(callback);
  return () => onReturn.delete(callback);
}

function emitOpen({ project, getNewestRun }: Hearing): void {
  socket?.emit('open', { project, run: getNewestRun() });
}

function requestEvents(watch: Watch): void {
  if (socket?.connected) socket.emit('watch', { project: watch.project, run: watch.run, after: watch.last });
}

function handleConnect(): void {
  connected.value = true;
  shutOut.value = false;
  resubscribe();
  if (reconnections++) for (const callback of onReturn) callback();
}

/** Tells the server what this page wants to hear. */
function resubscribe(): void {
  if (opened) emitOpen(opened);
  if (watched && !watched.over) requestEvents(watched);
}

async function handleDisconnect(): Promise<void> {
  if (shutOut.value) return;
  connected.value = false;
  // A socket that the server itself closed or refused does not try again on its own.
  if (socket && !socket.active && !shutOut.value) setTimeout(() => socket?.connect(), 1_000);
  await renewProof();
}

/** What a connection must bring: a WebSocket in its address, which the browser gives no headers of ours. */
const makeProof = () => ({ query: { ...signPath('/socket.io/') }, extraHeaders: getKeyHeader() });

function updateProof(): void {
  if (socket) Object.assign(socket.io.opts, makeProof());
}

/** Asks whether the server lets this page in, by its key or by one that another tab was given since. */
async function renewProof(): Promise<boolean> {
  renewKey();
  try {
    await api.fetchSession();
    updateProof();
    return true;
  } catch (error) {
    if (error instanceof api.ApiError && (error.status === 401 || error.status === 403)) handleAuthFailure();
    return false;
  }
}

/** No use in knocking on, until the new address was opened in another tab and this one is looked at again. */
function handleAuthFailure(): void {
  shutOut.value = true;
  socket?.disconnect();
}

function receiveBatch(batch: { project: string; run: string; events: RunEvent[] }): void {
  if (!watched || batch.project !== watched.project || batch.run !== watched.run) return;
  const fresh = batch.events.filter((event) => event.seq > watched!.last);
  if (!fresh.length) return;
  if (fresh[0].seq > watched.last + 1) return requestEvents(watched);
  watched.last = fresh[fresh.length - 1].seq;
  watched.over = fresh.some((event) => event.kind === 'state' && OUTCOMES.includes(event.state));
  watched.receive(fresh);
}
