"""The training history of a run from its log: while it runs, afterwards, with damaged and old logs, and over HTTP."""

import json
from contextlib import closing
from dataclasses import replace

import pytest

from sunmao.protocol.codec import to_json
from sunmao.protocol.learning_messages import (
    BestEpoch,
    DetectionAverages,
    DetectionClassFigures,
    DetectionEvaluation,
    DetectionPicture,
    EvaluatedPicture,
    Evaluation,
    NumberEvaluation,
    PictureCounts,
    TrainingData,
    TrainingEnded,
    TrainingStarted,
    TrueObject,
)
from sunmao.protocol.messages import FileWritten, Metric, Output, RunState, to_dict
from sunmao.server.runs import event_log, run_summaries, training_history
from sunmao.server.runs.event_log import EventLog
from sunmao.server.runs.training_history import POINTS, HistoryReader, TrainingHistory, is_resumable
from tests.support.app_client import Page

DATA = TrainingData("data/digits", "1f", ["0", "1"], PictureCounts(8, 2, 2))
BEGUN = TrainingStarted("LeNet", {"epochs": 3, "lr": 0.01, "device": "cpu"}, DATA, "checkpoints/cls_model")
MARKS = Evaluation(
    9,
    10,
    "test",
    ["0", "1"],
    [[4, 1], [0, 5]],
    pictures=[EvaluatedPicture("data/digits/test_set/0/1.png", 0, 1, 0.9)],
    model="checkpoints/a.pth",
)


BOXES = DetectionEvaluation(
    "detection",
    "val",
    ["circle"],
    DetectionAverages(map=0.5, map50=0.75, precision=1.0, shown_map50=0.625),
    {"right": 3, "missed": 1},
    [DetectionClassFigures(0.5, 0.75, 1.0, 0.75, 4)],
    [[1.0] * 101],
    [DetectionPicture("data/shapes/images/test/271.jpg", 320, 240, [TrueObject(0, (1, 2, 30, 40), "missed")], [])],
    model="checkpoints/det_model/best.pth",
)


def point(epoch, accuracy, loss=0.5):
    return Metric({"loss": loss, "train_accuracy": 0.4, "accuracy": accuracy, "val_loss": 0.6}, epoch, 3)


WHOLE = [
    RunState("running"),
    Output("hello\n"),
    BEGUN,
    point(1, 0.5),
    Metric({"mine": 4}, 1, panel="plot"),
    point(2, 0.8),
    point(3, 0.7, 0.2),
    TrainingEnded("finished", 3, BestEpoch(epoch=2, accuracy=0.8), "checkpoints/best.pth", 4.5),
    MARKS,
    FileWritten("models/a.onnx"),
    RunState("finished"),
]


def log_of(home, events):
    home.mkdir(parents=True, exist_ok=True)
    log = EventLog(home)
    log.append([{"t": 0.1 * n, **to_dict(event)} for n, event in enumerate(events)])
    log.close()
    return home


def run_of(project, events, state="finished", **more):
    """A run on disk, as the studio leaves it."""
    home = run_summaries.create_run(project / "runs", {"python": "pass\n"})
    log_of(home, events)
    run_summaries.write_summary(home, {**run_summaries.read_summary(home), "state": state, **more})
    return home


def test_what_is_added_to_an_ended_log_is_read_with_the_rest(tmp_path):
    """A test that was made after the run: a list that was read and kept before does not hide it."""
    for number, correct in enumerate((8, 9)):
        log = EventLog(tmp_path)
        log.append([{"t": number, "kind": "marks", "correct": correct, "total": 10, "split": "test"}])
        log.close()
        found = HistoryReader().full(tmp_path, over=True)["marks"]
        assert [(each["seq"], each["correct"]) for each in found] == [(1, 8), (2, 9)][: number + 1]


def test_a_training_with_its_curve_its_test_and_its_files(tmp_path):
    found = HistoryReader().full(log_of(tmp_path, WHOLE), over=True)
    (training,) = found["trainings"]
    assert training["began"]["model"] == "LeNet" and training["began"]["dataset"] == to_json(DATA)
    assert [row["epoch"] for row in training["points"]] == [1, 2, 3]
    assert training["points"][0] == {"epoch": 1, "loss": 0.5, "train_accuracy": 0.4, "accuracy": 0.5, "val_loss": 0.6}
    assert training["ended"]["path"] == "checkpoints/best.pth"
    assert found["marks"][0]["pictures"] == to_json(MARKS.pictures) and found["files"][0]["path"] == "models/a.onnx"


