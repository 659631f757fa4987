"""Parts of a board: LEDs, motors, buttons, sensors, displays; each is entered into the registry."""

from sunmao.boards.part_registry import PARTS
from sunmao.boards.parts.buzzers import Buzzer
from sunmao.boards.parts.displays.digit_display import DigitDisplay
from sunmao.boards.parts.displays.displays import Display
from sunmao.boards.parts.leds import LED, RGBLED
from sunmao.boards.parts.motors.motors import Motor
from sunmao.boards.parts.motors.servos import DriverServo, Servo
from sunmao.boards.parts.motors.stepper import Stepper
from sunmao.boards.parts.pixels import NeoPixel
from sunmao.boards.parts.sensors.accelerometer import Accelerometer
from sunmao.boards.parts.sensors.buttons import Button
from sunmao.boards.parts.sensors.color_sensor import ColorSensor
from sunmao.boards.parts.sensors.distance import DistanceSensor
from sunmao.boards.parts.sensors.infrared_receiver import InfraredReceiver
from sunmao.boards.parts.sensors.joystick import Joystick
from sunmao.boards.parts.sensors.keypad import Keypad
from sunmao.boards.parts.sensors.real_time_clock import RealTimeClock
from sunmao.boards.parts.sensors.sensors import LightSensor, LineSensor, MotionSensor, Potentiometer, SoundSensor
from sunmao.boards.parts.sensors.temperature import TemperatureHumidity
from sunmao.boards.parts.switches import Relay

__all__ = [
    "Accelerometer",
    "Button",
    "Buzzer",
    "ColorSensor",
    "DigitDisplay",
    "Display",
    "DistanceSensor",
    "DriverServo",
    "InfraredReceiver",
    "Joystick",
    "Keypad",
    "LED",
    "LightSensor",
    "LineSensor",
    "MotionSensor",
    "Motor",
    "NeoPixel",
    "PARTS",
    "Potentiometer",
    "RGBLED",
    "RealTimeClock",
    "Relay",
    "Servo",
    "SoundSensor",
    "Stepper",
    "TemperatureHumidity",
]
_CLASSES = (
    LED,
    RGBLED,
    NeoPixel,
    Servo,
    DriverServo,
    Motor,
    Stepper,
    Buzzer,
    Relay,
    Display,
    DigitDisplay,
    Button,
    Potentiometer,
    LightSensor,
    SoundSensor,
    LineSensor,
    MotionSensor,
    DistanceSensor,
    TemperatureHumidity,
    Accelerometer,
    ColorSensor,
    RealTimeClock,
    Joystick,
    Keypad,
    InfraredReceiver,
)
PARTS.update((each.__name__, each) for each in _CLASSES)
