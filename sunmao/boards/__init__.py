"""Boards and parts, in gpiozero's words: LEDs, servos, buttons, sensors on a board that runs Firmata, or on the
simulated one.
"""

from sunmao.boards.gpio_pins import I2C, read_pin, write_pin
from sunmao.boards.parts import (
    LED,
    PARTS,
    RGBLED,
    Accelerometer,
    Button,
    Buzzer,
    ColorSensor,
    DigitDisplay,
    Display,
    DistanceSensor,
    DriverServo,
    Joystick,
    LightSensor,
    LineSensor,
    MotionSensor,
    Motor,
    NeoPixel,
    Potentiometer,
    RealTimeClock,
    Relay,
    Servo,
    SoundSensor,
    Stepper,
    TemperatureHumidity,
)
from sunmao.boards.pin_compatibility import find_conflicts, find_problem
from sunmao.boards.registry import BOARDS
from sunmao.boards.select_board import use_board

__all__ = [
    "BOARDS",
    "I2C",
    "LED",
    "PARTS",
    "RGBLED",
    "Accelerometer",
    "Button",
    "Buzzer",
    "ColorSensor",
    "DigitDisplay",
    "Display",
    "DistanceSensor",
    "DriverServo",
    "Joystick",
    "LightSensor",
    "LineSensor",
    "MotionSensor",
    "Motor",
    "NeoPixel",
    "Potentiometer",
    "RealTimeClock",
    "Relay",
    "Servo",
    "SoundSensor",
    "Stepper",
    "TemperatureHumidity",
    "find_conflicts",
    "find_problem",
    "read_pin",
    "use_board",
    "write_pin",
]