def test_a_test_that_is_written_while_the_log_is_read_is_not_lost(tmp_path, monkeypatch):
    home, read_on, late = log_of(tmp_path, WHOLE), training_history._LogReader.read_on, [MARKS]

    def read_slowly(log):
        read_on(log)
        if late:
            line = {"seq": len(WHOLE) + 1, "t": 9.0, **to_dict(late.pop())}
            with log.path.open("a") as file:
                file.write(json.dumps(line, separators=(",", ":")) + "\n")

    monkeypatch.setattr(training_history._LogReader, "read_on", read_slowly)
    reader = HistoryReader()
    assert [len(reader.short(home, over=True)["marks"]) for _ in range(2)] == [1, 2]


def test_in_short(tmp_path):
    assert HistoryReader().short(log_of(tmp_path, WHOLE), over=True) == {
        "trainings": [
            {
                "model": "LeNet",
                "save_fold": "checkpoints/cls_model",
                "epochs": 3,
                "planned": 3,
                "best": {"epoch": 2, "accuracy": 0.8},
                "loss": 0.2,
                "reason": "finished",
                "seconds": 4.5,
                "validated": 2,
            }
        ],
        "marks": [
            {
                "t": 0.8,
                "at": None,
                "split": "test",
                "correct": 9,
                "total": 10,
                "model": "checkpoints/a.pth",
                "sample_kind": "picture",
            }
        ],
    }


def mapped(epoch, value):
    return Metric({"loss": 1.5, "loss_cls": 1.0, "loss_bbox": 0.5, "mAP": value, "mAP50": value + 0.25}, epoch, 3)


FOUND = [
    TrainingStarted("RTMDet-tiny", {"epochs": 3}, DATA, "checkpoints/det_model"),
    mapped(1, 0.25),
    mapped(2, 0.5),
    mapped(3, 0.375),
]


def test_a_detector_is_told_by_its_maps(tmp_path):
    ended = TrainingEnded(
        "finished", 3, BestEpoch(epoch=2, mAP=0.5, mAP50=0.75), "checkpoints/det_model/best_bbox_mAP_epoch_2.pth", 60.5
    )
    best = {"epoch": 2, "mAP": 0.5, "mAP50": 0.75}
    for name, events in (("whole", [*FOUND, ended, BOXES]), ("killed", [*FOUND, BOXES])):
        home = log_of(tmp_path / name, events)
        row = HistoryReader().short(home, over=True)
        assert row["trainings"][0]["best"] == best and row["trainings"][0]["loss"] == 1.5
        said = {
            "task": "detection",
            "split": "val",
            "model": "checkpoints/det_model/best.pth",
            "map": 0.5,
            "map50": 0.75,
            "shown_map50": 0.625,
            "found": 3,
            "things": 4,
        }
        assert row["marks"] == [{"t": 0.1 * events.index(BOXES), "at": None, **said}]
        full = HistoryReader().full(home, over=True)
        assert full["trainings"][0]["points"][0] == {
            "epoch": 1,
            "loss": 1.5,
            "loss_cls": 1.0,
            "loss_bbox": 0.5,
            "mAP": 0.25,
            "mAP50": 0.5,
        }
        assert (
            full["marks"][0]["kind"] == "boxmarks"
            and full["marks"][0]["pictures"] == to_json(BOXES.pictures)
            and full["files"] == []
        )


@pytest.mark.parametrize("over", [True, False], ids=["ended", "killed"])
def test_what_the_best_epoch_of_a_detector_shows_is_told_with_it(tmp_path, over):
    shown = [{"recall": 0.2 * n, "precision": 0.3 * n} for n in (1, 3, 2)]
    points = [replace(one, values=one.values | more) for one, more in zip(FOUND[1:], shown, strict=True)]
    best = {"epoch": 2, "mAP": 0.5, "mAP50": 0.75, **shown[1]}
    ended = [TrainingEnded("finished", 3, BestEpoch(**best), "best.pth", 60.5)] if over else []
    home = log_of(tmp_path / "run", [FOUND[0], *points, *ended])
    assert HistoryReader().short(home, over=True)["trainings"][0]["best"] == best


