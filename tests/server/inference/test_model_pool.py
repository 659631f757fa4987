"""Trying a model in its own process: what it answers, how it ends, and that it never outlives anything."""

import os
import signal
import subprocess
import sys
import threading
import time

import cv2
import numpy as np
import pytest

from sunmao.server.errors import HttpProblem
from sunmao.server.inference import model_pool
from sunmao.server.inference.model_pool import InferencePool
from sunmao.server.models.model_files import ModelFiles
from sunmao.server.processes.process_tree import find_marked, is_alive
from sunmao.server.texts import get_text
from tests.support.limits import HANG_TIMEOUT, poll_until
from tests.support.onnx_files import MODEL_INFO, finder, onnx, sides

pytestmark = pytest.mark.process

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX systems")
MODEL = "models/sides.onnx"


def picture(left: int, right: int, ending: str = ".png") -> bytes:
    image = np.zeros((40, 60, 3), np.uint8)
    image[:, :30], image[:, 30:] = left, right
    return cv2.imencode(ending, image)[1].tobytes()


LEFT, RIGHT = picture(250, 5), picture(5, 250)


@pytest.fixture
def trying():
    made = InferencePool()
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "models").mkdir()
    (tmp_path / MODEL).write_bytes(sides())
    return tmp_path


def child(trying, number=0):
    """The process of the child that was used last but `number`."""
    return sorted(trying._workers.values(), key=lambda each: -each.last)[number].process


def gone(process) -> bool:
    return not any(map(is_alive, find_marked(process.mark)))


def problem(act, *args, **more) -> dict:
    with pytest.raises(HttpProblem) as caught:
        act(*args, **more)
    return caught.value.text


def test_a_picture_gets_its_answer(trying, folder):
    for data, label in ((LEFT, "left"), (RIGHT, "right"), (picture(250, 5, ".jpg"), "left")):
        found = trying.ask("p", folder, MODEL, data)
        assert set(found) == {"label", "unknown", "confidence", "scores", "ms", "model"}
        assert (found["label"], found["unknown"], found["model"]) == (label, False, "LeNet")
        assert [row["label"] for row in found["scores"]] == ["left", "right"]
        assert sum(row["score"] for row in found["scores"]) == pytest.approx(1, abs=0.001)
        assert found["confidence"] == max(row["score"] for row in found["scores"]) and found["ms"] >= 0


def test_a_detector_says_what_is_where_without_the_training_engine(trying, folder):
    (folder / "models" / "boxes.onnx").write_bytes(finder())
    found = trying.ask("p", folder, "models/boxes.onnx", LEFT, confidence=0.3)
    assert (found["total"], found["width"], found["height"], found["model"]) == (2, 60, 40, "RTMDet-tiny")
    assert found["things"][0] == {
        "label": "circle",
        "confidence": 0.9,
        "box": [7.5, 7.5, 22.5, 17.5],
        "outlines": [],
    }, "in pixels of the picture"
    assert [thing["label"] for thing in trying.ask("p", folder, "models/boxes.onnx", LEFT)["things"]] == ["circle"], (
        "half sure, where the file says nothing"
    )
    assert child(trying).weigh()[1] < 400 * 2**20, "torch alone takes more"


def test_one_process_answers_them_all(trying, folder):
    trying.ask("p", folder, MODEL, LEFT)
    first = child(trying).pid
    trying.ask("p", folder, MODEL, RIGHT)
    assert child(trying).pid == first != os.getpid() and len(trying._workers) == 1


def test_less_sure_than_asked_is_unknown_and_keeps_its_label(trying, folder):
    even = trying.ask("p", folder, MODEL, picture(128, 120), unknown=0.9)
    assert even["unknown"] and even["label"] == "left" and even["confidence"] < 0.9
    assert trying.ask("p", folder, MODEL, LEFT, unknown=0.9)["unknown"] is False


def test_smoothing_averages_and_is_each_childs_own(trying, folder):
    (folder / "models" / "two.onnx").write_bytes(sides())
    alone = {
        side: trying.ask("p", folder, MODEL, data)["scores"][0]["score"]
        for side, data in (("left", LEFT), ("right", RIGHT))
    }
    trying.ask("p", folder, MODEL, LEFT, smooth=2)
    trying.ask("p", folder, "models/two.onnx", RIGHT, smooth=2)
    mixed = trying.ask("p", folder, MODEL, RIGHT, smooth=2)["scores"][0]["score"]
    assert mixed == pytest.approx((alone["left"] + alone["right"]) / 2, abs=0.001)
    assert trying.ask("p", folder, MODEL, RIGHT)["scores"][0]["score"] == pytest.approx(alone["right"], abs=0.001)


