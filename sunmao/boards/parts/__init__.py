"""Parts of a board: LEDs, motors, buttons, sensors, displays; each is entered into the registry."""

from sunmao.boards.part_registry import PARTS
from sunmao.boards.parts.accelerometer import Accelerometer
from sunmao.boards.parts.buttons import Button
from sunmao.boards.parts.buzzers import Buzzer
from sunmao.boards.parts.color_sensor import ColorSensor
from sunmao.boards.parts.digit_display import DigitDisplay
from sunmao.boards.parts.displays import Display
from sunmao.boards.parts.distance import DistanceSensor
from sunmao.boards.parts.joystick import Joystick
from sunmao.boards.parts.leds import LED, RGBLED
from sunmao.boards.parts.motors import Motor, Servo
from sunmao.boards.parts.sensors import LightSensor, LineSensor, MotionSensor, Potentiometer, SoundSensor
from sunmao.boards.parts.stepper import Stepper
from sunmao.boards.parts.switches import Relay
from sunmao.boards.parts.temperature import TemperatureHumidity
from sunmao.boards.parts.unsupported import NeoPixel

_CLASSES = (
    LED,
    RGBLED,
    NeoPixel,
    Servo,
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
    Joystick,
)
PARTS.update((each.__name__, each) for each in _CLASSES)