@pytest.mark.parametrize(
    ("losses", "best"),
    [
        ([{"loss": 2.0}, {"loss": 1.0}, {"loss": 1.5}], 2),
        ([{"loss": 1.0, "val_loss": 3.0}, {"loss": 2.0, "val_loss": 2.0}, {"loss": 3.0, "val_loss": 1.0}], 3),
    ],
)
def test_of_equal_epochs_the_best_is_that_of_the_file_that_is_kept(tmp_path, losses, best):
    """As `MetricConfig.key` and its like order epochs: by the loss of the validation, where there is one."""
    points = [Metric({"mAP": 0.0, "mAP50": 0.0, **more}, n, 3) for n, more in enumerate(losses, 1)]
    home = log_of(tmp_path / "run", [BEGUN, *points])
    assert HistoryReader().short(home, over=True)["trainings"][0]["best"]["epoch"] == best


def test_a_model_of_numbers_is_told_by_its_least_error(tmp_path):
    points = [Metric({"loss": 1.0, "mae": mae}, n, 3) for n, mae in enumerate((9.5, 4.25, 5.0), 1)]
    marks = NumberEvaluation(
        24, unit="°", averages={"mae": 4.5, "baseline_mae": 45.0}, low=0.0, high=180.0, model="best.pth"
    )
    for ended in ([], [TrainingEnded("finished", 3, {"epoch": 2, "mae": 4.25}, "best.pth", 4.5)]):
        home = log_of(tmp_path / f"run{len(ended)}", [replace(BEGUN, task="regression"), *points, *ended, marks])
        short = HistoryReader().short(home, over=True)
        assert short["trainings"][0]["best"] == {"epoch": 2, "mae": 4.25}
        (row,) = short["marks"]
        assert row.pop("t") > 0 and row.pop("at") is None
        assert row == {
            "task": "regression",
            "split": "test",
            "model": "best.pth",
            "total": 24,
            "mae": 4.5,
            "baseline_mae": 45.0,
            "unit": "°",
            "sample_kind": "picture",
            "low": 0.0,
            "high": 180.0,
        }


def test_it_grows_while_the_program_runs_and_half_a_line_waits(tmp_path):
    reader, log = HistoryReader(), EventLog(tmp_path)
    for count in range(1, 5):
        log.append(
            [{"t": 0, **to_dict(event)} for event in ([BEGUN] if count == 1 else [point(count - 1, count / 10)])]
        )
        (training,) = reader.full(tmp_path, over=False)["trainings"]
        assert len(training["points"]) == count - 1 and training["ended"] is None
    row = reader.short(tmp_path, over=False)["trainings"][0]
    assert (row["epochs"], row["best"], row["reason"]) == (3, {"epoch": 3, "accuracy": 0.4}, None)
    log.close()
    whole = (tmp_path / event_log.NAME).read_bytes()
    with open(tmp_path / event_log.NAME, "ab") as file:
        file.write(b'{"seq":5,"t":0,"kind":"trained","rea')
        file.flush()
        assert reader.full(tmp_path, over=False)["trainings"][0]["ended"] is None
        file.write(b'son":"early","epochs":3,"best":{},"path":"","seconds":1}\n')
    assert reader.full(tmp_path, over=False)["trainings"][0]["ended"]["reason"] == "early"
    assert not (tmp_path / training_history.NAME).exists() and len(whole)


def test_what_the_answer_holds_is_not_what_goes_on(tmp_path):
    reader = HistoryReader()
    first = reader.full(log_of(tmp_path, [BEGUN]), over=False)
    log = EventLog(tmp_path)
    log.append([{"t": 1, **to_dict(point(1, 0.5))}])
    log.close()
    assert (
        len(reader.full(tmp_path, over=False)["trainings"][0]["points"]) == 1 and first["trainings"][0]["points"] == []
    )


