"""Parts of a board: LEDs, motors, buttons, sensors, displays; `PARTS` holds all by the names of their classes."""

from sunmao.boards import part
from sunmao.boards.parts.buttons import Button
from sunmao.boards.parts.buzzers import Buzzer
from sunmao.boards.parts.displays import Display
from sunmao.boards.parts.distance import DistanceSensor
from sunmao.boards.parts.leds import LED, RGBLED
from sunmao.boards.parts.motors import Motor, Servo
from sunmao.boards.parts.sensors import LightSensor, LineSensor, MotionSensor, Potentiometer, SoundSensor
from sunmao.boards.parts.switches import Relay
from sunmao.boards.parts.temperature import TemperatureHumidity
from sunmao.boards.parts.unsupported import Accelerometer, NeoPixel

_CLASSES = (
    LED,
    RGBLED,
    NeoPixel,
    Servo,
    Motor,
    Buzzer,
    Relay,
    Display,
    Button,
    Potentiometer,
    LightSensor,
    SoundSensor,
    LineSensor,
    MotionSensor,
    DistanceSensor,
    TemperatureHumidity,
    Accelerometer,
)
PARTS: dict[str, type[part.Part]] = {each.__name__: each for each in _CLASSES}
