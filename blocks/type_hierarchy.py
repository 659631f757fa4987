"""Hierarchy of the types of values: every part is a Device, every sensor a Sensor, every classifier a Model, and a
dictionary goes where a list of its keys does.
"""

SENSORS = (
    "DistanceSensor",
    "LightSensor",
    "SoundSensor",
    "Potentiometer",
    "MotionSensor",
    "LineSensor",
    "TemperatureHumidity",
    "Accelerometer",
    "ColorSensor",
    "RealTimeClock",
    "Joystick",
    "Keypad",
    "InfraredReceiver",
)
MODELS = (
    "Classifier",
    "Tagger",
    "Detector",
    "Segmenter",
    "Painter",
    "Regressor",
    "TextClassifier",
    "PointsClassifier",
    "SoundClassifier",
    "MotionClassifier",
    "TableLearner",
    "Network",
)
DEVICES = (
    "LED",
    "RGBLED",
    "NeoPixel",
    "Servo",
    "DriverServo",
    "Motor",
    "Stepper",
    "Buzzer",
    "Relay",
    "Display",
    "DigitDisplay",
    "Button",
    "Sensor",
    *SENSORS,
)

_WIDER: dict[str, tuple[str, ...]] = dict.fromkeys(DEVICES, ("Device",)) | dict.fromkeys(SENSORS, ("Sensor", "Device"))
_WIDER["DriverServo"] = ("Servo", "Device")
_WIDER |= dict.fromkeys(MODELS, ("Model",))
_WIDER |= {"PictureNetwork": ("Network", "Classifier", "Model"), "RowNetwork": ("Network", "TableLearner", "Model")}
_WIDER["PanelButton"] = ("Button",)  # it has the same happenings
_WIDER["Points"] = ("Result",)
_WIDER["Dict"] = ("Array",)  # it is counted, sorted and gone through by its keys


def list_supertypes(type: str) -> tuple[str, ...]:
    """The type itself and those whose holes it fits as well.

    >>> list_supertypes('LightSensor')
    ('LightSensor', 'Sensor', 'Device')
    """
    return (type, *_WIDER.get(type, ()))