def test_several_trainings_each_with_its_own_points(tmp_path):
    second = TrainingStarted("ResNet18", {"epochs": 2}, DATA, "checkpoints/two", resumed=1)
    events = [
        point(9, 0.1),
        BEGUN,
        point(1, 0.5),
        TrainingEnded("stopped", 1, BestEpoch(), "", 1),
        point(8, 0.1),
        second,
        Metric({"loss": 0.1}, 2),
        Metric({"accuracy": 0.3}, 2),
    ]
    found = HistoryReader().full(log_of(tmp_path, events), over=True)
    assert [[row["epoch"] for row in each["points"]] for each in found["trainings"]] == [[1], [2]]
    assert found["trainings"][1]["points"] == [{"epoch": 2, "loss": 0.1, "accuracy": 0.3}]
    short = HistoryReader().short(tmp_path, over=True)["trainings"]
    assert [row["reason"] for row in short] == ["stopped", None] and [row["epochs"] for row in short] == [1, 2]


def test_old_logs_have_none(tmp_path):
    old = [
        {"t": 0, "kind": "metric", "values": {"loss": 1}, "step": 1, "panel": "train", "unit": "epoch"},
        {"t": 0, "kind": "score", "correct": 1, "total": 2},
    ]
    log = EventLog(tmp_path)
    log.append(old)
    log.close()
    assert HistoryReader().full(tmp_path, over=True) == {"trainings": [], "marks": [], "files": []}
    assert HistoryReader().short(tmp_path / "nothing", over=True) == {"trainings": [], "marks": []}


STRANGE = [
    {"kind": "training", "model": 5, "parameters": {"epochs": "many"}, "dataset": {}, "save_fold": None},
    {
        "kind": "metric",
        "values": {"loss": "x", "accuracy": float("nan"), "epoch": 7, "val_loss": True},
        "step": 1,
        "panel": "train",
        "unit": "epoch",
    },
    {"kind": "metric", "values": [], "step": "x", "panel": "train", "unit": "epoch"},
    {"kind": "metric", "values": {"loss": 1}, "step": float("inf"), "panel": "train", "unit": "epoch"},
    {"kind": "trained", "reason": "odd", "epochs": [], "best": {"epoch": "x"}, "path": 3, "seconds": 1},
    {"kind": "boxmarks", "task": 3, "split": [], "averages": [], "model": None},
    {"kind": "boxmarks", "averages": {"map": float("inf"), "map50": "much"}},
]


def test_whatever_a_program_sends_the_answer_is_json(tmp_path):
    log = EventLog(tmp_path)
    log.append([{"t": 0, **event} for event in STRANGE])
    log.close()
    for answer in (HistoryReader().full(tmp_path, over=True), HistoryReader().short(tmp_path, over=True)):
        json.dumps(answer, allow_nan=False)
    row = HistoryReader().short(tmp_path, over=True)["trainings"][0]
    assert (row["model"], row["planned"], row["epochs"], row["best"], row["loss"]) == ("", 0, 0, {}, None)
    assert HistoryReader().full(tmp_path, over=True)["trainings"][0]["points"] == [
        {"epoch": 1, "loss": None, "accuracy": None, "val_loss": None}
    ]


def test_a_finished_run_is_read_once(tmp_path, monkeypatch):
    home = log_of(tmp_path, WHOLE)
    first = [HistoryReader().short(home, True), HistoryReader().full(home, True)]
    monkeypatch.setattr(training_history._LogReader, "read_on", lambda self: pytest.fail("the log was read again"))
    assert [HistoryReader().short(home, True), HistoryReader().full(home, True)] == first


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]\n[]\n",
        b'{"format":1}\n{}\n',
        b"[" * 100_000,
        b'{"format":1,"size":%d,"short":{"trainings":[],"marks":0}}\n7\n',
    ],
)
def test_a_damaged_index_is_made_again(tmp_path, damage):
    home = log_of(tmp_path, WHOLE)
    first = [HistoryReader().short(home, True), HistoryReader().full(home, True)]
    size = (home / event_log.NAME).stat().st_size
    (home / training_history.NAME).write_bytes(damage.replace(b"%d", b"%d" % size))
    assert [HistoryReader().short(home, True), HistoryReader().full(home, True)] == first
    assert json.loads((home / training_history.NAME).read_bytes().splitlines()[0])["size"] == size


