"""Builds FirmataExpress 1.2 for an Uno from its public sources, for trying only: `python -m
tests.support.devices.build_firmware OUT.hex`. Needs what `sunmao.boards.sketches.build_sketch` needs.
"""

import sys
import tempfile
from pathlib import Path

from sunmao.boards.sketches.build_sketch import COMMITS, LIBRARIES, UNO, compile_sketch, fetch_all

# Ultrasonic 3.0.0: later ones wait for 30 ms after the pulse, and miss the echo.
MORE_COMMITS = {
    "MrYsLab/FirmataExpress": "7149014763f3e0395ca9f718c4b523c56c2065e1",
    "arduino-libraries/Stepper": "d921d665fef0b13c1f3c0ffdedd65fbe310e0917",
    "ErickSimoes/Ultrasonic": "c1a28b546cb53e86855333eb5706a0724d221854",
    "RobTillaart/DHTstable": "c82451f54bd8b33da0dbb2d4ef6b00e79d38ab12",
}
SKETCH = "FirmataExpress/examples/FirmataExpress/FirmataExpress.ino"
STANDARD = "arduino"  # Firmata's own library, in whose place FirmataExpress stands


def build(out: Path) -> None:
    """Fetch, compile and link. Raises as `compile_sketch` does."""
    libraries = [each for each in LIBRARIES if each != STANDARD]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fetch_all({**COMMITS, **MORE_COMMITS}, folder)
        sketch = folder / "sketch" / "FirmataExpress.ino"  # the sketch says the name of its file
        sketch.parent.mkdir()
        sketch.write_text("#include <Arduino.h>\n" + (folder / SKETCH).read_text(encoding="utf-8"), encoding="utf-8")
        among = (*libraries, "FirmataExpress", "Stepper/src", "Ultrasonic/src", "DHTstable")
        compile_sketch(folder, sketch.parent, UNO, among, out)


if __name__ == "__main__":
    build(Path(sys.argv[1]))
