"""All parts by the names of their classes."""

from .. import part
from .buttons import Button
from .buzzers import Buzzer
from .climate import TemperatureHumidity
from .displays import Display
from .distance import DistanceSensor
from .lights import LED, RGBLED
from .missing import Accelerometer, NeoPixel
from .movers import Motor, Servo
from .sensors import LightSensor, LineSensor, MotionSensor, Potentiometer, SoundSensor
from .switches import Relay

_CLASSES = (
    LED, RGBLED, NeoPixel, Servo, Motor, Buzzer, Relay, Display, Button, Potentiometer, LightSensor, SoundSensor, LineSensor,
    MotionSensor, DistanceSensor, TemperatureHumidity, Accelerometer,
)  # fmt: skip
PARTS: dict[str, type[part.Part]] = {each.__name__: each for each in _CLASSES}
