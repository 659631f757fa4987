/** What a hand can do to a part of the simulated board, by its kind. */

import type { BoardState, Part } from '../../lib/board_types';
import type { BoardFeed } from './board_state';
import { first, readingOf } from './readings';

/** A scale that a part is moved along. */
export interface Slide {
  name: 'percent' | 'centimeters' | 'temperature' | 'humidity';
  least: number;
  most: number;
  of(state: BoardState): number;
  send(feed: BoardFeed, value: number): void;
}
type Hand = { kind: 'press' } | { kind: 'switch' } | { kind: 'slide'; slides: Slide[] };

const FARTHEST = 200; // cm
/** What stands before a sensor until a hand moves it. */
const NEAR = 30;
const MILD = { temperature: 22, humidity: 50 };
const [COLDEST, WARMEST] = [-20, 60];

function amount(part: Part): Slide {
  const pin = first(part);
  return {
    name: 'percent',
    least: 0,
    most: 100,
    of: (state) => Math.round((state.inputs[pin] ?? state.pins[pin]?.value ?? 0) * 100),
    send: (feed, value) => feed.send({ pin, value: value / 100 }),
  };
}

function distance(part: Part): Slide {
  const { trigger = '', echo = '' } = part.pins;
  return {
    name: 'centimeters',
    least: 2,
    most: FARTHEST,
    of: (state) => Math.round(state.distances[`${trigger},${echo}`] ?? NEAR),
    send: (feed, cm) => feed.send({ distance: { trigger, echo, cm } }),
  };
}

function climate(part: Part, name: 'temperature' | 'humidity'): Slide {
  const pin = first(part);
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

export function handOf(part: Part): Hand | null {
  switch (part.kind) {
    case 'Button':
      return { kind: 'press' };
    case 'MotionSensor':
    case 'LineSensor':
      return { kind: 'switch' };
    case 'Potentiometer':
    case 'LightSensor':
    case 'SoundSensor':
      return { kind: 'slide', slides: [amount(part)] };
    case 'DistanceSensor':
      return { kind: 'slide', slides: [distance(part)] };
    case 'TemperatureHumidity':
      return { kind: 'slide', slides: [climate(part, 'temperature'), climate(part, 'humidity')] };
    default:
      return null;
  }
}

/** Presses a button: to ground where the program pulls the pin up, else to the supply. Let go, it connects nothing. */
export function press(feed: BoardFeed, part: Part, down: boolean): void {
  const pin = first(part);
  const high = feed.state.peek()?.pins[pin]?.mode === 'input';
  feed.send({ pin, value: down ? +high : null });
}

/** Something comes before a sensor, or goes. */
export function turn(feed: BoardFeed, part: Part, on: boolean): void {
  feed.send({ pin: first(part), value: on ? 1 : 0 });
}

/** Whether a button is pressed, or a sensor notices something. */
export const isOn = (state: BoardState, part: Part) => readingOf(state, part).values[0] > 0;
