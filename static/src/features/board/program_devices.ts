/** The ports, boards and cameras of this computer: kept up to date for as long as somebody looks. */

import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import * as api from '../../lib/api';
import type { BoardSpec, Devices, Port, Wiring } from '../../lib/board_types';
import { subscribe } from '../../lib/topic_socket';
import type { Text } from '../../lib/types';

/** null: not known yet. */
export const devices = signal<Omit<Devices, 'boards' | 'wirings'> | null>(null);
export const trouble = signal<Text | null>(null);
const boards = signal<BoardSpec[]>([]);
/** How each kind of part is wired; known as soon as the boards are. */
export const wirings = signal<Record<string, Wiring>>({});
let watchers = 0;
let line: { close(): void } | null = null;
let asked: Promise<void> | null = null;

/** What each kind of board looks like; fetched once. */
export function useDevices(wanted = true): { boards: BoardSpec[] } {
  useEffect(() => {
    if (wanted && !boards.peek().length) asked ??= loadDevices().finally(() => (asked = null));
  }, [wanted]);
  return { boards: boards.value };
}

export async function loadDevices(): Promise<void> {
  try {
    const found = await api.fetchDevices();
    wirings.value = found.wirings;
    boards.value = found.boards;
    devices.value = found;
    trouble.value = null;
  } catch (error) {
    trouble.value = api.describeError(error);
  }
}

/** Hears of every change at once. Returns how to stop. */
export function watchDevices(): () => void {
  if (!watchers++) {
    line = subscribe('devices', (header) => {
      trouble.value = header.error ?? null;
      if (!header.error) devices.value = header;
    });
  }
  return () => {
    if (--watchers) return;
    line?.close();
    line = null;
  };
}

/** Shows the answer of a port at once; the list follows by itself. */
export function replacePort(row: Port): void {
  const now = devices.peek();
  if (now) devices.value = { ...now, ports: now.ports.map((one) => (one.port === row.port ? row : one)) };
}
