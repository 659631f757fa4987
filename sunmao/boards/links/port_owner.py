"""Owner of a serial port, as far as the system tells, and the command that grants a user access to one."""

import os
import shlex

from sunmao.core import device_owner

# What a process calls itself → what people call it.
KNOWN = {
    "arduino": "Arduino IDE",
    "mind+": "Mind+",
    "mindplus": "Mind+",
    "mblock": "mBlock",
    "thonny": "Thonny",
    "mu-editor": "Mu",
    "mixly": "Mixly",
    "kittenblock": "Kittenblock",
    "putty": "PuTTY",
    "screen": "screen",
    "minicom": "minicom",
    "picocom": "picocom",
    "brltty": "brltty",
    "modemmanager": "ModemManager",
    "sunmao": "Sunmao 榫卯",
}
OURSELVES = "sunmao"


def find_port_owner(path: str) -> str:
    """The name of the program that has a port open, '' when the system does not tell."""
    process = device_owner.find_owner(path)
    return "" if process is None else device_owner.get_program_name(process, _get_title)


def list_suspects() -> list[str]:
    """Programs that are running and often hold a port."""
    return [name for name in device_owner.find_running(_get_title) if name != KNOWN[OURSELVES]]


def get_repair_command(path: str) -> str:
    """The one command after which this person may open the port."""
    group = device_owner.get_group(path)
    if group not in ("", "root") and os.stat(path).st_mode & 0o060 == 0o060:
        return device_owner.get_join_group_command(group)
    return f"sudo chmod a+rw {shlex.quote(path)}"


def _get_title(name: str) -> str:
    name = name.lower()
    return next((people for begin, people in KNOWN.items() if name.startswith(begin)), "")
