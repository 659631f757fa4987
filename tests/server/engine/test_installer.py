"""The engine arrives by a real uv, in an environment of its own: cut off in the middle, it goes on; half of it is none."""

import importlib
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import psutil
import pytest

from sunmao.server.engine import engine_spec, engine_state, installer
from tests.support.limits import HANG_TIMEOUT, poll_until
from tests.support.wheel_index import serve_wheels

pytestmark = pytest.mark.process

SIZES = {"tiny-small": 300_000, "tiny-large": 12_000_000, "tiny-engine": 200_000}
STUDIO = """
import sys, time
from pathlib import Path
from sunmao.server.engine import engine_spec, installer
folder, python, place = sys.argv[1:]
spec = engine_spec.EngineSpec(("tiny-engine",), ("tiny_engine",), Path(folder), ("--python", python), (place,))
engine = installer.EngineInstaller(spec)
engine.resume()
while engine.status.state != "ready":
    print(engine.status.state, engine.status.done, flush=True)
    time.sleep(0.05)
"""


@pytest.fixture
def spec(tmp_path, monkeypatch):
    """A scratch environment, which this process sees as well."""
    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    scheme = {"base": str(environment), "platbase": str(environment)}
    place = sysconfig.get_path("purelib", "venv", scheme)
    python = sysconfig.get_path("scripts", "venv", scheme) + "/python"
    monkeypatch.syspath_prepend(place)
    yield engine_spec.EngineSpec(
        ("tiny-engine",), ("tiny_engine",), environment / "sunmao-engine", ("--python", python), (place,)
    )
    for name in ("tiny_engine", "tiny_small", "tiny_large"):
        sys.modules.pop(name, None)


@pytest.mark.long
def test_a_killed_studio_goes_on_where_it_was(spec, tmp_path, monkeypatch):
    with serve_wheels(SIZES, held="tiny-large") as index:
        for name, value in index.make_environment(tmp_path / "cache").items():
            monkeypatch.setenv(name, value)
        words = [sys.executable, "-c", STUDIO, str(spec.folder), spec.destination[1], spec.places[0]]
        studio = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        half = SIZES["tiny-large"] // 2
        said = iter(studio.stdout)
        poll_until(lambda: int(next(said).split()[1]) > half * 0.6, "half of it")
        children = psutil.Process(studio.pid).children(recursive=True)
        studio.kill()
        studio.wait()
        studio.stdout.close()
        psutil.wait_procs(children, HANG_TIMEOUT)  # uv does not outlive its studio
        assert index.asked["tiny-small"] == index.asked["tiny-engine"] == index.asked["tiny-large"] == 1

        engine = installer.EngineInstaller(spec)
        assert engine.status.state == "absent" and not engine.is_ready()
        arrived, states = [], []
        engine.on_ready(lambda: arrived.append(engine.is_ready()))
        engine.listen(lambda: states.append(engine.status))
        engine.start()
        poll_until(lambda: index.asked["tiny-large"] == 2, "the rest")
        poll_until(lambda: any(each.state == "fetching" and 0 < each.done < each.total for each in states))
        assert engine.is_coming() and not engine.wait_ready(lambda: True)
        index.gate.set()
        assert engine.wait_ready(lambda: False) and arrived == [True]
        assert index.asked["tiny-small"] == index.asked["tiny-engine"] == 1
        assert importlib.import_module("tiny_engine").__file__.startswith(spec.places[0])
        engine.close()

        # What was cut off while it was being put in its place is put there anew.
        (Path(spec.places[0]) / "tiny_large" / "weights.bin").unlink()
        engine_state.write_record(spec.folder, engine_state.InstallRecord(wanted=True, unfinished=True))
        assert engine_spec.list_incomplete(spec.places) == ["tiny-large"]
        again = installer.EngineInstaller(spec)
        assert not again.is_ready()
        again.start()
        assert again.wait_ready(lambda: False)
        assert (Path(spec.places[0]) / "tiny_large" / "weights.bin").is_file()
        assert installer.EngineInstaller(spec).is_ready()


def test_not_now_and_go_on(spec, tmp_path, monkeypatch):
    with serve_wheels(SIZES, held="tiny-large") as index:
        for name, value in index.make_environment(tmp_path / "cache").items():
            monkeypatch.setenv(name, value)
        engine = installer.EngineInstaller(spec)
        engine.start()
        assert engine.status.state == "absent" and not spec.folder.exists()  # nobody has asked for it
        engine.resume()
        poll_until(lambda: index.asked["tiny-large"], "the download")
        engine.pause()
        assert engine.status.state == "paused" and not engine.wait_ready(lambda: False)
        assert installer.EngineInstaller(spec).status.state == "paused"
        poll_until(lambda: not engine._work.is_alive(), "the end of the work")
        index.gate.set()
        engine.resume()
        assert engine.wait_ready(lambda: False)
        engine.close()


def test_an_index_that_is_away_is_tried_again(spec, tmp_path, monkeypatch):
    with serve_wheels(SIZES, held="") as index:
        environment = index.make_environment(tmp_path / "cache")
    for name, value in {**environment, "UV_HTTP_RETRIES": "0"}.items():
        monkeypatch.setenv(name, value)
    engine = installer.EngineInstaller(spec)
    engine.resume()
    status = poll_until(lambda: engine.status.state == "failed" and engine.status)
    assert "网络" in status.reason["zh"] and engine.is_coming()
    began = time.monotonic()
    engine.close()
    assert not engine.wait_ready(lambda: False) and time.monotonic() - began < HANG_TIMEOUT
