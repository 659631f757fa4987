/** What a hand can do to a part of the simulated board, by its kind. */

import type { BoardState, Part } from '../../lib/board_types';
import type { BoardSubscription } from './board_state';
import {
  getAddress,
  getFirstPin,
  getKeyPins,
  getMeasurements,
  getReading,
  KEYS,
  REMOTE_COMMANDS,
  REMOTE_KEYS,
} from './readings';

/** A scale that a part is moved along. */
export interface SliderScale {
  name: 'percent' | 'centimeters' | 'temperature' | 'humidity' | 'axisX' | 'axisY' | 'axisZ' | 'red' | 'green' | 'blue';
  least: number;
  most: number;
  of(state: BoardState): number;
  send(feed: BoardSubscription, value: number): void;
}
/** Keys that are held, one at a time. printed: on each of them; find: which one is down, -1: none. */
export interface KeyPad {
  printed: string[];
  find(state: BoardState): number;
  send(feed: BoardSubscription, at: number, down: boolean): void;
}
type DragInput =
  | { kind: 'press' }
  | { kind: 'switch' }
  | { kind: 'keys'; keys: KeyPad }
  | { kind: 'slide'; slides: SliderScale[] };

const FARTHEST = 200; // cm
/** What stands before a sensor until a hand moves it. */
const NEAR = 30;
const MILD = { temperature: 22, humidity: 50 };
const [COLDEST, WARMEST] = [-20, 60];

function makeAmountInput(part: Part): SliderScale {
  const pin = getFirstPin(part);
  return {
    name: 'percent',
    least: 0,
    most: 100,
    of: (state) => Math.round((state.inputs[pin] ?? state.pins[pin]?.value ?? 0) * 100),
    send: (feed, value) => feed.send({ pin, value: value / 100 }),
  };
}

function makeDistanceInput(part: Part): SliderScale {
  const { trigger = '', echo = '' } = part.pins;
  return {
    name: 'centimeters',
    least: 2,
    most: FARTHEST,
    of: (state) => Math.round(state.distances[`${trigger},${echo}`] ?? NEAR),
    send: (feed, cm) => feed.send({ distance: { trigger, echo, cm } }),
  };
}

function makeClimateInput(part: Part, name: 'temperature' | 'humidity'): SliderScale {
  const pin = getFirstPin(part);
  const now = { ...MILD };
  return {
    name,
    least: name === 'humidity' ? 0 : COLDEST,
    most: name === 'humidity' ? 100 : WARMEST,
    of: (state) => Math.round(Object.assign(now, state.climate[pin])[name]),
    send: (feed, value) => {
      now[name] = value;
      feed.send({ climate: { pin, ...now } });
    },
  };
}

/** A measurement of a sensor on I2C, in steps of a hundredth. */
function makeMeasurementInput(part: Part, measured: string, name: SliderScale['name'], least: number): SliderScale {
  const address = getAddress(part);
  return {
    name,
    least,
    most: 100,
    of: (state) => Math.round((getMeasurements(state, part)?.[measured] ?? 0) * 100),
    send: (feed, value) => feed.send({ measurement: { address, name: measured, value: value / 100 } }),
  };
}

/** A stick that is pushed from -100 to 100 per cent. */
function makeStickInput(pin: string, name: SliderScale['name']): SliderScale {
  return {
    name,
    least: -100,
    most: 100,
    of: (state) => Math.round((2 * (state.inputs[pin] ?? 0.5) - 1) * 100),
    send: (feed, value) => feed.send({ pin, value: (value / 100 + 1) / 2 }),
  };
}

/** Each key connects two pins. */
function makeKeypadKeys(part: Part): KeyPad {
  return {
    printed: KEYS,
    find: (state) => getReading(state, part).values[0],
    send: (feed, at, down) => {
      const [one, two] = getKeyPins(part, at);
      feed.send({ contact: { one, two, closed: down } });
    },
  };
}

/** Each key sends its command. */
function makeRemoteKeys(part: Part): KeyPad {
  const pin = getFirstPin(part);
  return {
    printed: REMOTE_KEYS,
    find: (state) => REMOTE_COMMANDS.indexOf(getReading(state, part).values[0]),
    send: (feed, at, down) => feed.send({ remote: { pin, command: REMOTE_COMMANDS[at], pressed: down } }),
  };
}

export function getDragInput(part: Part): DragInput | null {
  switch (part.kind) {
    case 'Button':
      return { kind: 'press' };
    case 'Keypad':
      return { kind: 'keys', keys: makeKeypadKeys(part) };
    case 'InfraredReceiver':
      return { kind: 'keys', keys: makeRemoteKeys(part) };
    case 'MotionSensor':
    case 'LineSensor':
      return { kind: 'switch' };
    case 'Potentiometer':
    case 'LightSensor':
    case 'SoundSensor':
      return { kind: 'slide', slides: [makeAmountInput(part)] };
    case 'DistanceSensor':
      return { kind: 'slide', slides: [makeDistanceInput(part)] };
    case 'TemperatureHumidity':
      return { kind: 'slide', slides: [makeClimateInput(part, 'temperature'), makeClimateInput(part, 'humidity')] };
    case 'Accelerometer':
      return {
        kind: 'slide',
        slides: [
          makeMeasurementInput(part, 'x', 'axisX', -100),
          makeMeasurementInput(part, 'y', 'axisY', -100),
          makeMeasurementInput(part, 'z', 'axisZ', -100),
        ],
      };
    case 'ColorSensor':
      return {
        kind: 'slide',
        slides: (['red', 'green', 'blue'] as const).map((name) => makeMeasurementInput(part, name, name, 0)),
      };
    case 'Joystick':
      return { kind: 'slide', slides: [makeStickInput(part.pins.x, 'axisX'), makeStickInput(part.pins.y, 'axisY')] };
    default:
      return null;
  }
}

/** Presses a button: to ground where the program pulls the pin up, else to the supply. Let go, it connects nothing. */
export function setButton(feed: BoardSubscription, part: Part, down: boolean): void {
  const pin = getFirstPin(part);
  const high = feed.state.peek()?.pins[pin]?.mode === 'input';
  feed.send({ pin, value: down ? +high : null });
}

/** Something comes before a sensor, or goes. */
export function setSensor(feed: BoardSubscription, part: Part, on: boolean): void {
  feed.send({ pin: getFirstPin(part), value: on ? 1 : 0 });
}

/** Whether a button is pressed, or a sensor notices something. */
export const isActive = (state: BoardState, part: Part) => getReading(state, part).values[0] > 0;
