/** What a part does or measures just now: numbers for its picture, words for people. */

import type { BoardSpec, BoardState, Part } from '../../lib/board_types';
import { type Key, say, t } from '../../lib/texts';
import { SIMULATED } from '../../state/simulated_board';
import './texts';
import { formatPercent } from '../../lib/numbers/shares';

/** values: what the picture of this kind needs, see `READERS`; words: the same for people. */
export interface Reading {
  values: number[];
  words: string;
  lines?: string[];
  bitmap?: string;
}
type Reader = (state: BoardState, part: Part) => Reading;

const FARTHEST = 400; // cm
const NOTES = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'];
export const getFirstPin = (part: Part) => Object.values(part.pins)[0] ?? '';

const ADDRESSES: Record<string, string> = {
  Accelerometer: '0x68',
  ColorSensor: '0x29',
  DriverServo: '0x40',
  RealTimeClock: '0x68',
};
/** Where on I2C a part is. */
export const getAddress = (part: Part) => String(part.options?.address ?? ADDRESSES[part.kind]);
/** What a sensor on I2C measures, once the program has spoken to it. */
export const getMeasurements = (state: BoardState, part: Part) => state.measurements?.[getAddress(part)];

/** What is printed on the keys of a keypad, row by row. */
export const KEYS = [...'123A456B789C*0#D'];
/** The pins that a key of a keypad connects: of its row, and of its column. */
export const getKeyPins = (part: Part, at: number) => [
  part.pins[`row${(at >> 2) + 1}`],
  part.pins[`column${(at & 3) + 1}`],
];

/** What is printed on keys of a small remote control, row by row, and the commands that they send. */
export const REMOTE_KEYS = [...'123+456-7890'];
export const REMOTE_COMMANDS = [12, 24, 94, 21, 8, 28, 90, 7, 66, 82, 74, 22];

/** The level at a pin, 0 to 1; what nobody has set yet counts as 0. */
function readLevel(state: BoardState, pin: string | undefined): number {
  return pin === undefined ? 0 : (state.pins[pin]?.value ?? state.inputs[pin] ?? 0);
}

const readAmount: Reader = (state, part) => {
  const value = state.inputs[getFirstPin(part)] ?? readLevel(state, getFirstPin(part));
  return { values: [value], words: formatPercent(value) };
};

const readNotice: Reader = (state, part) => {
  const active = readLevel(state, getFirstPin(part)) >= 0.5;
  return { values: [+active], words: t(active ? 'notices' : 'noticesNot') };
};

