"""Owner of a device of this computer, the program that has it open, as far as the system tells, and how a person gets
the right to open it.
"""

import os
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import psutil


def find_owner(path: str) -> int | None:
    """The number of the process that has a device file open: another one before this one. None: nobody, or the system
    does not tell.

    Linux tells of this person's own programs.
    """
    if sys.platform == "win32":
        return None
    own = str(os.getpid())
    try:
        place, device = os.path.realpath(path), os.stat(path).st_rdev
        processes = sorted((entry for entry in os.listdir("/proc") if entry.isdigit()), key=lambda entry: entry == own)
    except OSError:
        return None
    return next((int(process) for process in processes if _has_file_open(process, place, device)), None)


def get_program_name(process: int, known: Callable[[str], str]) -> str:
    """Name for people of the program of a process, '' when it has ended. known: its name for people, '' for a name that
    it does not know.
    """
    try:
        found = psutil.Process(process)
        name, words = found.name(), found.cmdline()
    except psutil.Error:
        return ""
    if people := known(name) or next((people for word in words[:6] if (people := known(Path(word).name))), ""):
        return people
    scripts = [Path(word).name for word in words[1:] if word.endswith(".py")]
    return f"{name} ({scripts[0]})" if scripts else name


def find_running(known: Callable[[str], str]) -> list[str]:
    """The programs that run now and are known, by the names that people call them."""
    return sorted({known(process.info["name"] or "") for process in psutil.process_iter(["name"])} - {""})


def get_group(path: str) -> str:
    """The group that a file belongs to; '' where the system does not tell."""
    if sys.platform == "win32":
        return ""
    import grp

    try:
        return grp.getgrgid(os.stat(path).st_gid).gr_name
    except (OSError, KeyError):
        return ""


def get_join_group_command(group: str) -> str:
    """The command that puts this person into a group; it holds from the next login on."""
    return f'sudo usermod -aG {shlex.quote(group)} "$USER"'


def _has_file_open(process: str, place: str, device: int) -> bool:
    folder = f"/proc/{process}/fd"
    try:
        return any(_is_same(f"{folder}/{number}", place, device) for number in os.listdir(folder))
    except OSError:
        return False


def _is_same(descriptor: str, place: str, device: int) -> bool:
    try:
        target = os.readlink(descriptor)
        if target == place or sys.platform == "win32":
            return target == place
        # Only devices are asked: a dead network folder would not answer.
        return bool(device) and target.startswith("/dev/") and os.stat(descriptor).st_rdev == device
    except OSError:
        return False
