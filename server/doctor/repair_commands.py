"""The one command that mends something, as this system spells it: Windows, macOS, or a family of Linux distributions."""

import platform
import shlex
import subprocess
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, requires
from importlib.util import find_spec
from pathlib import Path

# The distributions that install alike, by the names that they give themselves.
FAMILIES = {
    "debian": ("debian", "ubuntu", "deepin", "uos", "raspbian", "linuxmint", "kylin", "openkylin"),
    "fedora": ("fedora", "rhel", "centos", "openeuler", "anolis"),
    "arch": ("arch", "manjaro"),
    "suse": ("suse", "opensuse"),
}
INSTALL = {
    "debian": "sudo apt install -y {}",
    "fedora": "sudo dnf install -y {}",
    "arch": "sudo pacman -S --noconfirm {}",
    "suse": "sudo zypper install -y {}",
}
# What a package of Python's needs of the system: a part of the error's words → the system's package.
LIBRARIES = {
    "libGL.so": {"debian": "libgl1", "fedora": "mesa-libGL", "arch": "libglvnd", "suse": "Mesa-libGL1"},
    "libgthread": {"debian": "libglib2.0-0", "fedora": "glib2", "arch": "glib2", "suse": "glib2"},
    "libgomp": {"debian": "libgomp1", "fedora": "libgomp", "arch": "gcc-libs", "suse": "libgomp1"},
}
CLEAN = {
    "debian": "sudo apt clean",
    "fedora": "sudo dnf clean all",
    "arch": "sudo pacman -Sc",
    "suse": "sudo zypper clean --all",
    "windows": "cleanmgr",
    "macos": "open x-apple.systempreferences:com.apple.settings.Storage",
}
BUSY = {"windows": "taskmgr", "macos": 'open -a "Activity Monitor"'}
PYTHON = {"windows": "winget install Python.Python.3.13", "macos": "brew install python"}


@cache
def get_system() -> str:
    """'windows', 'macos', a family of Linux distributions ('debian', 'fedora', 'arch', 'suse') or 'linux'."""
    if sys.platform == "win32":
        return "windows"
    if sys.platform == "darwin":
        return "macos"
    try:
        told = platform.freedesktop_os_release()
    except OSError:
        return "linux"
    names = {told.get("ID", ""), *told.get("ID_LIKE", "").split()}
    return next((family for family, members in FAMILIES.items() if names & set(members)), "linux")


def quote_command(*words: str) -> str:
    """Words as one line of this system's terminal."""
    return subprocess.list2cmdline(words) if get_system() == "windows" else shlex.join(words)


def make_pip_command(*requirements: str, anew: bool = False) -> str:
    """The command that installs something for this very Python. anew: also what is there already."""
    if find_spec("pip") is None:
        return quote_command(
            "uv", "pip", "install", "--python", sys.executable, *(["--reinstall"] if anew else []), *requirements
        )
    return quote_command(
        sys.executable, "-m", "pip", "install", "--force-reinstall" if anew else "--upgrade", *requirements
    )


def list_pinned(*names: str) -> list[str]:
    """Packages with the versions that Sunmao asks for: ['mmdet==3.3.0']."""
    try:
        asked = [each.partition(";")[0].strip() for each in requires("sunmao") or ()]
    except PackageNotFoundError:  # the sources alone
        asked = []
    return [next((each for each in asked if each.startswith(f"{name}==")), name) for name in names]


def make_install_command(packages: dict) -> str | None:
    """The command that installs a package of the system; packages: its name in each family."""
    here = get_system()
    return INSTALL[here].format(packages[here]) if here in packages else None


def make_reinstall_command(reason: str, *requirements: str) -> str:
    """Make the command that repairs Python packages that cannot be imported; reason: the last line of what was said."""
    needed = next((make_install_command(packages) for part, packages in LIBRARIES.items() if part in reason), None)
    if get_system() == "windows" and "DLL" in reason:
        return "winget install Microsoft.VCRedist.2015+.x64"
    return needed or make_pip_command(*requirements, anew="No module named" not in reason)


def get_free_disk_command() -> str | None:
    """The command that makes room on the disk."""
    return CLEAN.get(get_system())


def get_allow_folder_command(folder: Path) -> str:
    """The command that lets this person write into a folder."""
    if get_system() == "windows":
        return f'icacls "{folder}" /grant "%USERNAME%:(OI)(CI)F" /T'
    return f'sudo chown -R "$USER" {shlex.quote(str(folder))}'


def get_other_folder_command() -> str:
    """The command that opens the studio on a folder of this person's home."""
    return quote_command("sunmao", "--projects", str(Path.home() / "Sunmao"))


def get_busiest_command() -> str:
    """The command that shows which programs take the memory."""
    return BUSY.get(get_system(), "top -o %MEM")


def get_python_command() -> str | None:
    """The command that installs a newer Python."""
    return PYTHON.get(get_system()) or make_install_command(dict.fromkeys(INSTALL, "python3"))


def make_remove_command(package: str) -> str:
    """The command that removes a package of the system."""
    words = {
        "debian": "sudo apt remove -y {}",
        "fedora": "sudo dnf remove -y {}",
        "arch": "sudo pacman -R --noconfirm {}",
        "suse": "sudo zypper remove -y {}",
    }
    return words.get(get_system(), "sudo systemctl mask --now {}").format(package)