const READERS: Record<string, Reader> = {
  /** [brightness] */
  LED: (state, part) => {
    const value = readLevel(state, getFirstPin(part));
    return { values: [value], words: value <= 0 ? t('isOff') : value >= 1 ? t('isOn') : formatPercent(value) };
  },
  /** [red, green, blue] */
  RGBLED: (state, part) => {
    const values = ['red', 'green', 'blue'].map((name) => readLevel(state, part.pins[name]));
    return {
      values,
      words: values.some((one) => one > 0) ? values.map((one) => Math.round(one * 100)).join(' · ') : t('isOff'),
    };
  },
  /** [lights that shine]; lines: the color of each */
  NeoPixel: (state, part) => {
    const lines = state.strips?.[getFirstPin(part)] ?? [];
    const shine = lines.filter((color) => color !== '#000000').length;
    return { values: [shine], words: shine ? `${shine} / ${lines.length}` : t('isOff'), lines };
  },
  /** [degrees], NaN while it is not driven */
  Servo: (state, part) => {
    const pin = state.pins[getFirstPin(part)];
    const angle = pin?.mode === 'servo' && pin.value !== null ? pin.value : NaN;
    return { values: [angle], words: Number.isNaN(angle) ? '–' : t('degrees', { n: Math.round(angle) }) };
  },
  /** [degrees] of a servo that turns by half a circle from 0.5 to 2.5 ms, NaN while it is not driven */
  DriverServo: (state, part) => {
    const pulse = getMeasurements(state, part)?.[String(part.options?.channel)] ?? NaN;
    const angle = ((pulse - 500) / 2000) * 180;
    return { values: [angle], words: Number.isNaN(angle) ? '–' : t('degrees', { n: Math.round(angle) }) };
  },
  /** [speed], -1 backward to 1 forward */
  Motor: (state, part) => {
    const speed = readLevel(state, part.pins.forward) - readLevel(state, part.pins.backward);
    const key: Key = speed > 0 ? 'forwardAt' : speed < 0 ? 'backwardAt' : 'standsStill';
    return { values: [speed], words: t(key, { n: Math.round(Math.abs(speed) * 100) }) };
  },
  /** [degrees that it has turned] */
  Stepper: (state, part) => {
    const turned = state.turned?.[part.pins.in1] ?? 0;
    return { values: [turned], words: t('degrees', { n: Math.round(turned) }) };
  },
  /** [hertz, or 1 for on] */
  Buzzer: (state, part) => {
    const hertz = state.tones[getFirstPin(part)] ?? 0;
    if (hertz > 0) return { values: [hertz], words: t('hertz', { note: getNote(hertz), n: Math.round(hertz) }) };
    const on = readLevel(state, getFirstPin(part)) > 0;
    return { values: [+on], words: t(on ? 'soundsNow' : 'silent') };
  },
  /** [on] */
  Relay: (state, part) => {
    const on = readLevel(state, getFirstPin(part)) >= 0.5;
    return { values: [+on], words: t(on ? 'closedContact' : 'openContact') };
  },
  /** [pressed] */
  Button: (state, part) => {
    const down = isPressed(state, getFirstPin(part));
    return { values: [+down], words: t(down ? 'pressed' : 'released') };
  },
  Potentiometer: readAmount,
  LightSensor: readAmount,
  SoundSensor: readAmount,
  MotionSensor: readNotice,
  LineSensor: readNotice,
  /** [centimeters], NaN while nobody measures */
  DistanceSensor: (state, part) => {
    const cm = state.distances[`${part.pins.trigger},${part.pins.echo}`] ?? NaN;
    return {
      values: [cm],
      words: Number.isNaN(cm) ? '–' : cm > FARTHEST ? t('farAway') : t('centimeters', { n: Math.round(cm) }),
    };
  },
  /** [degrees Celsius, per cent] */
  TemperatureHumidity: (state, part) => {
    const { temperature = NaN, humidity = NaN } = state.climate[getFirstPin(part)] ?? {};
    return {
      values: [temperature, humidity],
      words: Number.isNaN(temperature) ? '–' : t('climateIs', { t: Math.round(temperature), h: Math.round(humidity) }),
    };
  },
  /** [x, y, z] in g */
  Accelerometer: (state, part) => {
    const { x = 0, y = 0, z = 1 } = getMeasurements(state, part) ?? {};
    return { values: [x, y, z], words: [x, y, z].map((one) => one.toFixed(1)).join(' · ') };
  },
  /** [red, green, blue] */
  ColorSensor: (state, part) => {
    const { red = 0, green = 0, blue = 0 } = getMeasurements(state, part) ?? {};
    const values = [red, green, blue];
    return { values, words: values.map((one) => Math.round(one * 100)).join(' · ') };
  },
  /** [hour, minute, second] */
  RealTimeClock: (state, part) => {
    const ahead = getMeasurements(state, part)?.offset ?? 0;
    const now = new Date(Date.now() + ahead * 1000);
    const values = [now.getHours(), now.getMinutes(), now.getSeconds()];
    return { values, words: values.map((one) => String(one).padStart(2, '0')).join(':') };
  },
  /** [number of the key that is pressed], -1 for none */
  Keypad: (state, part) => {
    const pressed = KEYS.findIndex((_, at) => (state.contacts ?? []).includes(getKeyPins(part, at).join(',')));
    return { values: [pressed], words: KEYS[pressed] ?? '–' };
  },
  /** [command of the key that is pressed], -1 for none */
  InfraredReceiver: (state, part) => {
    const command = state.remotes[getFirstPin(part)] ?? -1;
    return { values: [command], words: command < 0 ? '–' : String(command) };
  },
  /** [x, y] from -1 to 1, [pressed] */
  Joystick: (state, part) => {
    const [x, y] = [part.pins.x, part.pins.y].map((pin) => 2 * (state.inputs[pin] ?? 0.5) - 1);
    const down = isPressed(state, part.pins.button);
    return { values: [x, y, +down], words: `${x.toFixed(1)} · ${y.toFixed(1)}${down ? ` · ${t('pressed')}` : ''}` };
  },
  Display: (state, part) => {
    const shown = state.displays.find((one) => one.kind === part.pins.kind) ?? state.displays[0];
    const lines = shown?.lines ?? [];
    return {
      values: [shown?.width ?? 0, shown?.height ?? 0],
      words: lines.join(' ').trim(),
      lines,
      bitmap: shown?.bitmap,
    };
  },
  DigitDisplay: (state) => {
    const lines = state.displays.find((one) => one.kind === 'digits')?.lines ?? [];
    return { values: [], words: lines.join('').trim(), lines };
  },
  /** [level]: a pin that the program uses by its name. */
  Pin: (state, part) => {
    const { mode = '', value = 0 } = state.pins[getFirstPin(part)] ?? {};
    const whole = mode === 'output' || mode === 'input' || mode === 'pullup';
    return {
      values: [value ?? 0],
      words: whole
        ? t((value ?? 0) >= 0.5 ? 'high' : 'low')
        : mode === 'servo'
          ? t('degrees', { n: Math.round(value ?? 0) })
          : formatPercent(value ?? 0),
    };
  },
};

export const isKnown = (kind: string) => Object.hasOwn(READERS, kind);

export function getReading(state: BoardState, part: Part): Reading {
  return (READERS[part.kind] ?? READERS.Pin)(state, part);
}

/** A button to ground pulls its pin low; one without pull-up lifts it. */
function isPressed(state: BoardState, pin: string): boolean {
  const { mode, value } = state.pins[pin] ?? {};
  if (value === undefined || value === null) return false;
  return mode === 'pullup' ? value < 0.5 : value >= 0.5;
}

function getNote(hertz: number): string {
  const half = Math.round(12 * Math.log2(hertz / 440)) + 57;
  return `${NOTES[((half % 12) + 12) % 12]}${Math.floor(half / 12)}`;
}

/** What people call a part: its variable in the program, else its kind. */
export function getKindName(part: Part): string {
  return t((isKnown(part.kind) ? `kind${part.kind}` : 'kindPin') as Key);
}

/** What people call a kind of board, as far as it is known. */
export function getBoardName(name: string, known: BoardSpec[]): string {
  if (name === SIMULATED) return t('simBoard');
  const found = known.find((one) => one.name === name);
  return found ? say(found) : name;
}

export const getPartName = (part: Part) => part.name || getKindName(part);

/** The pins of a part as a child reads them. */
export function listPins(part: Part): string[] {
  return Object.entries(part.pins)
    .filter(([name]) => name !== 'kind')
    .map(([, pin]) => String(pin));
}
