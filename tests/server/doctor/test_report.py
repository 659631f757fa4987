"""`sunmao doctor`: what works is said, what is really broken is found, and each repair is one command for this system."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sunmao.core.device_owner import get_join_group_command
from sunmao.errors import EngineMissing
from sunmao.models.openmmlab import mmcv_shim
from sunmao.server.doctor import devices, import_cache, network, python_packages, repair_commands, storage
from sunmao.server.doctor import report as doctor
from sunmao.server.doctor.diagnosis import make_ok, make_problem
from tests.support.limits import HANG_TIMEOUT
from tests.support.paths import ROOT
from tests.support.privileges import bound_by_modes, own_namespaces

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="device nodes and mounts as on Linux")
SYSTEMS = ("debian", "fedora", "arch", "suse", "linux", "macos", "windows")


def examined(*before: str, projects: Path, **environment) -> tuple[int, dict]:
    """Runs `sunmao doctor --json` as a person would; gives its exit status and the findings by their id."""
    command = [*before, sys.executable, "-m", "sunmao.server", "--projects", str(projects), "doctor", "--json"]
    done = subprocess.run(
        command, capture_output=True, timeout=HANG_TIMEOUT, env={**os.environ, "SUNMAO_LANG": "en", **environment}
    )
    assert done.returncode in (0, 1), done.stderr.decode()
    return done.returncode, {row["id"]: row for row in json.loads(done.stdout)}


@pytest.mark.process
@pytest.mark.long
def test_everything_is_looked_at(tmp_path):
    status, found = examined(projects=tmp_path / "张 三")
    parts = {
        "python",
        *python_packages.PACKAGES,
        "torch",
        "mmdet",
        "page",
        "disk",
        "memory",
        "camera",
        "boards",
        "port",
        "network",
    }
    assert set(found) == parts
    assert status == int(any(row["level"] == "error" for row in found.values()))
    for row in found.values():
        assert set(row["text"]) == {"zh", "en"} and row["ok"] == (row["level"] == "ok") == (row["repair"] is None), row
        assert all(isinstance(value, str) for value in row["detail"].values())


BROKEN = {
    "numpy": "import ctypes\nctypes.string_at(0)",  # crashes
    "cv2": "raise ImportError('libGL.so.1: cannot open shared object file: No such file or directory')",
    "onnxruntime": "raise RuntimeError('half installed')",
    "serial": "import os\nos._exit(3)",
    "cryptography": "raise ModuleNotFoundError(\"No module named 'cryptography'\")",
    "torch": "raise ModuleNotFoundError(\"No module named 'torch'\")",
}


@pytest.mark.process
@linux
def test_what_is_broken_is_found_in_one_run(tmp_path):
    """Packages that crash or exit, and a disk that is full: a real tmpfs of 64 kB in a mount namespace of its own."""
    for name, code in BROKEN.items():
        (tmp_path / "path" / name).mkdir(parents=True)
        (tmp_path / "path" / name / "__init__.py").write_text(code)
    full = tmp_path / "full"
    full.mkdir()
    mount = own_namespaces(
        "-rm", setup='mount -t tmpfs -o size=64k none "$0" && (head -c 1M /dev/zero > "$0/x"; true)', place=full
    )
    status, found = examined(*mount, projects=full, PYTHONPATH=str(tmp_path / "path"))
    assert status == 1 and {name for name, row in found.items() if not row["ok"]} == {*BROKEN, "mmdet", "disk"}
    assert (
        found["numpy"]["detail"]["reason"] == "crashed: SIGSEGV"
        and "pip install --force-reinstall numpy" in found["numpy"]["repair"]
    )
    assert found["serial"]["detail"]["reason"] == "exit 3"
    assert found["cryptography"]["repair"].endswith("install --upgrade cryptography")
    assert found["torch"]["level"] == "warning" and found["torch"]["repair"].endswith("'sunmao[train]'")
    assert found["disk"]["text"]["en"].startswith("The disk is nearly full") and found["disk"]["level"] == "error"
    assert found["flask_socketio"]["ok"] and found["memory"]["ok"], "the rest is told as ever"


@pytest.mark.process
def test_a_package_that_never_comes_back_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(python_packages, "PATIENCE", 1)
    done, said = python_packages.try_code("import time; time.sleep(3600)")
    assert not done and "timed out" in said


def test_what_worked_is_tried_again_only_when_asked(monkeypatch, tmp_path):
    tried = []
    monkeypatch.setattr(
        python_packages,
        "try_code",
        lambda code: (tried.append(code), (False, "x") if "numpy" in code else (True, "1"))[1],
    )
    for name in ("check_torch", "check_mmdet"):
        monkeypatch.setattr(python_packages, name, lambda name=name: make_ok(name, "doctor_training"))
    monkeypatch.setattr(import_cache, "cache_folder", lambda: tmp_path)
    for again, count in ((False, 6), (False, 7), (True, 13)):
        doctor.diagnose(tmp_path, again)
        assert len(tried) == count, "the broken one each time, all of them when asked"
    [kept] = tmp_path.glob("doctor-*.json")
    for damage in ("{", "[]", '{"at": 0, "found": {}}', '{"at": "x"}', kept.read_text().replace('"ok"', '"of"')):
        kept.write_text(damage)
        assert import_cache.load_working() == {}, damage
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    before = import_cache.fingerprint_installation()
    (tmp_path / "numpy-3.dist-info").mkdir()
    assert import_cache.fingerprint_installation() != before, "another package is another installation"


# The graphics cards of other computers, as torch tells of them: free and all bytes.
CARDS = [["RTX 4060", 7 * 2**30, 8 * 2**30], ["RTX 3060", 2**29, 12 * 2**30]]


@pytest.mark.long
@pytest.mark.slow
def test_devices_are_told_with_their_free_memory(monkeypatch):
    for cards, mps, ok in ((CARDS, False, True), (CARDS[1:], False, False), ([], True, True)):
        said = json.dumps({"version": "2.14", "cards": cards, "mps": mps, "threads": 4})
        monkeypatch.setattr(python_packages, "try_code", lambda code, said=said: (True, said))
        found = python_packages.check_torch()
        assert found.ok == ok and found.detail["cpu"] == "CPU × 4" and ("mps" in found.detail) == mps
        if cards is CARDS:
            assert found.detail["cuda:0"] == "RTX 4060, 7.0 GB / 8.0 GB"


MMDET = (
    (
        "ModuleNotFoundError: No module named 'mmdet'",
        "doctor_no_detection",
        "--upgrade mmdet==3.3.0 mmengine==0.10.7 mmcv-lite==2.1.0",
    ),
    (
        "sunmao.errors.EngineMissing: broken",
        "doctor_detection_broken",
        "--force-reinstall mmdet==3.3.0 mmengine==0.10.7 mmcv-lite==2.1.0",
    ),
)


@pytest.mark.parametrize(("said", "key", "repair"), MMDET)
def test_what_is_wrong_with_mmdet(monkeypatch, said, key, repair):
    monkeypatch.setattr(python_packages, "try_code", lambda code: (False, said))
    monkeypatch.setattr(repair_commands, "get_system", lambda: "debian")
    found = python_packages.check_mmdet()
    assert (found.level, found.text) == ("warning", make_problem("x", key, {}).text) and found.repair.endswith(repair)
    monkeypatch.setattr(repair_commands, "find_spec", lambda name: None)  # an environment that uv made has no pip
    assert python_packages.check_mmdet().repair.startswith("uv pip install --python ")
    monkeypatch.setattr(repair_commands, "requires", lambda name: None)
    assert repair_commands.list_pinned("mmdet") == ["mmdet"]


def test_without_the_training_engine_one_repair_is_told(monkeypatch):
    monkeypatch.setattr(
        python_packages, "try_code", lambda code: (False, "ModuleNotFoundError: No module named 'torch'")
    )
    found = python_packages.check_mmdet()
    assert (found.level, found.text, found.repair) == (
        "warning",
        make_problem("x", "doctor_no_detection", {}).text,
        None,
    )
    assert python_packages.check_torch().repair.endswith("'sunmao[train]'")


@pytest.mark.training
@pytest.mark.parametrize(
    "error", [AssertionError("MMCV==2.2.0 is used but incompatible"), ImportError("cannot import name 'x'")]
)
def test_an_mmdet_that_does_not_load_sends_to_the_doctor(monkeypatch, error):
    def load(name):
        if name == "mmdet.models":
            raise error

    monkeypatch.setattr(mmcv_shim, "import_module", load)
    monkeypatch.setattr(mmcv_shim, "_has_compiled_ops", lambda: True)
    with pytest.raises(EngineMissing, match="mmdet.*sunmao doctor") as caught:
        mmcv_shim.get_model_registry.__wrapped__()
    assert caught.value.__cause__ is error


def test_a_folder_that_cannot_be_written(tmp_path, monkeypatch):
    def refuse(dir):
        raise PermissionError(13, "no", str(dir))

    monkeypatch.setattr(storage.tempfile, "TemporaryFile", refuse)
    found = storage.check_disk(tmp_path / "mine" / "Sunmao")
    assert (found.level, found.text["en"][:30]) == ("error", "The projects folder cannot be ")
    assert str(tmp_path) in found.repair


def test_the_port_and_the_network_are_no_faults():
    from sunmao.server.http.wsgi_server import listen

    with listen("127.0.0.1", 0) as taken, pytest.MonkeyPatch.context() as patch:
        patch.setattr(network, "PORT", taken.getsockname()[1])
        found = network.check_port()
    assert found.ok and "in use" in found.text["en"]
    assert network.check_network().ok and "No network is needed" in network.check_network().text["en"]


# Cameras and boards: the kernel's lists as they look with the thing plugged in, and a node that this person may not
# open.

LOOKS = """
import grp
import json, os, sys
from dataclasses import asdict
from pathlib import Path
from sunmao.server.doctor import devices
devices.SYS, devices.DEV = Path(sys.argv[1], "sys"), Path(sys.argv[1], "dev")
print(json.dumps([asdict(devices.check_cameras()), asdict(devices.check_boards())]))
"""


def plug(root: Path, node: str, mode: int, usb: tuple = ()) -> None:
    """Lists a device as Linux does: its node, really made where this user may, and its USB numbers."""
    (root / "dev").mkdir(exist_ok=True)
    if node:
        path = root / "dev" / node
        try:
            os.mknod(path, 0o20000 | mode, os.makedev(81 if "video" in node else 188, 0))
        except (PermissionError, AttributeError):
            path.touch()
        path.chmod(mode)
        listed = root / "sys/class" / ("video4linux" if "video" in node else "tty") / node
        listed.mkdir(parents=True)
        (listed / "name").write_text("HD Webcam\n")
        (listed / "index").write_text("0\n")
    if usb:
        entry = root / "sys/bus/usb/devices" / f"1-{len(list(root.rglob('idVendor')))}"
        entry.mkdir(parents=True)
        (entry / "idVendor").write_text(usb[0])
        (entry / "idProduct").write_text(usb[1])


@pytest.fixture
def usb(tmp_path, monkeypatch):
    monkeypatch.setattr(devices, "SYS", tmp_path / "sys")
    monkeypatch.setattr(devices, "DEV", tmp_path / "dev")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(repair_commands, "get_system", lambda: "debian")
    monkeypatch.setattr(devices, "_is_running", lambda name: False)
    return tmp_path


@pytest.mark.process
@linux
def test_devices_that_this_person_may_not_use(tmp_path):
    plug(tmp_path, "video0", 0)
    plug(tmp_path, "ttyUSB0", 0, ("1a86", "7523"))
    done = subprocess.run(
        [*bound_by_modes(), sys.executable, "-P", "-c", LOOKS, tmp_path], capture_output=True, text=True, cwd=ROOT
    )
    assert not done.returncode, done.stderr
    camera, board = json.loads(done.stdout)
    assert (camera["level"], camera["repair"]) == (
        "warning",
        'sudo usermod -aG video "$USER"',
    ) and "may not use it" in camera["text"]["en"]
    assert (
        board["repair"] == f'sudo usermod -aG {"uucp" if repair_commands.get_system() == "arch" else "dialout"} "$USER"'
    )
    assert board["detail"]["port"].endswith("ttyUSB0")


@linux
def test_no_camera_and_no_board_are_no_faults(usb):
    for found in (devices.check_cameras(), devices.check_boards()):
        assert found.ok and found.repair is None and "no " in found.text["en"].lower()


@linux
def test_a_camera_and_a_board_that_can_be_used(usb):
    plug(usb, "video0", 0o666)
    plug(usb, "ttyACM0", 0o666, ("2341", "0043"))
    assert devices.check_cameras().detail == {"camera": "HD Webcam"}
    assert devices.check_boards().ok and devices.check_boards().detail["ports"].endswith("ttyACM0")


@linux
def test_a_board_that_brltty_takes(usb, monkeypatch):
    plug(usb, "", 0, ("1a86", "7523"))
    monkeypatch.setattr(devices.shutil, "which", lambda name: f"/usr/sbin/{name}")
    assert devices.check_boards().repair == "sudo apt remove -y brltty"
    monkeypatch.setattr(devices.shutil, "which", lambda name: None)
    found = devices.check_boards()
    assert (found.detail, found.repair) == ({"board": "CH340"}, "sudo modprobe ch341")


@linux
def test_modem_manager_only_where_a_board_is(usb, monkeypatch):
    monkeypatch.setattr(devices, "_is_running", lambda name: name == "ModemManager")
    assert devices.check_boards().ok
    plug(usb, "ttyUSB0", 0o666, ("10c4", "ea60"))
    assert devices.check_boards().repair == "sudo systemctl disable --now ModemManager"


# What the tools of other systems answer, in their own form.
WINDOWS = [
    {
        "Name": "USB2.0-Serial",
        "DeviceID": "USB\\VID_1A86&PID_7523\\5&1",
        "PNPClass": None,
        "ConfigManagerErrorCode": 28,
    },
    {
        "Name": "Integrated Camera",
        "DeviceID": "USB\\VID_04F2&PID_B6D0\\6",
        "PNPClass": "Camera",
        "ConfigManagerErrorCode": 0,
    },
]
MAC = {
    "SPUSBDataType": [
        {"_name": "Bus", "_items": [{"_name": "UART", "vendor_id": "0x10c4  (Silicon Labs)", "product_id": "0xea60"}]}
    ]
}


def test_a_missing_driver_on_other_systems(monkeypatch):
    monkeypatch.setattr("serial.tools.list_ports.comports", list)
    for name, told, chip, repair in (
        ("win32", WINDOWS, "CH340", "start ms-settings:windowsupdate"),
        ("darwin", MAC, "CP210x", "softwareupdate --list"),
    ):
        monkeypatch.setattr(sys, "platform", name)
        monkeypatch.setattr(devices, "_run_json", lambda command, told=told: told)
        found = devices.check_boards()
        assert (found.detail, found.repair) == ({"board": chip}, repair)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(devices, "_run_json", lambda command: WINDOWS)
    assert devices.check_cameras().detail == {"camera": "Integrated Camera"}


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_system_gets_one_command(name, monkeypatch):
    monkeypatch.setattr(repair_commands, "get_system", lambda: name)
    commands = [
        repair_commands.make_pip_command("x"),
        repair_commands.make_reinstall_command("half", "x", "y==1"),
        repair_commands.get_allow_folder_command(Path("/a b")),
        repair_commands.get_other_folder_command(),
        repair_commands.get_busiest_command(),
        get_join_group_command("video"),
        repair_commands.make_remove_command("brltty"),
    ]
    if name != "linux":  # a distribution that nobody knows: it is said what is wrong, without a command
        commands += [repair_commands.get_free_disk_command(), repair_commands.get_python_command()]
    assert all(command and "\n" not in command for command in commands)
    missing = repair_commands.make_reinstall_command(
        "ImportError: libGL.so.1: cannot open shared object file", "opencv-python"
    )
    assert ("libgl" in missing.lower()) == (name in ("debian", "fedora", "arch", "suse"))
    assert (
        "VCRedist" in repair_commands.make_reinstall_command("OSError: [WinError 126] DLL load failed", "torch")
        or name != "windows"
    )


def test_the_terminal_shows_the_worst_first(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    found = [
        make_ok("disk", "doctor_disk"),
        make_problem("x", "doctor_disk_full", {"free": "0.1 GB"}, repair="sudo apt clean"),
    ]
    monkeypatch.setattr(doctor, "diagnose", lambda projects, again: found)
    assert doctor.print_report(tmp_path, as_json=False) == 1
    assert (
        capsys.readouterr().out
        == "✗ The disk is nearly full. Free some space  (0.1 GB)\n    sudo apt clean\n✓ Projects can be saved\n"
    )
