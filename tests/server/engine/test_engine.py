"""The engine: the output of uv, the build that suits a computer, the programs that wait, the messages to pages."""

import pytest

from sunmao.protocol import frames
from sunmao.server.engine import engine_spec, torch_build
from sunmao.server.engine.download_plan import read_plan
from sunmao.server.engine.engine_state import EngineStatus
from sunmao.server.engine.engine_topic import EngineTopic
from sunmao.server.engine.installer import EngineInstaller, InstallProgress
from sunmao.server.engine.program_needs import describe_wait
from sunmao.server.processes.warm_interpreter import TRAINING, InterpreterPool
from sunmao.server.runs.run_manager import RunManager
from tests.support.limits import poll_until

MEGABYTE = 2**20


@pytest.mark.parametrize(
    ("system", "card", "reachable", "build"),
    [
        ("linux", False, True, "cpu"),
        ("linux", False, False, "ordinary"),
        ("linux", True, True, "cuda"),
        ("win32", False, True, "ordinary"),
        ("win32", True, True, "cuda"),
        ("darwin", False, True, "ordinary"),
    ],
)
def test_the_build_suits_the_computer(monkeypatch, system, card, reachable, build):
    monkeypatch.setattr(torch_build.sys, "platform", system)
    monkeypatch.setattr(torch_build, "has_nvidia_card", lambda: card)
    asked = []
    assert torch_build.choose_build_here(lambda backend: asked.append(backend) or reachable) == build
    assert asked == {"linux": ["auto" if card else "cpu"], "win32": ["auto"] if card else []}.get(system, [])


def test_progress_counts_what_an_earlier_try_has_fetched():
    now = [0.0]
    progress = InstallProgress("cpu", ("onnx",), lambda: now[0])
    for name, size in {"torch": 190 * MEGABYTE, "onnx": 10 * MEGABYTE}.items():
        progress.learn(name, size)
    progress.feed("torch  ------------------------------ 10.00 MiB/190.00 MiB ")
    first = progress.make_status()
    assert (first.state, first.done, first.total) == ("fetching", 20 * MEGABYTE, 200 * MEGABYTE)
    assert first.speed == 0 and first.seconds is None
    now[0] = 4.0
    progress.feed("torch  ------------------------------ 50.00 MiB/190.00 MiB ")
    second = progress.make_status()
    assert (second.speed, second.seconds) == (10 * MEGABYTE, 14)
    assert progress.list_fetched() == ("onnx",)
    progress.feed("Prepared 2 packages in 9s")
    assert progress.make_status().state == "installing" and progress.list_fetched() == ("onnx", "torch")


def test_a_plan_leaves_out_what_is_there():
    import numpy

    packages = [
        {"name": "numpy", "version": numpy.__version__, "wheels": [{"url": "a", "size": 5}]},
        {"name": "No_Such.Thing", "version": "1", "wheels": [{"url": "b", "size": 7}, {"url": "c", "size": 9}]},
        {"name": "unsized-thing", "version": "1", "sdist": {"url": "d"}},
    ]
    lines = []
    for package in packages:
        lines += ["[[packages]]", f'name = "{package["name"]}"', f'version = "{package["version"]}"']
        if "wheels" in package:
            rows = ", ".join(f'{{url = "{wheel["url"]}", size = {wheel["size"]}}}' for wheel in package["wheels"])
            lines.append(f"wheels = [{rows}]")
        else:
            lines.append('sdist = {url = "d"}')
    assert read_plan("\n".join(lines).encode()) == {"no-such-thing": ("b", 7), "unsized-thing": ("d", 0)}


def test_a_wait_is_told_in_words():
    said = [describe_wait(EngineStatus("fetching", seconds=seconds))["zh"] for seconds in (None, 0, 59, 61)]
    assert [("约" in one, one.count("1 秒"), one.count("59 秒"), one.count("2 分钟")) for one in said] == [
        (False, 0, 0, 0),
        (True, 1, 0, 0),
        (True, 0, 1, 0),
        (True, 0, 0, 1),
    ]


