"""The quickest settings for a file: measured, remembered, and never believed unseen."""

import json
from types import SimpleNamespace

import numpy as np
import onnxruntime
import pytest

from sunmao.deploy import Workflow, session_settings
from sunmao.deploy.onnx_session import PROVIDERS, list_providers, make_session_options
from sunmao.deploy.session_settings import SessionSettings, list_candidates, measure_fastest, recall, remember
from sunmao.errors import BadValue
from tests.support.onnx_files import SIDE, sides

HALVES = np.zeros((SIDE, SIDE), np.uint8)
HALVES[:, : SIDE // 2] = 255


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setattr(session_settings, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr(session_settings, "SECONDS", 0.0)
    (tmp_path / "x.onnx").write_bytes(sides())
    return tmp_path / "x.onnx"


def test_measured_once_and_remembered(file, monkeypatch):
    measured = []
    honest = measure_fastest

    def measure(*words):
        measured.append(honest(*words))
        return measured[-1]

    monkeypatch.setattr("sunmao.deploy.onnx_session.measure_fastest", measure)
    for _ in range(2):
        assert Workflow(file, provider="fastest").inference(HALVES).label == "left"
    assert len(measured) == 1 and recall(file, list_providers()) == measured[0]
    used = []
    monkeypatch.setattr("sunmao.deploy.onnx_session.recall", lambda *words: used.append(recall(*words)) or used[-1])
    assert Workflow(file).inference(HALVES).label == "left" and used == measured, "also where nobody asks for it"


def test_another_file_of_that_name_is_measured_anew(file):
    remember(file, SessionSettings("CPU", 1, 50))
    assert recall(file, ["CPU"]) == SessionSettings("CPU", 1, 50)
    file.write_bytes(sides(last="Neg"))
    assert recall(file, ["CPU"]) is None


def test_a_provider_that_is_gone_is_not_used(file):
    remember(file, SessionSettings("CUDA", None, 50))
    assert recall(file, ["CPU"]) is None and recall(file, ["CUDA", "CPU"]) is not None


@pytest.mark.parametrize(
    "said",
    ["", "[]", '{"KEY": 7}', '{"KEY": {"provider": "CPU"}}', '{"KEY": {"provider": "CPU", "threads": "all", "spin": 1}}',
     '{"KEY": {"provider": "CPU", "threads": 0, "spin": 1}}', "[" * 9999],
)  # fmt: skip
def test_a_damaged_memory_is_forgotten(file, said):
    key = session_settings._make_key(file)
    (file.parent / session_settings.FILE).write_text(said.replace("KEY", key))
    assert recall(file, ["CPU"]) is None and Workflow(file).inference(HALVES).label == "left"


def test_only_so_much_is_remembered(file, monkeypatch):
    monkeypatch.setattr(session_settings, "REMEMBERED", 2)
    for threads in (1, 2, 3):
        file.write_bytes(sides(sunmao_info={"name": str(threads)}))
        remember(file, SessionSettings("CPU", threads, None))
    assert len(json.loads((file.parent / session_settings.FILE).read_text())) == 2
    assert recall(file, ["CPU"]).threads == 3


def test_the_fewest_threads_of_those_that_are_as_quick(monkeypatch):
    monkeypatch.setattr(session_settings, "time_runs", lambda session: {1: 1.01, 2: 1.0}.get(session.threads, 2.0))

    def open_with(settings):
        if settings.provider != "CPU":
            raise RuntimeError("no card")
        return SimpleNamespace(threads=settings.threads, get_inputs=list)

    assert measure_fastest(open_with, ["CUDA", "CPU"], 50) == SessionSettings("CPU", 1, 50)
    assert any(each.provider == "CUDA" for each in list_candidates(["CUDA", "CPU"], 50))


def test_nothing_works(monkeypatch):
    def fail(settings):
        raise RuntimeError

    assert measure_fastest(fail, ["CPU"], 50) == SessionSettings("CPU", None, 50)


def test_providers_have_the_words_that_people_know(file):
    assert "CPU" in list_providers() and set(PROVIDERS.values()) <= set(onnxruntime.get_all_providers())
    assert Workflow(file, provider="cpu", threads=1).inference(HALVES).label == "left"
    for wrong in ({"provider": "CPUU"}, {"provider": "TPU"}, {"threads": 0}, {"threads": "all"}):
        with pytest.raises(BadValue):
            Workflow(file, **wrong)


def test_the_own_waiting_can_be_left_to_onnxruntime():
    with pytest.raises(Exception):
        make_session_options(None).get_session_config_entry("session.intra_op.spin_duration_us")
