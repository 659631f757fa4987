"""Python and its packages, each imported in a child process: one that crashes or hangs is a finding, and nothing stays
in memory.
"""

import json
import os
import signal
import subprocess
import sys

from sunmao.server.doctor import repair_commands
from sunmao.server.doctor.diagnosis import Diagnosis, format_size, make_ok, make_problem
from sunmao.server.engine.engine_spec import make_engine_spec
from sunmao.server.engine.engine_state import read_record
from sunmao.server.engine.torch_build import describe_build
from sunmao.server.processes.system_tools import run_tool

PACKAGES = {
    "numpy": "numpy",
    "cv2": "opencv-python",
    "onnxruntime": "onnxruntime",
    "flask_socketio": "flask-socketio",
    "cryptography": "cryptography",
    "serial": "pyserial",
}
PATIENCE = 90  # seconds for one import; a cold disk and a virus scanner take their time
TORCH = """
import json, torch
cards = []
for n in range(torch.cuda.device_count()):
    try:
        cards.append([torch.cuda.get_device_name(n), *torch.cuda.mem_get_info(n)])
    except Exception as error:
        cards.append([torch.cuda.get_device_name(n), 0, 0])
(torch.ones(2, 2) @ torch.ones(2, 2)).sum().item()
mps, threads = torch.backends.mps.is_available(), torch.get_num_threads()
print(json.dumps({"version": torch.__version__, "cards": cards, "mps": mps, "threads": threads}))
"""
DETECTION = """
from importlib.util import find_spec
for name in ("torch", "mmengine", "mmcv", "mmdet"):
    if find_spec(name) is None:
        raise ModuleNotFoundError(f"No module named '{name}'")
from sunmao.models.openmmlab.mmcv_shim import get_model_registry
try:
    get_model_registry()
except ImportError as error:
    raise (error.__cause__ or error) from None
import mmcv, mmdet, mmengine
print(f"{mmdet.__version__}, mmengine {mmengine.__version__}, mmcv {mmcv.__version__}")
"""
FREE = 1024**3  # bytes of a graphics card below which a training will not go far


def check_python() -> Diagnosis:
    """This Python: new enough, or not."""
    detail = {"version": ".".join(map(str, sys.version_info[:3])), "program": sys.executable}
    if sys.version_info >= (3, 11):
        return make_ok("python", "doctor_python", detail)
    return make_problem("python", "doctor_python_old", detail, repair=repair_commands.get_python_command())


def check_package(module: str) -> Diagnosis:
    """Whether a package of the base install can be imported."""
    done, said = try_code(f"import {module}, importlib.metadata as m; print(m.version('{PACKAGES[module]}'))")
    if done:
        return make_ok(module, "doctor_package", {"version": said}, name=PACKAGES[module])
    repair = repair_commands.make_reinstall_command(said, PACKAGES[module])
    return make_problem(module, "doctor_package_broken", {"reason": said}, repair=repair, name=PACKAGES[module])


def check_torch() -> Diagnosis:
    """The training engine and the devices that it finds; without it the studio still opens, so that is a warning."""
    if read_record(make_engine_spec().folder).unfinished:
        return make_problem("torch", "doctor_engine_coming", {}, level="warning")
    done, said = try_code(TORCH)
    if not done:
        missing = "No module named 'torch'" in said
        key, repair = (
            ("doctor_no_training", repair_commands.make_pip_command("sunmao[train]"))
            if missing
            else ("doctor_training_broken", repair_commands.make_reinstall_command(said, "torch"))
        )
        return make_problem("torch", key, {"reason": said}, level="warning", repair=repair)
    told = json.loads(said)
    detail = {"version": told["version"]} | describe_build() | list_training_devices(told)
    cards = told["cards"]
    if cards and max(free for _, free, _ in cards) < FREE:
        return make_problem(
            "torch",
            "doctor_card_full",
            detail,
            level="warning",
            repair=None if repair_commands.get_system() == "macos" else "nvidia-smi",
        )
    return make_ok("torch", "doctor_training", detail)


def check_mmdet() -> Diagnosis:
    """mmdet with what it needs, as Sunmao loads it; without it everything else works."""
    if read_record(make_engine_spec().folder).unfinished:
        return make_problem("mmdet", "doctor_engine_coming", {}, level="warning")
    done, said = try_code(DETECTION)
    if done:
        return make_ok("mmdet", "doctor_detection", {"version": said})
    if "No module named 'torch'" in said:  # the repair of the training engine is that of mmdet, too
        return make_problem("mmdet", "doctor_no_detection", {"reason": said}, level="warning")
    key = "doctor_no_detection" if "No module named" in said else "doctor_detection_broken"
    repair = repair_commands.make_reinstall_command(
        said, *repair_commands.list_pinned("mmdet", "mmengine", "mmcv-lite")
    )
    return make_problem("mmdet", key, {"reason": said}, level="warning", repair=repair)


def list_training_devices(told: dict) -> dict:
    """List the devices that can train here, with the memory that is free: {'cuda:0': 'NVIDIA …, 7.1 GB / 8.0 GB',
    'cpu': '4 ×'}.
    """
    cards = {
        f"cuda:{n}": f"{name}, {format_size(free)} / {format_size(total)}"
        for n, (name, free, total) in enumerate(told["cards"])
    }
    return cards | ({"mps": "Apple GPU"} if told["mps"] else {}) | {"cpu": f"CPU × {told['threads']}"}


def try_code(code: str) -> tuple[bool, str]:
    """Run code in a child process: whether it ended well, and its last line, or how it ended."""
    # -P: a file of the current folder must not stand in for a package.
    command = [sys.executable, "-P", "-c", code]
    try:
        done = run_tool(command, PATIENCE)
    except (subprocess.TimeoutExpired, OSError) as error:
        return False, str(error)[:200]
    lines = (done.stdout if done.returncode == 0 else done.stderr).decode("utf-8", "replace").strip().splitlines()
    if done.returncode < 0 or done.returncode > 0x80000000:
        return False, describe_crash(done.returncode)
    return done.returncode == 0, lines[-1][:500] if lines else f"exit {done.returncode}"


def describe_crash(code: int) -> str:
    """Describe in technical words how a process ended that was killed."""
    if os.name == "posix" and -code in signal.valid_signals():
        return f"crashed: {signal.Signals(-code).name}"
    return f"crashed: {code:#x}"
