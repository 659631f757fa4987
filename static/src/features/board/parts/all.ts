/** The pictures of all kinds of parts. A kind that is not known here is drawn as a plain pin. */

import { DigitDisplay, Display, Pin } from './displays';
import { LED, NeoPixel, RGBLED } from './leds';
import { Buzzer, DriverServo, Motor, Relay, Servo, Stepper } from './motors';
import type { PartDrawing } from './part_drawing';
import {
  Accelerometer,
  Button,
  ColorSensor,
  DistanceSensor,
  InfraredReceiver,
  Joystick,
  Keypad,
  LightSensor,
  LineSensor,
  MotionSensor,
  Potentiometer,
  RealTimeClock,
  SoundSensor,
  TemperatureHumidity,
} from './sensors';

const LOOKS: Record<string, PartDrawing> = {
  Accelerometer,
  Button,
  Buzzer,
  ColorSensor,
  DigitDisplay,
  DistanceSensor,
  DriverServo,
  Display,
  InfraredReceiver,
  Joystick,
  Keypad,
  LED,
  LightSensor,
  LineSensor,
  Motor,
  MotionSensor,
  NeoPixel,
  Potentiometer,
  RealTimeClock,
  Relay,
  RGBLED,
  Servo,
  SoundSensor,
  Stepper,
  TemperatureHumidity,
};

export const getPartDrawing = (kind: string): PartDrawing => (Object.hasOwn(LOOKS, kind) ? LOOKS[kind] : Pin);
