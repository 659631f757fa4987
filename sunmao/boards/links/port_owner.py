"""Who holds a serial port, as far as the system tells, and how a child's computer gets the right to open one."""

import os
import shlex

from sunmao.core import device_owner

# What a process calls itself → what people call it.
KNOWN = {
    "arduino": "Arduino IDE", "mind+": "Mind+", "mindplus": "Mind+", "mblock": "mBlock", "thonny": "Thonny", "mu-editor": "Mu",
    "mixly": "Mixly", "kittenblock": "Kittenblock", "putty": "PuTTY", "screen": "screen", "minicom": "minicom", "picocom": "picocom",
    "brltty": "brltty", "modemmanager": "ModemManager", "sunmao": "Sunmao 榫卯",
}  # fmt: skip
OURSELVES = "sunmao"


def holder(path: str) -> str:
    """The name of the program that has a port open, '' when the system does not tell."""
    process = device_owner.holder(path)
    return "" if process is None else device_owner.name_of(process, _known)


def suspects() -> list[str]:
    """Programs that are running and often hold a port."""
    return [name for name in device_owner.running(_known) if name != KNOWN[OURSELVES]]


def repair(path: str) -> str:
    """The one command after which this person may open the port."""
    group = device_owner.group_of(path)
    if group not in ("", "root") and os.stat(path).st_mode & 0o060 == 0o060:
        return device_owner.join_group(group)
    return f"sudo chmod a+rw {shlex.quote(path)}"


def _known(name: str) -> str:
    name = name.lower()
    return next((people for begin, people in KNOWN.items() if name.startswith(begin)), "")
