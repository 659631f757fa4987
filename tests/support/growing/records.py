"""Everything else that a file brings in: the history and the runs of a project, models and settings."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from sunmao.data import dataset_metadata
from sunmao.data.safe_names import FreeNames
from sunmao.data.splits import assign_splits, parse_split
from sunmao.deploy.onnx_protobuf import has_external_data
from sunmao.server.dataset_index import build_index, index_db
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.models.model_files import read_onnx as describe_onnx
from sunmao.server.programs.compile_workspace import compile_and_explain
from sunmao.server.projects import carried_findings, import_zip, project_metadata, workspaces
from sunmao.server.runs import event_log, run_summaries, training_history
from sunmao.server.runs.page_marks import PageMarks
from sunmao.server.settings import Settings
from sunmao.server.stage.panel_layout import read_layout
from sunmao.server.storage import deep_json
from tests.support.growing.cost import Growing, make_folder
from tests.support.growing.data_sets import make_picture
from tests.support.onnx_files import field, node, onnx


def write_history(n: int, damaged: bool) -> Path:
    folder = make_folder()
    (folder / "history").mkdir()
    for number in range(1, n + 1):
        saved = workspaces.SavedWorkspace({}, number)
        data = workspaces.dump_workspace(saved) + b"}" * damaged
        (folder / "history" / f"{number:06d}.json").write_bytes(data)
    return folder


def open_history(folder: Path) -> None:
    workspaces.list_versions(folder)
    workspaces.find_newest_good(folder)


def write_events(n: int, event: Callable[[int], dict]) -> Path:
    folder = make_folder()
    lines = (json.dumps({"seq": i + 1, "t": 1, **event(i)}, separators=(",", ":")) + "\n" for i in range(n))
    (folder / event_log.NAME).write_text("".join(lines))
    return folder


def read_run(folder: Path) -> None:
    """Every event of a run that is over, as a page asks for them, and what it learned."""
    after = 0
    with mock.patch.object(event_log, "ENOUGH", 10_000), mock.patch.object(event_log, "_pages", PageMarks()):
        while found := event_log.read_events(folder, after):
            after = found[-1]["seq"]
    training_history.HistoryReader().full(folder, over=False)


def print_line(number: int) -> dict:
    return {"kind": "output", "text": "x" * 60, "stream": "out"}


def train(number: int) -> dict:
    if number == 0:
        return {"kind": "training", "model": "LeNet"}
    return {"kind": "metric", "panel": "train", "unit": "epoch", "step": number, "values": {"loss": 1.0}}


def write_runs(n: int) -> Path:
    folder = make_folder()
    for number in range(n):
        home = folder / f"2026-01-01_00-00-00_{number + 2}"
        home.mkdir()
        (home / run_summaries.NAME).write_text(json.dumps({"state": "finished", "started": 1.0}))
    return folder


def list_runs(folder: Path) -> None:
    for name in run_summaries.list_runs(folder):
        run_summaries.read_summary(folder / name)


RUNS = [
    Growing("project history", "saves", lambda n: write_history(n, damaged=False), open_history, 300),
    Growing("project history", "damaged saves", lambda n: write_history(n, damaged=True), open_history, 300),
    Growing("events.jsonl", "lines", lambda n: write_events(n, print_line), read_run, 2000),
    Growing("events.jsonl", "points of a curve", lambda n: write_events(n, train), read_run, 1500),
    Growing(
        "events.jsonl",
        "one long line",
        lambda n: write_events(1, lambda i: {**print_line(i), "text": "x" * n}),
        read_run,
        200_000,
    ),
    Growing("run records", "runs", write_runs, list_runs, 200),
]


def read_onnx(data: bytes) -> None:
    has_external_data(data)
    assert "damaged" not in describe_onnx(io.BytesIO(data))


def make_onnx(n: int, classes: bool = False, nodes: bool = False) -> bytes:
    info = json.dumps({"codebase": "MMCls", "classes": [f"c{i}" for i in range(n)]})
    if classes:
        return onnx(MODEL_INFO=info)
    if nodes:
        return onnx(b"".join(node("Relu", f"a{i}", f"a{i + 1}") for i in range(n)) + field(2, b"g"))
    return onnx(**{f"key{i}": "value" for i in range(n)})


def read_config(data: str) -> None:
    from sunmao.training.config_files.yaml_text import parse_yaml

    parse_yaml(data)


def read_main(data: bytes) -> None:
    import_zip.compile_imported({"main.py": data}, compile_and_explain)


def make_note(n: int) -> Path:
    folder = make_folder()
    classes = [f"c{number}" for number in range(n)]
    dataset_metadata.write_metadata(folder, "classification", classes)
    (folder / dataset_metadata.CLASSES).write_text("\n".join(classes))
    return folder


def read_note(folder: Path) -> None:
    order = dataset_metadata.read_class_order(folder)
    dataset_metadata.sort_classes(reversed(order), order)


def make_findings(n: int) -> tuple[DatasetLocation, bytes]:
    """A data set, and what its project brings along of its labels."""
    place = DatasetLocation("project", make_folder(), "set")
    place.folder.mkdir()
    suspects = [{"path": f"{i}.png", "label": "a", "suggested": "b", "bars": 1} for i in range(n)]
    said = {"suspects": suspects, "lookalikes": [], "labels": {row["path"]: "a" for row in suspects}}
    return place, json.dumps(said).encode()


def read_findings(brought: tuple[DatasetLocation, bytes]) -> None:
    place, note = brought
    carried_findings.write_findings(place, deep_json.load_object(note))


def make_settings(n: int) -> Path:
    path = make_folder() / "settings.json"
    path.write_text(json.dumps({f"k{number}": 1 for number in range(n)}))
    return path


def make_layout(n: int) -> Path:
    project = make_folder()
    (project / "stage").mkdir()
    places = [{"form": "slider", "name": f"s{number}", "wide": False} for number in range(n)]
    (project / "stage" / "panel.json").write_text(json.dumps({"places": places}))
    return project


def spell(n: int) -> list[str]:
    """One name in n ways, which many disks take for the same."""
    return [f"{number:020b}.png".replace("0", "a").replace("1", "A") for number in range(n)]


def name_files(names: list[str]) -> None:
    free = FreeNames()
    for name in names:
        free.take_path(name)


def make_data_set(n: int) -> DatasetLocation:
    folder = make_folder()
    for number in range(n):
        (folder / "set" / f"c{number}").mkdir(parents=True)
        (folder / "set" / f"c{number}" / "1.png").write_bytes(make_picture())
    return DatasetLocation("project", folder, "set")


def write_index(place: DatasetLocation) -> None:
    with index_db.open_for_writing(place.index) as db:
        build_index.write_listing(db, place)


def make_labeled(n: int) -> list[tuple[tuple[str, ...], str]]:
    return [((f"c{number}", f"c{number + 1}"), f"{number}.png") for number in range(n)]


def make_split(n: int) -> bytes:
    return json.dumps({"splits": {"train": [f"{i}.png" for i in range(n)], "val": [], "test": []}}).encode()


FILES = [
    Growing("main.py", "lines", lambda n: b"x = 1\n" * n, read_main, 50_000),
    Growing(".sunmao.json", "classes", make_note, read_note, 5000),
    Growing(".sunmao-findings.json", "pictures", make_findings, read_findings, 5000),
    Growing("stage/panel.json", "places", make_layout, read_layout, 3000),
    Growing("settings.json", "keys", make_settings, lambda path: Settings(path).read(), 2000),
    Growing("names of files", "spellings of one name", spell, name_files, 3000),
    Growing("index of a data set", "classes", make_data_set, write_index, 400),
    Growing("onnx", "properties", make_onnx, read_onnx, 2000),
    Growing("onnx", "classes", lambda n: make_onnx(n, classes=True), read_onnx, 20_000),
    Growing("onnx", "nodes", lambda n: make_onnx(n, nodes=True), read_onnx, 2000),
    Growing("config.yaml", "names", lambda n: "".join(f"k{i}: 1\n" for i in range(n)), read_config, 500),
    Growing("config.yaml", "blanks", lambda n: f"a:{' ' * n}1\n", read_config, 20_000),
    Growing("division", "labels of pictures", make_labeled, lambda keys: assign_splits(keys, (8, 1, 1)), 700),
    Growing("split.json", "pictures", make_split, parse_split, 3000),
    Growing(
        "project.json",
        "keys",
        lambda n: json.dumps({f"k{i}": i for i in range(n)}).encode(),
        project_metadata.parse_metadata,
        20_000,
    ),
]