@pytest.mark.parametrize(
    "data", [b"", b"hello", LEFT[:60], b"\xff\xd8\xff" + bytes(100), b"\x89PNG\r\n\x1a\n" + b"\xff" * 50]
)
def test_what_is_no_picture_is_said_so_and_harms_nothing(trying, folder, data):
    assert problem(trying.ask, "p", folder, MODEL, data) == get_text("not_a_picture")
    assert trying.ask("p", folder, MODEL, LEFT)["label"] == "left"


BROKEN = {
    "text.onnx": b"hello",
    "graph.onnx": onnx(),
    "foreign.onnx": sides(model_info={"x": 1}),
    "other.onnx": sides(model_info={**MODEL_INFO, "modelname": "YOLO"}),
    "empty.onnx": b"",
}


@pytest.mark.long
@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_no_model_is_a_sentence_without_our_folders(trying, folder, name):
    (folder / "models" / name).write_bytes(BROKEN[name])
    said = problem(trying.ask, "p", folder, f"models/{name}", LEFT)
    assert set(said) == {"zh", "en"} and f"models/{name}" in said["en"] and str(folder) not in said["en"]
    (folder / "models" / name).write_bytes(sides())
    assert trying.ask("p", folder, f"models/{name}", LEFT)["label"] == "left"


def test_a_model_that_computes_no_numbers(trying, folder):
    (folder / MODEL).write_bytes(sides(last="Log"))
    assert problem(trying.ask, "p", folder, MODEL, LEFT) == get_text("try_failed")


TRAIN = """
from sunmao.vision import Classification
model = Classification(backbone='LeNet')
model.load_dataset(path='data/digits')
model.save_fold = 'checkpoints/digits'
model.train(epochs=1, random_seed=1)
model.convert('models/digits.onnx')
"""


@pytest.mark.long
def test_weights_are_tried_as_well_and_answer_as_the_file_made_of_them(trying, tmp_path):
    pytest.importorskip("torch")
    subprocess.run([sys.executable, "-c", TRAIN], cwd=tmp_path, check=True, capture_output=True)
    rows = {row["kind"]: row for row in ModelFiles().rows(tmp_path) if "latest" not in row["path"]}
    assert [rows[kind]["model"] for kind in ("onnx", "pth")] == ["LeNet"] * 2 and rows["pth"]["classes"] == [
        *"0123456789"
    ]
    assert rows["onnx"]["parity"]["pictures"] == rows["onnx"]["parity"]["same"] > 0
    data = (tmp_path / "data" / "digits" / "test_set" / "3" / "17.png").read_bytes()
    onnx_answer, weights_answer = (trying.ask("p", tmp_path, rows[kind]["path"], data) for kind in ("onnx", "pth"))
    assert onnx_answer["label"] == weights_answer["label"]
    pairs = zip(onnx_answer["scores"], weights_answer["scores"], strict=True)
    assert all(abs(one["score"] - other["score"]) < 0.002 for one, other in pairs)


def test_a_new_file_of_that_name_is_loaded_anew_by_the_same_process(trying, folder):
    trying.ask("p", folder, MODEL, LEFT)
    old = child(trying)
    (folder / "new.onnx").write_bytes(sides(model_info={**MODEL_INFO, "classes": ["links", "rechts"]}))
    os.replace(folder / "new.onnx", folder / MODEL)
    assert trying.ask("p", folder, MODEL, LEFT)["label"] == "links"
    assert child(trying) is old and len(trying._workers) == 1
    (folder / MODEL).write_bytes(b"no model")
    assert isinstance(problem(trying.ask, "p", folder, MODEL, LEFT), dict) and gone(old)


@pytest.mark.long
def test_a_prepared_process_takes_the_first_model(trying, folder, monkeypatch):
    trying.prepare("p")
    trying.prepare("p")
    prepared = child(trying)
    assert len(trying._workers) == 1 and trying.ask("p", folder, MODEL, LEFT)["label"] == "left"
    assert child(trying) is prepared
    trying.prepare("p")  # one that knows a model is as good
    assert len(trying._workers) == 1
    trying.end("p")
    monkeypatch.setattr("sunmao.server.inference.model_pool.ROOM", 1 << 60)
    trying.prepare("p")  # memory is short
    assert not trying._workers


@pytest.mark.parametrize(
    "path", ["models/none.onnx", "../models/sides.onnx", "models", "models/../models/sides.onnx", "models/a\0.onnx"]
)
def test_a_file_that_is_not_there_starts_nothing(trying, folder, path):
    assert problem(trying.ask, "p", folder, path, LEFT) == get_text("no_file")
    assert not trying._workers


