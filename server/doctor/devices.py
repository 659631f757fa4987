"""Cameras and boards: what is plugged in, and what keeps this person from using it. Nothing is opened: no light goes
on.

On Linux the kernel's own lists are read (`SYS`, `DEV`); on Windows and macOS the system's tool tells what it knows.
"""

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

from sunmao.core.device_owner import get_join_group_command
from sunmao.server.doctor import repair_commands
from sunmao.server.doctor.diagnosis import Diagnosis, make_ok, make_problem
from sunmao.server.processes.system_tools import run_tool

SYS, DEV = Path("/sys"), Path("/dev")
PATIENCE = 20  # seconds for a tool of the system
# Chips that make a serial port of a USB cable: (vendor, product or '') → (what it is called, Linux's driver for it).
CHIPS = {
    ("1a86", "7523"): ("CH340", "ch341"),
    ("1a86", "5523"): ("CH341", "ch341"),
    ("1a86", "7522"): ("CH340K", "ch341"),
    ("1a86", "55d3"): ("CH343", "cdc_acm"),
    ("067b", "2303"): ("PL2303", "pl2303"),
    ("1a86", "55d4"): ("CH9102", "cdc_acm"),
    ("10c4", "ea60"): ("CP210x", "cp210x"),
    ("0403", "6001"): ("FT232", "ftdi_sio"),
    ("0403", "6015"): ("FT231X", "ftdi_sio"),
    ("2341", ""): ("Arduino", "cdc_acm"),
    ("0d28", "0204"): ("micro:bit", "cdc_acm"),
    ("303a", ""): ("ESP32", "cdc_acm"),
}
BRLTTY = ("1a86", "7523")  # a braille display has the same number: Ubuntu's brltty takes the board away
WINDOWS = (
    "Get-CimInstance Win32_PnPEntity | Where-Object { $_.DeviceID -like 'USB*' -or $_.PNPClass -in 'Camera','Image' }"
    " | Select-Object Name,DeviceID,PNPClass,ConfigManagerErrorCode | ConvertTo-Json -Compress"
)


def check_cameras() -> Diagnosis:
    """The cameras that are plugged in, and whether this person may use them. None is no fault: pictures and folders do
    as well.
    """
    found = {"win32": _list_windows_cameras, "darwin": _list_mac_cameras}.get(sys.platform, _list_linux_cameras)()
    closed = [node for node in found if isinstance(node, Path) and not os.access(node, os.R_OK | os.W_OK)]
    if closed:
        repair = get_join_group_command(_find_group(closed[0]))
        return make_problem(
            "camera", "doctor_camera_closed", {"camera": str(closed[0])}, level="warning", repair=repair
        )
    if not found:
        return make_ok("camera", "doctor_no_camera")
    return make_ok("camera", "doctor_camera", {"camera": ", ".join(_get_camera_name(each) for each in found)})


def list_cameras() -> list[tuple[str, bool]]:
    """The cameras that are plugged in: what each is called, and whether this person may use it. Takes seconds where a
    tool is asked.
    """
    found = {"win32": _list_windows_cameras, "darwin": _list_mac_cameras}.get(sys.platform, _list_linux_cameras)()
    return [
        (_get_camera_name(each), not isinstance(each, Path) or os.access(each, os.R_OK | os.W_OK)) for each in found
    ]


def check_boards() -> Diagnosis:
    """Serial ports of boards: there, allowed, driven, and not taken by another program."""
    if sys.platform.startswith("linux"):
        return _check_linux_ports()
    from serial.tools.list_ports import comports

    ports = [port.device for port in comports() if port.vid is not None]
    unknown = _list_windows_unknown() if sys.platform == "win32" else [] if ports else _list_mac_chips()
    if unknown:
        # Both systems bring these drivers along; a missing one comes with their updates.
        repair = "start ms-settings:windowsupdate" if sys.platform == "win32" else "softwareupdate --list"
        return make_problem("boards", "doctor_no_driver", {"board": ", ".join(unknown)}, level="warning", repair=repair)
    return (
        make_ok("boards", "doctor_boards", {"ports": ", ".join(ports)})
        if ports
        else make_ok("boards", "doctor_no_boards")
    )


def _list_linux_cameras() -> list[Path]:
    # A camera makes several nodes; the first (index 0) gives pictures.
    listed = SYS / "class" / "video4linux"
    nodes = (
        [DEV / entry.name for entry in sorted(listed.iterdir()) if _read(entry / "index") in ("0", "")]
        if listed.is_dir()
        else []
    )
    return [node for node in nodes if node.exists()]


