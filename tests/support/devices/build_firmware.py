"""Builds FirmataExpress 1.2 for an Uno from its public sources, for trying only: `python -m
tests.support.devices.build_firmware OUT.hex`. Needs git and gcc-avr (Debian: gcc-avr, avr-libc).

SUNMAO_ARDUINO_SOURCES in the environment names where the repositories are cloned from: https://github.com, or a folder
that has them as OWNER+NAME/repo.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCES = "SUNMAO_ARDUINO_SOURCES"
# Repository → commit. Ultrasonic 3.0.0: later ones wait for 30 ms after the pulse, and miss the echo.
COMMITS = {
    "arduino/ArduinoCore-avr": "11b9130371e8447920edb65a75706a6c951e51fc",
    "MrYsLab/FirmataExpress": "7149014763f3e0395ca9f718c4b523c56c2065e1",
    "arduino-libraries/Servo": "3f163ecc4f6843e04afe5fdd58b3a420a45861cc",
    "arduino-libraries/Stepper": "d921d665fef0b13c1f3c0ffdedd65fbe310e0917",
    "ErickSimoes/Ultrasonic": "c1a28b546cb53e86855333eb5706a0724d221854",
    "RobTillaart/DHTstable": "c82451f54bd8b33da0dbb2d4ef6b00e79d38ab12",
}
SKETCH = "FirmataExpress/examples/FirmataExpress/FirmataExpress.ino"
CORE, VARIANT = "ArduinoCore-avr/cores/arduino", "ArduinoCore-avr/variants/standard"
LIBRARIES = (
    *("ArduinoCore-avr/libraries/Wire/src", "ArduinoCore-avr/libraries/Wire/src/utility", "FirmataExpress"),
    *("Servo/src", "Servo/src/avr", "Stepper/src", "Ultrasonic/src", "DHTstable"),
)
# As the Arduino IDE calls the compiler for an Uno; DECIMAL_DIG is missing in avr-libc 2.0.
FLAGS = (
    *("-mmcu=atmega328p", "-DF_CPU=16000000L", "-DARDUINO=10819", "-DARDUINO_AVR_UNO", "-DARDUINO_ARCH_AVR"),
    *("-DDECIMAL_DIG=17", "-Os", "-w", "-flto", "-ffunction-sections", "-fdata-sections"),
)
CPP = ("-x", "c++", "-std=gnu++11", "-fpermissive", "-fno-exceptions", "-fno-threadsafe-statics")


def build(out: Path) -> None:
    """Fetch, compile and link. Raises FileNotFoundError where a tool is missing, CalledProcessError."""
    if not (shutil.which("avr-gcc") and shutil.which("git")):
        raise FileNotFoundError("no avr-gcc or no git (Debian and Ubuntu: apt-get install gcc-avr avr-libc git)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for repository, commit in COMMITS.items():
            fetch(repository, commit, folder / repository.partition("/")[2])
        include = [f"-I{folder / each}" for each in (CORE, VARIANT, *LIBRARIES)]
        sketch = folder / "sketch" / "FirmataExpress.ino"  # the sketch says the name of its file
        sketch.parent.mkdir()
        sketch.write_text("#include <Arduino.h>\n" + (folder / SKETCH).read_text(encoding="utf-8"), encoding="utf-8")
        sources = [path for each in (CORE, *LIBRARIES) for path in (folder / each).iterdir()]
        objects = []
        for path in [sketch, *(path for path in sources if path.suffix in (".c", ".cpp"))]:
            objects.append(f"{folder / 'object'}{len(objects)}.o")
            language = () if path.suffix == ".c" else CPP
            run("avr-gcc", *FLAGS, *include, *language, "-c", str(path), "-o", objects[-1])
        image = str(folder / "image.elf")
        run("avr-gcc", *FLAGS, "-fuse-linker-plugin", "-Wl,--gc-sections", "-o", image, *objects, "-lm")
        run("avr-objcopy", "-O", "ihex", "-R", ".eeprom", image, str(out))


def fetch(repository: str, commit: str, folder: Path) -> None:
    """Put a commit of a repository into a folder."""
    where = os.environ.get(SOURCES, "https://github.com")
    source = f"{where}/{repository}" if "://" in where else str(Path(where, repository.replace("/", "+"), "repo"))
    run("git", "clone", "--quiet", "--no-checkout", source, str(folder))
    run("git", "-C", str(folder), "checkout", "--quiet", commit)


def run(*words: str) -> None:
    """Run a tool; what it says comes through."""
    subprocess.run(words, check=True)


if __name__ == "__main__":
    build(Path(sys.argv[1]))