@posix
def test_a_link_is_not_followed(trying, folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "a.onnx"
    outside.write_bytes(sides())
    (folder / "models" / "link.onnx").symlink_to(outside)
    assert problem(trying.ask, "p", folder, "models/link.onnx", LEFT) == get_text("no_file")


@pytest.mark.long
def test_two_are_alive_and_the_one_used_last_stays(trying, folder):
    for name in "abc":
        (folder / "models" / f"{name}.onnx").write_bytes(sides())
    trying.ask("p", folder, "models/a.onnx", LEFT)
    first = child(trying)
    trying.ask("p", folder, "models/b.onnx", LEFT)
    trying.ask("p", folder, "models/c.onnx", LEFT)
    assert gone(first) and sorted(path for _, path in trying._workers) == ["models/b.onnx", "models/c.onnx"]


def test_ended_with_its_project_and_with_the_studio(trying, folder):
    trying.ask("one", folder, MODEL, LEFT)
    trying.ask("two", folder, MODEL, LEFT)
    two, one = child(trying), child(trying, 1)
    trying.end("one")
    assert gone(one) and not gone(two)
    trying.close()
    assert gone(two)
    assert problem(trying.ask, "two", folder, MODEL, LEFT) == get_text("try_ended")


def test_nobody_asks_any_more(trying, folder, monkeypatch):
    monkeypatch.setattr(model_pool, "IDLE", 0.2)
    monkeypatch.setattr(model_pool, "LOOKS_EVERY", 0.05)
    trying.ask("p", folder, MODEL, LEFT)
    process = trying._workers["p", MODEL].process
    poll_until(lambda: not trying._workers and gone(process), "the end of an idle child")
    poll_until(lambda: not trying._supervising, "the end of its keeper")
    assert trying.ask("p", folder, MODEL, RIGHT)["label"] == "right"


def asking(trying, folder):
    """A request in a thread of its own: (thread, list that gets its answer or its problem)."""
    found = []

    def ask():
        try:
            found.append(trying.ask("p", folder, MODEL, LEFT))
        except HttpProblem as error:
            found.append(error.text)

    thread = threading.Thread(target=ask)
    thread.start()
    return thread, found


@posix
def test_a_child_that_crashes_is_a_sentence_and_the_next_request_starts_another(trying, folder):
    trying.ask("p", folder, MODEL, LEFT)
    process = child(trying)
    os.kill(process.pid, signal.SIGSTOP)
    thread, found = asking(trying, folder)
    poll_until(lambda: trying._workers["p", MODEL].limit, "the question")
    os.kill(process.pid, signal.SIGSEGV)
    os.kill(process.pid, signal.SIGCONT)
    thread.join(HANG_TIMEOUT)
    assert found == [get_text("try_crashed")]
    assert trying.ask("p", folder, MODEL, LEFT)["label"] == "left" and child(trying).pid != process.pid


@posix
def test_a_child_that_died_while_nobody_asked_is_replaced_without_a_word(trying, folder):
    trying.ask("p", folder, MODEL, LEFT)
    process = child(trying)
    os.kill(process.pid, signal.SIGKILL)
    process.ended.wait(HANG_TIMEOUT)
    assert trying.ask("p", folder, MODEL, LEFT)["label"] == "left"


@pytest.mark.long
@posix
def test_a_child_that_does_not_answer_is_ended(trying, folder, monkeypatch):
    monkeypatch.setattr(model_pool, "LOOKS_EVERY", 0.05)
    trying.ask("p", folder, MODEL, LEFT)
    process = child(trying)
    monkeypatch.setattr(model_pool, "ANSWERS_WITHIN", 1)
    os.kill(process.pid, signal.SIGSTOP)
    assert problem(trying.ask, "p", folder, MODEL, bytes(8_000_000)) == get_text("try_slow", seconds=1)
    poll_until(lambda: gone(process), "its end")
    monkeypatch.undo()
    assert trying.ask("p", folder, MODEL, LEFT)["label"] == "left"


@posix
def test_a_child_that_does_not_start_is_given_up_after_the_time_that_is_said(trying, folder, monkeypatch):
    monkeypatch.setattr(model_pool, "LOADS_WITHIN", 1)
    began = time.monotonic()
    thread, found = asking(trying, folder)
    os.kill(poll_until(lambda: trying._workers and child(trying)).pid, signal.SIGSTOP)
    thread.join(HANG_TIMEOUT)
    assert found == [get_text("try_slow", seconds=1)] and time.monotonic() - began >= 1


@posix
def test_the_time_of_a_request_runs_while_it_waits_for_others(trying, folder, monkeypatch):
    trying.ask("p", folder, MODEL, LEFT)
    os.kill(child(trying).pid, signal.SIGSTOP)
    first, _ = asking(trying, folder)
    poll_until(lambda: trying._workers["p", MODEL].limit, "the question")
    monkeypatch.setattr(model_pool, "ANSWERS_WITHIN", 1)
    assert problem(trying.ask, "p", folder, MODEL, LEFT) == get_text("try_slow", seconds=1)
    os.kill(child(trying).pid, signal.SIGCONT)
    first.join(HANG_TIMEOUT)
    monkeypatch.undo()
    assert trying.ask("p", folder, MODEL, LEFT)["label"] == "left"


@posix
def test_who_waited_less_than_the_limit_is_not_told_that_it_passed(trying, folder, monkeypatch):
    trying.ask("p", folder, MODEL, LEFT)
    os.kill(child(trying).pid, signal.SIGSTOP)
    monkeypatch.setattr(model_pool, "ANSWERS_WITHIN", 2)
    first, told_first = asking(trying, folder)
    poll_until(lambda: trying._workers["p", MODEL].limit, "the question")
    monkeypatch.setattr(model_pool, "ANSWERS_WITHIN", HANG_TIMEOUT)
    second, told_second = asking(trying, folder)
    for thread in (first, second):
        thread.join(HANG_TIMEOUT)
    assert told_first == [get_text("try_slow", seconds=2)]
    # Where the second one came only after the end of the first one's process, it has one of its own.
    assert told_second == [get_text("try_ended")] or told_second[0]["label"] == "left"


def test_a_child_that_takes_too_much_memory_is_ended(folder, monkeypatch):
    monkeypatch.setattr(model_pool, "LOOKS_EVERY", 0.05)
    small = InferencePool(memory=1_000_000)
    try:
        assert problem(small.ask, "p", folder, MODEL, LEFT) == get_text("try_memory")
    finally:
        small.close()


@posix
def test_more_than_a_few_waiting_requests_are_turned_away(trying, folder):
    trying.ask("p", folder, MODEL, LEFT)
    process = child(trying)
    os.kill(process.pid, signal.SIGSTOP)
    waiting = [asking(trying, folder) for _ in range(model_pool.QUEUE)]
    poll_until(lambda: trying._workers["p", MODEL].users == model_pool.QUEUE, "the queue")
    assert problem(trying.ask, "p", folder, MODEL, LEFT) == get_text("try_busy")
    os.kill(process.pid, signal.SIGCONT)
    for thread, _ in waiting:
        thread.join(HANG_TIMEOUT)
    assert [found[0]["label"] for _, found in waiting] == ["left"] * model_pool.QUEUE


@posix
def test_whoever_waits_is_told_when_the_project_is_left(trying, folder):
    trying.ask("p", folder, MODEL, LEFT)
    os.kill(child(trying).pid, signal.SIGSTOP)
    thread, found = asking(trying, folder)
    poll_until(lambda: trying._workers["p", MODEL].limit, "the question")
    trying.end("p")
    thread.join(HANG_TIMEOUT)
    assert found == [get_text("try_ended")]


SERVER = """
import sys, time
from pathlib import Path
from sunmao.server.inference.model_pool import InferencePool
trying = InferencePool()
trying.ask('p', Path(sys.argv[1]), 'models/sides.onnx', Path(sys.argv[2]).read_bytes())
print(trying._workers['p', 'models/sides.onnx'].process.mark, flush=True)
time.sleep(3600)
"""


@pytest.mark.parametrize("stopped", [False, True])
@posix
@pytest.mark.long
def test_nothing_outlives_a_killed_studio(folder, stopped):
    (folder / "a.png").write_bytes(LEFT)
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(folder), str(folder / "a.png")], stdout=subprocess.PIPE, text=True
    )
    try:
        mark = server.stdout.readline().strip()
        (process,) = find_marked(mark)
        if stopped:
            process.suspend()  # it cannot hear that its studio is gone
    finally:
        server.kill()
        server.communicate()
    poll_until(
        lambda: not any(map(is_alive, find_marked(mark))),
        "the end of the child",
    )


def test_starting_and_ending_at_once_leaves_nothing(trying, folder):
    threads = [asking(trying, folder)[0] for _ in range(3)]
    time.sleep(0.05)
    trying.close()
    for thread in threads:
        thread.join(HANG_TIMEOUT)
    assert not trying._workers and not any(thread.is_alive() for thread in threads)
