"""Boards that are on USB without a serial port: the system has no driver for their chip, or another program took it."""

import ctypes
import plistlib
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from sunmao.boards.links.ports import SerialPort, find_boards
from sunmao.errors import BoardMissing
from sunmao.texts import get_both

Numbers = tuple[int, int]  # vendor, product
SYSFS = Path("/sys/bus/usb/devices")
IOREG = ("ioreg", "-p", "IOUSB", "-l", "-w0", "-a")  # the tree of USB as a property list
WITHIN = 3  # seconds
# Maker of the chip → its name, and Linux's driver of it.
CHIPS = {
    0x1A86: ("CH340", "ch341"),
    0x10C4: ("CP210x", "cp210x"),
    0x0403: ("FTDI", "ftdi_sio"),
    0x067B: ("PL2303", "pl2303"),
}
OTHERS = ("Arduino", "cdc_acm")
TAKEN_BY_BRLTTY = (0x1A86, 0x7523)  # a driver of braille displays takes these numbers for one of its own
PRESENT_OF_ALL_CLASSES = 0x02 | 0x04  # DIGCF_PRESENT, DIGCF_ALLCLASSES of Windows' SetupAPI


def list_driverless(ports: Iterable[SerialPort]) -> list[SerialPort]:
    """List USB devices that may be boards and have no serial port, named 'usb:1a86:7523'; ports: the existing ones."""
    taken = Counter((row.vid, row.pid) for row in ports if row.vid is not None and row.pid is not None)
    left = Counter(list_usb_numbers()) - taken
    found = []
    for vid, pid in sorted(left):
        boards, certain = find_boards(vid, pid)
        if boards:
            port = f"usb:{vid:04x}:{pid:04x}"
            found.append(SerialPort(port, f"USB {CHIPS.get(vid, OTHERS)[0]}", boards, certain, vid, pid))
    return found


def make_driver_error(row: SerialPort) -> BoardMissing:
    """Return the error for a row of `list_driverless`, with its remedy on this system; `command` where a command mends
    it.
    """
    chip, module = CHIPS.get(row.vid or 0, OTHERS)
    params = {"chip": chip}
    if sys.platform == "win32":
        return BoardMissing("driver_missing", how=get_both("driver_on_windows", **params), **params)
    if sys.platform == "darwin":
        return BoardMissing("driver_missing", how=get_both("driver_on_mac", **params), **params)
    taken = (row.vid, row.pid) == TAKEN_BY_BRLTTY and shutil.which("brltty")
    command = "sudo apt remove brltty" if taken else f"sudo modprobe {module}"
    return BoardMissing("driver_missing", how=get_both("driver_on_linux", command=command), command=command, **params)


def list_usb_numbers() -> list[Numbers]:
    """Vendor and product of everything on USB; empty where the system does not tell."""
    try:
        if sys.platform == "win32":
            return [numbers for each in _list_windows_ids() if (numbers := parse_windows_id(each))]
        if sys.platform == "darwin":
            told = subprocess.run(IOREG, capture_output=True, timeout=WITHIN, check=True).stdout
            return list(walk_ioreg(plistlib.loads(told)))
        return list(read_sysfs(SYSFS))
    except (OSError, ValueError, AttributeError, subprocess.SubprocessError, plistlib.InvalidFileException):
        return []


def read_sysfs(folder: Path) -> Iterator[Numbers]:
    """Of Linux. Raises OSError, ValueError."""
    for each in sorted(folder.iterdir()):
        if (each / "idVendor").is_file():
            yield int((each / "idVendor").read_text(), 16), int((each / "idProduct").read_text(), 16)


def walk_ioreg(node: dict) -> Iterator[Numbers]:
    """Of a tree that macOS's `ioreg` prints."""
    if isinstance(node.get("idVendor"), int) and isinstance(node.get("idProduct"), int):
        yield node["idVendor"], node["idProduct"]
    for child in node.get("IORegistryEntryChildren", ()):
        yield from walk_ioreg(child)


def parse_windows_id(name: str) -> Numbers | None:
    """Of a device's instance as Windows names it, such as 'USB\\VID_1A86&PID_7523\\5&2A…'; None: of an interface of
    one, or something else.
    """
    parts = name.upper().split("\\")
    if len(parts) < 3 or parts[0] != "USB" or "&MI_" in parts[1]:
        return None
    words = dict(word.split("_", 1) for word in parts[1].split("&") if "_" in word)
    try:
        return int(words["VID"], 16), int(words["PID"], 16)
    except (KeyError, ValueError):
        return None


def _list_windows_ids() -> Iterator[str]:
    """Instances of what is on USB now, by Windows' SetupAPI. Raises OSError, AttributeError."""
    if sys.platform != "win32":
        return
    setup = ctypes.WinDLL("setupapi", use_last_error=True)

    class DeviceInfo(ctypes.Structure):
        _fields_ = (
            ("size", ctypes.c_uint32),
            ("kind", ctypes.c_byte * 16),
            ("instance", ctypes.c_uint32),
            ("reserved", ctypes.c_void_p),
        )

    setup.SetupDiGetClassDevsW.restype = ctypes.c_void_p
    setup.SetupDiGetClassDevsW.argtypes = (ctypes.c_void_p, ctypes.c_wchar_p, ctypes.c_void_p, ctypes.c_uint32)
    devices = ctypes.c_void_p(setup.SetupDiGetClassDevsW(None, "USB", None, PRESENT_OF_ALL_CLASSES))
    info, name, number = DeviceInfo(ctypes.sizeof(DeviceInfo)), ctypes.create_unicode_buffer(512), 0
    try:
        while setup.SetupDiEnumDeviceInfo(devices, number, ctypes.byref(info)):
            if setup.SetupDiGetDeviceInstanceIdW(devices, ctypes.byref(info), name, len(name), None):
                yield name.value
            number += 1
    finally:
        setup.SetupDiDestroyDeviceInfoList(devices)
