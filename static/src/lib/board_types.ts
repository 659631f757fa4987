/** What the studio says about boards and ports, as its bridge to them writes it. */

import type { Text } from './types';

export interface PinSpec {
  number: number;
  name: string;
  can: string[];
  x: number;
  y: number;
}
/**
 * A kind of board. size: width and height in millimetres; the pins' x and y are millimetres from its upper left corner.
 */
export interface BoardSpec {
  name: string;
  zh: string;
  en: string;
  size: [number, number];
  firmware: string;
  led: string | null;
  pins: PinSpec[];
}

/**
 * A part of the program. pins: the words of its line ('pin', 'trigger' …) → the names of pins; name: its variable;
 * block: the block that makes it.
 */
export interface Part {
  kind: string;
  pins: Record<string, string>;
  name?: string;
  block?: string | null;
}

export interface Owner {
  project: string;
  title: string;
  run: string;
}

export interface PinState {
  mode: string;
  value: number | null;
  pulse?: number;
}
export interface Display {
  kind: string;
  lines?: string[];
  width?: number;
  height?: number;
  bitmap?: string;
}
/**
 * A board as it is now. Values go from 0 to 1, those of servos in degrees; tones in hertz, distances in centimetres.
 */
export interface BoardState {
  board: string | null;
  plugged: boolean;
  owner: Owner | null;
  pins: Record<string, PinState>;
  tones: Record<string, number>;
  inputs: Record<string, number>;
  distances: Record<string, number>;
  climate: Record<string, { temperature: number; humidity: number }>;
  parts: Part[];
  displays: Display[];
}

/** What a hand does to the simulated board. */
export type BoardInput =
  | { pin: string; value: number | null }
  | { distance: { trigger: string; echo: string; cm: number } }
  | { climate: { pin: string; temperature: number; humidity: number } }
  | { reset: true }
  | { plugged: boolean };

export interface Port {
  port: string;
  title: string;
  board: string | null;
  boards: string[];
  /** Whether its USB numbers belong to that one board. */
  certain: boolean;
  serial_number: string | null;
  vid: number | null;
  pid: number | null;
  state: 'free' | 'open' | 'busy' | 'denied';
  holder: string;
  firmware: { name: string; version: number[] } | null;
  owner: Owner | null;
  /** What stands in the way of using it, and what to do. */
  error: Text | null;
  hint: Text | null;
  repair: string | null;
}
export interface CameraRow {
  source: string;
  title: string | Text;
  state: string;
}
export interface Devices {
  ports: Port[];
  cameras: CameraRow[];
  boards: BoardSpec[];
}

export const SIMULATED = 'simulated';

/** What the picture shows before anything is known. */
export const INITIAL_BOARD_STATE: BoardState = {
  board: '',
  plugged: true,
  owner: null,
  pins: {},
  tones: {},
  inputs: {},
  distances: {},
  climate: {},
  parts: [],
  displays: [],
};
