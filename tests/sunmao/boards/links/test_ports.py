"""Ports: which boards they may be, how strange names are shown, and what is said when one does not open."""

import os
import sys
from contextlib import suppress

import pytest
from serial.tools.list_ports_common import ListPortInfo

from sunmao.boards.links import port_owner, ports
from sunmao.boards.links.ports import clean_text, find_boards, name_doubt, open_port
from sunmao.boards.registry import BOARDS
from sunmao.errors import BoardBusy, BoardMissing, WrongFirmware

HOSTILE = '"; touch /tmp/pwn; #<img onerror=x>\x1b[31m\n'


def info(device, vid=None, pid=None, product=None, **more):
    made = ListPortInfo(device)
    made.vid, made.pid, made.product = vid, pid, product
    for name, value in more.items():
        setattr(made, name, value)
    return made


@pytest.fixture
def plugged(monkeypatch):
    def plug(*rows):
        monkeypatch.setattr(ports.list_ports, "comports", lambda: list(rows))
        return ports.list_serial_ports()

    monkeypatch.delenv(ports.ELSEWHERE, raising=False)
    return plug


def test_every_usb_number_belongs_to_one_board():
    owners = [numbers for board in BOARDS.values() for numbers in board.usb]
    assert len(owners) == len(set(owners))


def test_boards_are_named_by_their_usb_numbers(plugged):
    own, clone, bare = plugged(
        info("ttyS1"), info("ttyUSB0", 0x1A86, 0x7523, "USB Serial"), info("ttyACM0", 0x2341, 0x0043, "Arduino Uno")
    )
    assert own.board == "arduino-uno" and own.certain and own.title == "Arduino Uno"
    assert clone.board is None and "arduino-uno" in clone.boards
    assert bare.boards == () and bare.title == "ttyS1" and not bare.likely and own.likely and clone.likely
    assert find_boards(None, None) == ((), False)


@pytest.mark.parametrize(
    "numbers, board",
    [
        ((0x2341, 0x0058), "arduino-nano"),
        ((0x2341, 0x8037), "arduino-leonardo"),
        ((0x2A03, 0x8037), "arduino-leonardo"),
        ((0x2341, 0x8237), "arduino-leonardo"),
        ((0x2341, 0x006A), "arduino-uno"),
        ((0x2341, 0x0062), "arduino-uno"),
        ((0x2341, 0x0210), "arduino-mega"),
        ((0x2A03, 0x0044), "arduino-mega"),
        *(((0x1A86, product), None) for product in (0x55D4, 0x55D3, 0x5523, 0x7522, 0x7523)),
        ((0x0403, 0x6015), None),
        *(((0x067B, product), None) for product in (0x2303, 0x2304, 0x23A3, 0x23B3, 0x23C3, 0x23D3, 0x23E3, 0x23F3)),
    ],
)
def test_usb_numbers_of_boards_that_are_sold(plugged, numbers, board):
    (row,) = plugged(info("ttyUSB0", *numbers))
    assert row.board == board and row.boards and row.certain == bool(board)


def test_what_may_be_no_arduino_is_told_so(plugged):
    esp32, uno = plugged(info("ttyUSB0", 0x10C4, 0xEA60), info("ttyACM0", 0x2341, 0x0043))[::-1]
    silent = WrongFirmware("board_wrong_firmware", heard={"zh": "–", "en": "it says nothing"})
    told = name_doubt(esp32, silent)
    assert "ESP32" in told.title["en"] and "ESP32" in told.title["zh"] and "Install the firmware" in told.hint["en"]
    assert name_doubt(uno, silent) is silent and name_doubt(None, silent) is silent


def test_ports_of_bluetooth_are_no_place_for_a_board(plugged):
    assert plugged(info("/dev/cu.Bluetooth-Incoming-Port"), info("COM5", description="x", hwid="BTHENUM\\{0000}")) == []


@pytest.mark.fault("F4")
def test_what_a_device_calls_itself_is_text(plugged, row):
    (only,) = plugged(info("ttyUSB0", 1, 2, HOSTILE, serial_number=HOSTILE))
    assert only.title == '"; touch /tmp/pwn; #<img onerror=x> [31m' and not os.path.exists("/tmp/pwn")
    assert len(clean_text("x" * 10_000)) == ports.LONGEST
    row(only.title, "the name is shown as it is, without its control characters; nothing ran")


def test_ports_elsewhere(plugged, monkeypatch, tmp_path):
    link = tmp_path / "tty 榫"
    link.touch()
    monkeypatch.setenv(ports.ELSEWHERE, f"{link}, {tmp_path / 'not there'},socket://127.0.0.1:7000")
    assert {each.port for each in plugged()} == {str(link), "socket://127.0.0.1:7000"}


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_the_repair_is_one_command(tmp_path):
    import grp

    path = tmp_path / 'tty"; touch pwn; #'
    path.touch()
    path.chmod(0o600)
    assert port_owner.get_repair_command(str(path)) == f"sudo chmod a+rw '{path}'"
    path.chmod(0o660)
    for number in {each.gr_gid for each in grp.getgrall()} - {0}:
        with suppress(OSError):  # only to a group of this user's
            os.chown(path, -1, number)
            assert (
                port_owner.get_repair_command(str(path)) == f'sudo usermod -aG {grp.getgrgid(number).gr_name} "$USER"'
            )


@pytest.mark.parametrize(
    ("error", "kind", "key"),
    [
        (FileNotFoundError(2, "no"), BoardMissing, "port_missing"),
        (OSError(11, "Could not exclusively lock"), BoardBusy, "port_busy"),
        (
            OSError("could not open port 'COM3': PermissionError(13, 'Access is denied.', None, 5)"),
            BoardBusy,
            "port_busy",
        ),
        (OSError("could not open port 'COM9': FileNotFoundError(2, 'x', None, 2)"), BoardMissing, "port_missing"),
        (ValueError("unknown protocol"), BoardBusy, "port_unusable"),
    ],
)
def test_why_a_port_does_not_open(monkeypatch, error, kind, key):
    def fail(*args, **more):
        raise error

    monkeypatch.setattr(ports.serial, "Serial", fail)
    monkeypatch.setattr(port_owner, "list_suspects", list)
    with pytest.raises(kind) as told:
        open_port("COM3")
    assert told.value.key == key and "COM3" in told.value.text("en")


@pytest.mark.parametrize(
    ("name", "people"),
    [("arduino-ide", "Arduino IDE"), ("Mind+.exe", "Mind+"), ("ModemManager", "ModemManager"), ("bash", "")],
)
def test_programs_have_the_names_of_people(name, people):
    assert port_owner._get_title(name) == people


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_who_holds_a_port():
    master, slave = os.openpty()
    assert "py" in port_owner.find_port_owner(os.ttyname(slave))
    path = os.ttyname(slave)
    os.close(slave)
    assert port_owner.find_port_owner(path) == ""
    os.close(master)