@pytest.fixture
def engine(tmp_path):
    return EngineInstaller(engine_spec.EngineSpec((), ("no_such_engine",), tmp_path / "engine"))


def test_where_nothing_can_be_installed_nothing_is_begun(engine):
    engine.start()
    engine.resume()
    assert engine.status == EngineStatus("absent", possible=False) and not engine.is_coming()


def test_a_page_is_told_what_is_new_and_says_not_now(engine):
    woken, paused = [], []
    topic = EngineTopic(engine, lambda: woken.append(1))
    first, _ = frames.decode_frame(topic.newest())
    assert first["state"] == "absent" and topic.newest() is None
    engine._set(EngineStatus("fetching", done=1, total=2))
    assert woken == [1] and frames.decode_frame(topic.newest())[0]["total"] == 2
    engine.pause = lambda: paused.append(1)
    topic.handle_message({"do": "pause"})
    topic.handle_message({"do": "nothing"})
    topic.handle_message(b"")
    poll_until(lambda: paused == [1])
    topic.close()
    engine._set(EngineStatus("paused"))
    assert woken == [1]


def test_no_interpreter_loads_half_an_engine(monkeypatch):
    there = [False]
    pool = InterpreterPool(lambda: there[0])
    monkeypatch.setattr(pool, "_schedule_refresh", lambda delay: None)
    pool.want("from sunmao.vision import Classification")
    assert pool._wanted == ()
    there[0] = True
    pool.renew()
    assert pool._wanted == TRAINING


TRAINS = {"python": "from sunmao.vision import Classification\n", "lines": [None], "blocks": {}}


@pytest.mark.parametrize("end", ["pause", "stop", "close"])
def test_a_training_waits_and_can_be_ended(engine, tmp_path, end):
    project = tmp_path / "project"
    project.mkdir()
    runs = RunManager(engine=engine)
    engine._set(EngineStatus("fetching", seconds=120))
    run = runs.start("project", project, TRAINS)["id"]

    def told() -> list[dict]:
        return [event for event in runs.read_events("project", project, run) if event["kind"] == "note"]

    assert "2 分钟" in poll_until(told)[0]["zh"]
    assert runs.find_running("project") == run
    if end == "pause":
        engine.pause()
    elif end == "stop":
        assert runs.stop("project", run)
    else:
        runs.close()
    poll_until(lambda: runs.find_running("project") is None)
    summary = runs.get_summary("project", project, run)
    assert summary["state"] == {"pause": "error", "stop": "stopped", "close": "stopped"}[end]
    if end == "pause":
        assert "训练引擎" in summary["text"]["zh"] and engine.status.state == "paused"
    runs.close()


@pytest.mark.parametrize(
    ("packages", "described"),
    [
        ({"torch": ("2.15.0+cpu", 700), "torchvision": ("0.29.2+cpu", 200)}, {"build": "CPU", "size": "0.9 GB"}),
        ({"torch": ("2.15.0", 1500), "nvidia-cublas": ("13.4", 900)}, {"build": "CUDA", "size": "2.4 GB"}),
        ({"torchvision": ("0.29.2", 200)}, {}),
    ],
)
def test_the_doctor_says_which_build_there_is_and_what_it_weighs(tmp_path, monkeypatch, packages, described):
    for name, (version, megabytes) in packages.items():
        info = tmp_path / f"{name.replace('-', '_')}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        (info / "RECORD").write_text(f"{name}/library.so,,{megabytes}000000\n")
    installed = list(torch_build.metadata.distributions(path=[str(tmp_path)]))
    monkeypatch.setattr(torch_build.metadata, "distributions", lambda: installed)
    monkeypatch.setattr(torch_build.platform, "system", lambda: "Linux")
    assert torch_build.describe_build() == described
