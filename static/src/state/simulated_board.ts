/** The board that is drawn, not plugged in: what a hand does to it, and how it begins. */

import type { BoardState } from '../lib/board_types';

export const SIMULATED = 'simulated';

/** What a hand does to the simulated board. */
export type BoardInput =
  | { pin: string; value: number | null }
  | { contact: { one: string; two: string; closed: boolean } }
  | { distance: { trigger: string; echo: string; cm: number } }
  | { climate: { pin: string; temperature: number; humidity: number } }
  | { remote: { pin: string; command: number; pressed: boolean } }
  | { measurement: { address: string; name: string; value: number } }
  | { reset: true }
  | { plugged: boolean };

/** What the picture shows before anything is known. */
export const INITIAL_BOARD_STATE: BoardState = {
  board: '',
  plugged: true,
  owner: null,
  pins: {},
  tones: {},
  inputs: {},
  contacts: [],
  strips: {},
  distances: {},
  climate: {},
  remotes: {},
  measurements: {},
  turned: {},
  parts: [],
  displays: [],
};
