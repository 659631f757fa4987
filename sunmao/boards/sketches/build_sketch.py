"""Builds the sketches that are shipped from their sources: `python -m sunmao.boards.sketches.build_sketch` writes the
hex files and their checksums, with `--check` it says whether they would be the same. Needs git and gcc-avr 5.4 (Debian
and Ubuntu: gcc-avr, avr-libc, binutils-avr).

SUNMAO_ARDUINO_SOURCES in the environment names where the libraries are cloned from: https://github.com, or a folder
that has them as OWNER+NAME/repo.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "sunmao_firmata"
SUMS = FOLDER / "SHA256SUMS"
SOURCES = "SUNMAO_ARDUINO_SOURCES"
COMPILER = "5.4.0"  # of gcc-avr: another one makes other bytes
# Repository → commit: git compares what it fetches with this sum of all its files.
COMMITS = {
    "arduino/ArduinoCore-avr": "11b9130371e8447920edb65a75706a6c951e51fc",  # 1.8.8
    "firmata/arduino": "53bb550d704ff9db76c01286c97a0f5c14321e49",  # 2.5.9
    "arduino-libraries/Servo": "3f163ecc4f6843e04afe5fdd58b3a420a45861cc",  # 1.3.0
}
CORE = "ArduinoCore-avr/cores/arduino"
LIBRARIES = (
    *("ArduinoCore-avr/libraries/Wire/src", "ArduinoCore-avr/libraries/Wire/src/utility"),
    *("arduino", "Servo/src", "Servo/src/avr"),
)
# As the Arduino IDE calls the compiler; DECIMAL_DIG is missing in avr-libc 2.0. The receiver takes all that
# `flow_control` lets be on its way.
FLAGS = (
    *("-DF_CPU=16000000L", "-DARDUINO=10819", "-DARDUINO_ARCH_AVR", "-DDECIMAL_DIG=17", "-Os", "-w", "-flto"),
    *("-DSERIAL_RX_BUFFER_SIZE=256", "-ffunction-sections", "-fdata-sections", "-frandom-seed=sunmao"),
)
CPP = ("-x", "c++", "-std=gnu++11", "-fpermissive", "-fno-exceptions", "-fno-threadsafe-statics")
USB = ('-DUSB_MANUFACTURER="Arduino LLC"', '-DUSB_PRODUCT="Arduino Leonardo"', "-DUSB_VID=0x2341", "-DUSB_PID=0x8036")


@dataclass(frozen=True)
class SketchTarget:
    """For which board a sketch is compiled. chip: as the compiler names it; variant: the core's folder of its pins;
    defines: more for the compiler.
    """

    chip: str
    variant: str
    defines: tuple[str, ...]

    @property
    def flags(self) -> tuple[str, ...]:
        """Flags for the compiler."""
        return (f"-mmcu={self.chip}", *self.defines, *FLAGS)


UNO = SketchTarget("atmega328p", "standard", ("-DARDUINO_AVR_UNO",))
TARGETS = {
    "uno": UNO,
    "nano": SketchTarget("atmega328p", "eightanaloginputs", ("-DARDUINO_AVR_NANO",)),
    "mega": SketchTarget("atmega2560", "mega", ("-DARDUINO_AVR_MEGA2560",)),
    "leonardo": SketchTarget("atmega32u4", "leonardo", ("-DARDUINO_AVR_LEONARDO", *USB)),
}


def build_all(folder: Path) -> None:
    """Write the hex file of every board and SHA256SUMS into a folder. Raises as `compile_sketch` does."""
    with tempfile.TemporaryDirectory() as name:
        fetch_all(COMMITS, Path(name))
        for board, target in TARGETS.items():
            compile_sketch(Path(name), FOLDER, target, LIBRARIES, folder / f"{board}.hex")
    sums = (f"{hashlib.sha256((folder / f'{name}.hex').read_bytes()).hexdigest()}  {name}.hex\n" for name in TARGETS)
    (folder / SUMS.name).write_text("".join(sums), encoding="ascii")


def compile_sketch(libraries: Path, sketch: Path, target: SketchTarget, among: Iterable[str], out: Path) -> None:
    """Compile the sketch in a folder, with the core and these folders `among` the libraries, into a hex file.

    Raises:
        FileNotFoundError: a tool is missing.
        CalledProcessError: it does not compile.
    """
    if not (shutil.which("avr-gcc") and shutil.which("git")):
        raise FileNotFoundError("no avr-gcc or no git (Debian and Ubuntu: apt-get install gcc-avr avr-libc git)")
    folders = [libraries / each for each in (CORE, *among)]
    include = [f"-I{each}" for each in (*folders, libraries / "ArduinoCore-avr/variants" / target.variant)]
    with tempfile.TemporaryDirectory() as name:
        objects: list[str] = []
        for path in sorted(path for each in (sketch, *folders) for path in each.iterdir()):
            if path.suffix in (".c", ".cpp", ".ino"):
                objects.append(f"{name}/{len(objects)}.o")
                language = () if path.suffix == ".c" else CPP
                run_tool("avr-gcc", *target.flags, *include, *language, "-c", str(path), "-o", objects[-1])
        image = f"{name}/image.elf"
        run_tool("avr-gcc", *target.flags, "-fuse-linker-plugin", "-Wl,--gc-sections", "-o", image, *objects, "-lm")
        run_tool("avr-objcopy", "-O", "ihex", "-R", ".eeprom", image, str(out))


def fetch_all(commits: Mapping[str, str], folder: Path) -> None:
    """Put these commits of repositories into a folder, each under its repository's name."""
    where = os.environ.get(SOURCES, "https://github.com")
    for repository, commit in commits.items():
        source = f"{where}/{repository}" if "://" in where else str(Path(where, repository.replace("/", "+"), "repo"))
        target = str(folder / repository.partition("/")[2])
        run_tool("git", "clone", "--quiet", "--no-checkout", source, target)
        run_tool("git", "-C", target, "checkout", "--quiet", commit)


def run_tool(*words: str) -> None:
    """Run a tool; what it says comes through. Raises CalledProcessError."""
    subprocess.run(words, check=True)


def main(words: list[str]) -> int:
    """Build, or compare with what is shipped. Returns the exit status."""
    version = subprocess.run(["avr-gcc", "-dumpversion"], capture_output=True, text=True, check=True).stdout.strip()
    if version != COMPILER:
        print(f"gcc-avr is {version}, not {COMPILER}: the bytes will differ")
    if "--check" not in words:
        build_all(FOLDER)
        return 0
    with tempfile.TemporaryDirectory() as name:
        build_all(Path(name))
        same = Path(name, SUMS.name).read_bytes() == SUMS.read_bytes()
    print("the shipped sketches are those of the sources" if same else "the shipped sketches are others")
    return int(not same)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
