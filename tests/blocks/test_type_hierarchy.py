"""The holes that a value fits besides those of its own type."""

import pytest

from sunmao.blocks.type_hierarchy import DEVICES, MODELS, SENSORS, list_supertypes
from sunmao.boards.parts import PARTS


@pytest.mark.parametrize(
    ("type", "fits"),
    [
        ("LED", ("LED", "Device")),
        ("LightSensor", ("LightSensor", "Sensor", "Device")),
        ("DriverServo", ("DriverServo", "Servo", "Device")),
        ("Classifier", ("Classifier", "Model")),
        ("PictureNetwork", ("PictureNetwork", "Network", "Classifier", "Model")),
        ("RowNetwork", ("RowNetwork", "Network", "TableLearner", "Model")),
        ("PanelButton", ("PanelButton", "Button")),
        ("Points", ("Points", "Result")),
        ("Dict", ("Dict", "Array")),
        ("Number", ("Number",)),
        ("acrobat", ("acrobat",)),
    ],
)
def test_the_types_of_a_value(type, fits):
    assert list_supertypes(type) == fits


def test_all_of_a_kind_fit_its_holes():
    assert all("Device" in list_supertypes(type) for type in PARTS)
    assert all("Device" in list_supertypes(type) for type in DEVICES)
    assert all(list_supertypes(type)[1] == "Sensor" for type in SENSORS)
    assert all(list_supertypes(type)[-1] == "Model" for type in MODELS)
