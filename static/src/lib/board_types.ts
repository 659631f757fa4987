/** Generated from `sunmao/server/answers/devices.py` by `checks/generate_types.py`: change them there. */

import type { Text } from './messages';

export type { Text };

export type Ability =
  | 'output'
  | 'input'
  | 'pullup'
  | 'pwm'
  | 'servo'
  | 'analog'
  | 'i2c'
  | 'tone'
  | 'sonar'
  | 'dht'
  | 'pixels'
  | 'remote';

/** A pin. x, y: millimeters from the upper left corner of its board. */
export interface PinSpec {
  number: number;
  name: string;
  can: Ability[];
  x: number;
  y: number;
}

/** A hole for current. name: 'GND', '5V' or '3V3'; x, y: as of a pin. */
export interface PowerHole {
  name: string;
  x: number;
  y: number;
}

/**
 * A kind of board. size: width and height in millimeters; more: what it has built in; color: of it, in CSS; i2c: names
 * of its pins 'sda' and 'scl'; install_seconds: about how long our sketch takes, where it can be installed.
 */
export interface BoardSpec {
  name: string;
  zh: string;
  en: string;
  size: [number, number];
  installable: boolean;
  install_seconds: number | null;
  sketch_version: number[] | null;
  led: string | null;
  more: string[];
  color: string;
  pins: PinSpec[];
  power: PowerHole[];
  i2c: Record<string, string>;
}

/**
 * A wire of a part. end: what is at its end there; to: a word of its line, such as 'pin', or a name of a power hole;
 * color: in CSS.
 */
export interface Wire {
  end: Text;
  to: string;
  color: string;
}

/** Wiring of a kind of part. without: an option → the wires where it is off; caution: what may break. */
export interface Wiring {
  wires: Wire[];
  without: Record<string, Wire[]>;
  caution: Text | null;
}

/**
 * A part of the program. pins: the words of its line ('pin', 'trigger' …) → the names of pins; options: what else
 * decides about it, such as the address on I2C; name: its variable; block: the block that makes it.
 */
export interface Part {
  kind: string;
  pins: Record<string, string>;
  options?: Record<string, string | boolean>;
  name?: string;
  block?: string | null;
}

/** The run that uses a device. */
export interface Owner {
  project: string;
  title: string;
  run: string;
}

/** A pin as it is now. pulse: of a servo. */
export interface PinState {
  mode: string;
  value: number | null;
  pulse?: number;
}

/** Contents of a display of the board. */
export interface Display {
  kind: string;
  lines?: string[];
  width?: number;
  height?: number;
  bitmap?: string;
}

/** Degrees Celsius, and per cent. */
export interface Climate {
  temperature: number;
  humidity: number;
}

/**
 * A board as it is now. Values go from 0 to 1, those of servos in degrees; tones in hertz, distances in centimeters.
 * measurements: address on I2C, such as '0x68' → name → what the sensor there measures; turned: first pin of a stepper
 * motor → degrees; contacts: pins that a key connects, as '2,6'; strips: pin → the color of each light of its strip, as
 * '#ff8000'; remotes: pin → the number of the key of a remote control that is pressed.
 */
export interface BoardState {
  board: string | null;
  plugged: boolean;
  owner: Owner | null;
  pins: Record<string, PinState>;
  tones: Record<string, number>;
  inputs: Record<string, number>;
  contacts: string[];
  strips: Record<string, string[]>;
  distances: Record<string, number>;
  climate: Record<string, Climate>;
  remotes: Record<string, number>;
  measurements: Record<string, Record<string, number>>;
  turned: Record<string, number>;
  parts: Part[];
  displays: Display[];
}

/** The program that runs on a board. */
export interface Firmware {
  name: string;
  version: number[];
}

/**
 * Our sketch on its way into a board. done, total: of the step, bytes where it is written or read back; failed_at: the
 * step that failed or was stopped; seconds: how long it took, once it is over.
 */
export interface Install {
  board: string;
  step: 'find' | 'write' | 'verify' | 'blink' | 'done' | 'failed' | 'stopped';
  done: number;
  total: number;
  failed_at: string | null;
  error: Text | null;
  hint: Text | null;
  seconds: number | null;
}

/**
 * A board or port that is plugged in; state 'driverless': on USB without a serial port. certain: whether its USB
 * numbers belong to that one board; likely: whether a board may be there at all; error, hint: what stands in the way of
 * using it, and what to do; contents: what its bootloader says is on a board that does not speak with us.
 */
export interface Port {
  port: string;
  title: string;
  board: string | null;
  boards: string[];
  certain: boolean;
  likely: boolean;
  serial_number: string | null;
  vid: number | null;
  pid: number | null;
  state: 'free' | 'open' | 'busy' | 'denied' | 'driverless';
  holder: string;
  firmware: Firmware | null;
  install: Install | null;
  contents: 'empty' | 'program' | null;
  owner: Owner | null;
  error: Text | null;
  hint: Text | null;
  repair: string | null;
}

/** Outcome of trying a part. seen: what a sensor measures; error, hint: why it could not be tried. */
export interface PartTrial {
  seen: Text | null;
  error: Text | null;
  hint: Text | null;
}

/** A source of pictures. */
export interface CameraRow {
  source: string;
  title: string | Text;
  state: string;
}

/** Boards that are plugged in, every kind of board, and the wiring of each kind of part. */
export interface Devices {
  ports: Port[];
  cameras: CameraRow[];
  boards: BoardSpec[];
  wirings: Record<string, Wiring>;
}
