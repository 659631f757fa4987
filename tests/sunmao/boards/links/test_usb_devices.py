"""Boards on USB without a serial port, as each system tells of them: stand-ins of what it says."""

import pytest

from sunmao.boards.links import usb_devices
from sunmao.boards.links.ports import SerialPort
from sunmao.boards.links.usb_devices import list_driverless, make_driver_error

CH340, CP2102, MOUSE, UNO = (0x1A86, 0x7523), (0x10C4, 0xEA60), (0x046D, 0xC077), (0x2341, 0x0043)


def test_what_linux_tells(tmp_path):
    for number, (vendor, product) in enumerate((CH340, MOUSE)):
        device = tmp_path / f"1-{number}"
        device.mkdir()
        (device / "idVendor").write_text(f"{vendor:04x}\n")
        (device / "idProduct").write_text(f"{product:04x}\n")
    (tmp_path / "1-0:1.0").mkdir()  # an interface has no numbers
    assert list(usb_devices.read_sysfs(tmp_path)) == [CH340, MOUSE]


def test_what_macos_tells():
    hub = {"idVendor": 1, "idProduct": 2, "IORegistryEntryChildren": [dict(zip(("idVendor", "idProduct"), CP2102))]}
    assert list(usb_devices.walk_ioreg({"IORegistryEntryChildren": [hub]})) == [(1, 2), CP2102]


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("USB\\VID_1A86&PID_7523\\5&2A7B1C9&0&3", CH340),
        ("USB\\VID_2341&PID_0043&MI_00\\6&1", None),
        ("USB\\ROOT_HUB30\\4&1", None),
        ("PCI\\VEN_8086&DEV_1\\3", None),
        ("USB\\VID_XYZ&PID_1\\3", None),
    ],
)
def test_what_windows_tells(name, numbers):
    assert usb_devices.parse_windows_id(name) == numbers


def test_only_boards_without_a_port(monkeypatch):
    """Two of one kind, of which one has a port; what is no board, and what has its port, is left out."""
    monkeypatch.setattr(usb_devices, "list_usb_numbers", lambda: [CH340, CH340, CP2102, MOUSE, UNO])
    ports = [SerialPort("COM3", "", vid=CH340[0], pid=CH340[1]), SerialPort("COM4", "", vid=UNO[0], pid=UNO[1])]
    found = list_driverless(ports)
    assert [row.port for row in found] == ["usb:10c4:ea60", "usb:1a86:7523"]
    assert "arduino-uno" in found[1].boards and found[1].title == "USB CH340"


@pytest.mark.parametrize(
    ("system", "brltty", "says", "command"),
    [
        ("win32", None, "CH340", None),
        ("darwin", None, "macOS", None),
        ("linux", None, "sudo modprobe ch341", "sudo modprobe ch341"),
        ("linux", "/usr/bin/brltty", "brltty", "sudo apt remove brltty"),
    ],
)
def test_what_mends_it(monkeypatch, system, brltty, says, command):
    monkeypatch.setattr(usb_devices.sys, "platform", system)
    monkeypatch.setattr(usb_devices.shutil, "which", lambda name: brltty)
    error = make_driver_error(SerialPort("usb:1a86:7523", "", vid=CH340[0], pid=CH340[1]))
    assert "CH340" in error.title["en"] and "CH340" in error.title["zh"]
    assert says in error.hint["en"] and error.params.get("command") == command


def test_a_system_that_does_not_tell(monkeypatch, tmp_path):
    monkeypatch.setattr(usb_devices.sys, "platform", "linux")
    monkeypatch.setattr(usb_devices, "SYSFS", tmp_path / "none")
    assert usb_devices.list_usb_numbers() == []