def test_an_index_of_another_log_is_made_again(tmp_path):
    home = log_of(tmp_path, WHOLE[:5])
    assert HistoryReader().short(home, True)["trainings"][0]["reason"] is None
    log = EventLog(home)
    log.append([{"t": 0, **to_dict(event)} for event in WHOLE[5:]])
    log.close()
    assert HistoryReader().short(home, True)["trainings"][0]["reason"] == "finished"


def test_a_full_disk_costs_only_the_index(tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sunmao.core.atomic_files._write_new", fail)
    assert len(HistoryReader().full(log_of(tmp_path, WHOLE), True)["marks"]) == 1


@pytest.mark.slow
def test_a_very_long_curve_is_thinned_and_keeps_its_end():
    found = TrainingHistory()
    found.add(to_dict(BEGUN))
    for epoch in range(1, 3 * POINTS):
        found.add(to_dict(point(epoch, 0.5)))
    epochs = [row["epoch"] for row in found.full()["trainings"][0]["points"]]
    assert len(epochs) <= POINTS and epochs == sorted(set(epochs)) and epochs[0] == 1 and epochs[-1] == 3 * POINTS - 1


@pytest.mark.parametrize(
    ("state", "reasons", "expected"),
    [
        ("lost", [None], True),
        ("stopped", ["stopped"], True),
        ("error", ["error"], True),
        ("error", ["finished", None], True),
        ("running", [None], False),
        ("finished", [None], False),
        ("lost", ["finished"], False),
        ("stopped", ["early"], False),
        ("lost", [], False),
    ],
)
def test_what_can_go_on(state, reasons, expected):
    assert is_resumable(state, [{"reason": reason} for reason in reasons]) is expected


@pytest.fixture
def page(tmp_path):
    with closing(Page(tmp_path)) as opened:
        yield opened


def test_the_list_of_runs_the_newest_first(page):
    project = page.make()
    folder = page.studio.projects.get(project).folder
    assert page.get(f"/api/projects/{project}/runs") == []
    one = run_of(folder, WHOLE, seconds=5.5).name
    two = run_of(folder, WHOLE[:6], state="lost").name
    three = run_of(folder, [Output("no training")], state="stopped").name
    (folder / "runs" / two / "summary.json").write_text("{", encoding="utf-8")  # a damaged record counts as a lost run
    rows = page.get(f"/api/projects/{project}/runs")
    assert [(row["id"], row["state"], row["resumable"], len(row["trainings"])) for row in rows] == [
        (three, "stopped", False, 0),
        (two, "lost", True, 1),
        (one, "finished", False, 1),
    ]
    assert rows[2]["seconds"] == 5.5 and rows[2]["marks"][0]["correct"] == 9
    assert rows[2]["marks"][0]["at"] == rows[2]["started"] + 0.8
    assert page.get(f"/api/projects/{project}/runs/{two}/learning")["trainings"][0]["ended"] is None
    added = page.studio.runs.add_evaluation(project, folder, one, to_dict(MARKS))
    dates = [each["at"] for each in page.get(f"/api/projects/{project}/runs")[2]["marks"]]
    assert dates == [rows[2]["started"] + 0.8, added["at"]]
    rows = page.get(f"/api/projects/{project}/runs")
    with closing(Page(page.studio.config.projects)) as after_restart:
        assert after_restart.get(f"/api/projects/{project}/runs") == rows


def test_a_run_lost_with_its_studio_is_resumable_after_the_restart(page):
    project = page.make()
    folder = page.studio.projects.get(project).folder
    home = run_of(folder, WHOLE[:6], state="running")
    for _ in ("before it is written down", "after"):
        row = page.get(f"/api/projects/{project}/runs")[0]
        told = row["id"], row["state"], row["resumable"], row["trainings"][0]["epochs"]
        assert told == (home.name, "lost", True, 2)
        page.studio.runs.expect_lost_runs([(project, folder)])


@pytest.mark.slow
@pytest.mark.parametrize("run", ["none", "%2e%2e", "2026-01-01_00-00-00"])
def test_learning_of_a_run_that_is_not_there(page, run):
    project = page.make()
    assert page.ask("GET", f"/api/projects/{project}/runs/{run}/learning").status_code == 404
    assert page.ask("GET", "/api/projects/none/runs").status_code == 404