def _get_camera_name(camera: Any) -> str:
    return (
        (_read(SYS / "class" / "video4linux" / camera.name / "name") or str(camera))
        if isinstance(camera, Path)
        else camera
    )


def _check_linux_ports() -> Diagnosis:
    ports = sorted(node for pattern in ("ttyUSB*", "ttyACM*") for node in DEV.glob(pattern))
    closed = [node for node in ports if not os.access(node, os.R_OK | os.W_OK)]
    if closed:
        repair = get_join_group_command(_find_group(closed[0]))
        return make_problem("boards", "doctor_port_closed", {"port": str(closed[0])}, level="warning", repair=repair)
    chips = _list_linux_chips()
    if len(ports) < len(chips):
        if BRLTTY in chips and shutil.which("brltty"):
            return make_problem(
                "boards",
                "doctor_brltty",
                {"board": CHIPS[BRLTTY][0]},
                level="warning",
                repair=repair_commands.make_remove_command("brltty"),
            )
        chip = _name_chip(chips[0])
        assert chip is not None  # only such are listed
        name, driver = chip
        return make_problem(
            "boards", "doctor_no_driver", {"board": name}, level="warning", repair=f"sudo modprobe {driver}"
        )
    if ports and _is_running("ModemManager"):
        repair = "sudo systemctl disable --now ModemManager"
        return make_problem(
            "boards", "doctor_modem_manager", {"ports": ", ".join(map(str, ports))}, level="warning", repair=repair
        )
    return (
        make_ok("boards", "doctor_boards", {"ports": ", ".join(map(str, ports))})
        if ports
        else make_ok("boards", "doctor_no_boards")
    )


def _list_linux_chips() -> list[tuple[str, str]]:
    plugged = [
        (_read(entry / "idVendor"), _read(entry / "idProduct")) for entry in sorted((SYS / "bus/usb/devices").glob("*"))
    ]
    return [each for each in plugged if _name_chip(each)]


def _name_chip(number: tuple[str, str]) -> tuple[str, str] | None:
    return CHIPS.get(number) or CHIPS.get((number[0], ""))


def _is_running(name: str) -> bool:
    import psutil

    return any(process.info["name"] == name for process in psutil.process_iter(["name"]))


def _find_group(node: Path) -> str:
    """The group that may use a device; where the device's own is none that gives the right, the usual one."""
    if sys.platform == "win32":
        return ""
    import grp

    state = node.stat()
    usual = "video" if "video" in node.name else "uucp" if repair_commands.get_system() == "arch" else "dialout"
    try:
        return grp.getgrgid(state.st_gid).gr_name if state.st_gid and state.st_mode & stat.S_IWGRP else usual
    except KeyError:
        return usual


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _list_windows_devices() -> list[dict]:
    told = _run_json(["powershell", "-NoProfile", "-NonInteractive", "-Command", WINDOWS])
    return told if isinstance(told, list) else [told] if told else []


def _list_windows_cameras() -> list[str]:
    return [each["Name"] for each in _list_windows_devices() if each.get("PNPClass") == "Camera"]


def _list_windows_unknown() -> list[str]:
    broken = [each for each in _list_windows_devices() if each.get("ConfigManagerErrorCode") == 28]  # 28: no driver
    numbers = [
        (each["DeviceID"].partition("VID_")[2][:4].lower(), each["DeviceID"].partition("PID_")[2][:4].lower())
        for each in broken
    ]
    return [chip[0] for number in numbers if (chip := _name_chip(number))]


def _list_mac_cameras() -> list[str]:
    told = _run_json(["system_profiler", "-json", "SPCameraDataType"])
    return [each.get("_name", "?") for each in (told or {}).get("SPCameraDataType", [])]


def _list_mac_chips() -> list[str]:
    found, waiting = [], list((_run_json(["system_profiler", "-json", "SPUSBDataType"]) or {}).get("SPUSBDataType", []))
    while waiting:
        each = waiting.pop()
        waiting += each.get("_items", [])
        number = (each.get("vendor_id", "")[2:6].lower(), each.get("product_id", "")[2:6].lower())
        found += [chip[0]] if (chip := _name_chip(number)) else []
    return found


def _run_json(command: list[str]) -> Any:
    try:
        done = run_tool(command, PATIENCE)
        return json.loads(done.stdout.decode("utf-8", "replace") or "null")
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
