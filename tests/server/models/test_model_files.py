"""The model files of a project and the shelf: what each file says, whatever is wrong with it, and copies that lose
nothing.
"""

import errno
import io
import json
import os
import shutil
import zipfile
from collections import namedtuple
from contextlib import closing

import pytest

from sunmao.server.models import onnx_metadata
from sunmao.server.models.model_files import ModelFiles
from sunmao.server.models.onnx_metadata import CorruptOnnx, read_properties
from tests.support.app_client import Page
from tests.support.onnx_files import field, onnx, varint

posix = pytest.mark.skipif(os.name == "nt", reason="links and pipes as on POSIX systems")
MODEL_INFO = {"codebase": "MMCls", "modelname": "LeNet", "classes": ["猫", "dog"]}
PARITY = {"pictures": 50, "same": 50, "largest_difference": 1e-6}
SUNMAO_INFO = {
    "name": "EfficientNet-Lite0",
    "task": "classification",
    "image_size": 112,
    "parity": PARITY,
    "accuracy": 0.98,
    "epoch": 4,
}
WEIGHTS = {
    "model": "LeNet",
    "task": "classification",
    "classes": ["0", "1"],
    "image_size": 32,
    "epoch": 3,
    "accuracy": 0.9,
    "time": "2026-11-20 10:00:00",
    "data": {"path": "data/digits"},
}
# What the models route says of every file.
KEYS = {
    "path",
    "kind",
    "bytes",
    "modified",
    "model",
    "task",
    "classes",
    "image_size",
    "accuracy",
    "mAP",
    "mAP50",
    "mIoU",
    "mae",
    "numbers",
    "columns",
    "target",
    "confidence",
    "epoch",
    "parity",
    "trained",
    "data",
}


def ours(**more) -> bytes:
    return onnx(MODEL_INFO=json.dumps(MODEL_INFO), SUNMAO_INFO=json.dumps({**SUNMAO_INFO, **more}))


def weights(info=WEIGHTS) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("archive/data.pkl", b"\x80\x02}.")
        if info is not None:
            archive.writestr("archive/sunmao.json", json.dumps(info))
    return file.getvalue()


def put(folder, path, data):
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(data)


@pytest.fixture
def page(tmp_path):
    with closing(Page(tmp_path)) as opened:
        yield opened


@pytest.fixture
def project(page):
    return page.make("数字")


@pytest.fixture
def folder(page, project):
    return page.studio.projects.get(project).folder


def rows(page, project) -> dict:
    return {row["path"]: row for row in page.get(f"/api/projects/{project}/models")}


def test_what_an_onnx_file_says(page, project, folder):
    put(folder, "models/a.onnx", ours())
    row = rows(page, project)["models/a.onnx"]
    assert set(row) == KEYS
    assert (row["kind"], row["model"], row["classes"], row["image_size"]) == (
        "onnx",
        "EfficientNet-Lite0",
        ["猫", "dog"],
        112,
    )
    assert (row["parity"], row["accuracy"], row["epoch"], row["bytes"]) == (PARITY, 0.98, 4, len(ours()))
    assert abs(row["modified"] - (folder / "models/a.onnx").stat().st_mtime) < 0.01


def test_a_real_onnx_file_is_read_as_the_onnx_package_reads_it(tmp_path):
    onnx_package = pytest.importorskip("onnx")
    helper = onnx_package.helper
    value = helper.make_tensor_value_info("x", 1, [1])
    model = helper.make_model(
        helper.make_graph(
            [helper.make_node("Identity", ["x"], ["y"])], "g", [value], [helper.make_tensor_value_info("y", 1, [1])]
        )
    )
    helper.set_model_props(model, {"MODEL_INFO": json.dumps(MODEL_INFO), "other": "é" * 1000, "empty": ""})
    data = model.SerializeToString()
    assert read_properties(io.BytesIO(data)) == {prop.key: prop.value for prop in model.metadata_props}


def test_weights_of_ours_and_of_others(page, project, folder):
    put(folder, "checkpoints/cls/best.pth", weights())
    put(folder, "models/foreign.pth", weights(None))
    put(folder, "models/old.pth", b"\x80\x02\x8a\nl\xfc")
    found = rows(page, project)
    row = found["checkpoints/cls/best.pth"]
    assert (row["model"], row["trained"], row["accuracy"], row["data"]) == (
        "LeNet",
        WEIGHTS["time"],
        0.9,
        {"path": "data/digits"},
    )
    for path in ("models/foreign.pth", "models/old.pth"):
        assert set(found[path]) == KEYS and found[path]["model"] is None


def test_detectors_say_their_maps(page, project, folder):
    said = {"task": "detection", "mAP": 0.4, "mAP50": 0.7, "epoch": 9}
    put(
        folder,
        "models/a.onnx",
        onnx(
            MODEL_INFO=json.dumps({**MODEL_INFO, "codebase": "MMDet"}),
            SUNMAO_INFO=json.dumps({"name": "RTMDet-tiny", **said}),
        ),
    )
    put(folder, "models/theirs.onnx", onnx(MODEL_INFO=json.dumps({**MODEL_INFO, "codebase": "MMDet"})))
    put(folder, "models/b.pth", weights({"model": "RTMDet-ins-tiny", "classes": ["cell"], **said, "task": "instance"}))
    found = rows(page, project)
    assert [(found[path]["task"], found[path]["mAP50"]) for path in sorted(found)] == [
        ("detection", 0.7),
        ("instance", 0.7),
        ("detection", None),
    ]
    row = page.ask("POST", f"/api/projects/{project}/shelf", {"path": "models/a.onnx", "title": "a"}).json
    assert (row["task"], row["mAP50"], row["accuracy"]) == ("detection", 0.7, None)


DAMAGED = {
    "empty.onnx": b"",
    "text.onnx": b"hello, this is no model",
    "cut.onnx": ours()[:-9],
    "zeros.onnx": bytes(4096),
    "html.onnx": b"<html>" * 99,
    "endless.onnx": b"\xff" * 100,
    "long.onnx": varint(7 << 3 | 2) + varint(2**62),
    "no_graph.onnx": field(2, b"x"),
    "empty.pth": b"",
    "text.pth": b"hello",
    "cut.pth": weights()[:-30],
    "zip.pth": b"PK\x03\x04",
    "inner.onnx": field(7, b"") + field(14, b"\x0a\xff"),
    "groups.onnx": b"\x0b\x0c" * 10,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_files_are_said_so(page, project, folder, name):
    put(folder, f"models/{name}", DAMAGED[name])
    row = rows(page, project)[f"models/{name}"]
    assert row["damaged"] is True and row["bytes"] == len(DAMAGED[name])
    said = page.ask("POST", f"/api/projects/{project}/shelf", {"path": f"models/{name}", "title": "x"})
    assert said.status_code == 409 and page.get("/api/shelf") == []


def test_a_file_cut_anywhere_is_damaged_or_says_less():
    whole = ours()
    for end in range(len(whole)):
        try:
            assert set(read_properties(io.BytesIO(whole[:end]))) < {"MODEL_INFO", "SUNMAO_INFO"}
        except CorruptOnnx:
            pass


def test_properties_without_end_are_not_read(monkeypatch):
    monkeypatch.setattr(onnx_metadata, "MAX_BYTES", 100)
    with pytest.raises(CorruptOnnx):
        read_properties(io.BytesIO(ours()))


@posix
def test_half_a_gigabyte_is_not_read(tmp_path):
    path = tmp_path / "models" / "large.onnx"
    path.parent.mkdir()
    size = 512 * 1024 * 1024
    with open(path, "wb") as file:  # a hole in the file: it takes no room
        file.write(varint(7 << 3 | 2) + varint(size))
        file.seek(size, os.SEEK_CUR)
        file.write(ours())
    with open(path, "rb", buffering=0) as raw:
        read = []
        counting = namedtuple("File", "read seek tell")(lambda n: read.append(n) or raw.read(n), raw.seek, raw.tell)
        assert json.loads(read_properties(counting)["SUNMAO_INFO"])["name"] == "EfficientNet-Lite0"
    assert sum(read) < 2000


STRANGE = [
    {"parity": 5},
    {"parity": {"pictures": "x"}},
    {"image_size": [32, "x"]},
    {"accuracy": "high"},
    {"data": []},
    {"name": 7},
    {"epoch": None},
    {"task": ["x"]},
    {"mAP50": "high"},
    {"columns": ["x"]},
    {"columns": [{"name": "x", "low": "a", "high": 1}]},
    {"target": 1},
]


@pytest.mark.slow
@pytest.mark.parametrize("more", STRANGE)
def test_strange_values_are_none(page, project, folder, more):
    put(folder, "models/a.onnx", ours(**more))
    row = rows(page, project)["models/a.onnx"]
    key = {"name": "model"}.get(*more, *more)
    assert set(row) == KEYS and row[key] is None


@pytest.mark.slow
@pytest.mark.parametrize("info", ["", "{", "[]", "[" * 10_000, "NaN", '{"classes": {"a": 1}}'])
def test_information_that_is_none(page, project, folder, info):
    put(folder, "models/a.onnx", onnx(MODEL_INFO=info, SUNMAO_INFO=info))
    row = rows(page, project)["models/a.onnx"]
    assert set(row) == KEYS and row["classes"] is None


def test_a_file_that_changes_is_read_again_and_only_then(tmp_path, monkeypatch):
    models, reads = ModelFiles(), []
    monkeypatch.setattr("sunmao.server.models.model_files.read_onnx", lambda file: reads.append(1) or {"n": len(reads)})
    put(tmp_path, "models/a.onnx", b"one")
    assert [models.describe(tmp_path, "models/a.onnx")["n"] for _ in range(3)] == [1, 1, 1]
    put(tmp_path, "models/a.onnx", b"other")
    assert models.describe(tmp_path, "models/a.onnx")["n"] == 2


def test_the_file_that_was_asked_for_longest_ago_is_forgotten(tmp_path, monkeypatch):
    models, reads = ModelFiles(), []
    monkeypatch.setattr("sunmao.server.models.model_files.read_onnx", lambda file: reads.append(file.name) or {})
    monkeypatch.setattr("sunmao.server.models.model_files.REMEMBERED", 2)
    paths = [f"models/{name}.onnx" for name in "abc"]
    for path in paths:
        put(tmp_path, path, b"x")
    for place in (0, 1, 0, 2, 0, 2):
        assert models.describe(tmp_path, paths[place]) and len(reads) <= 3
    assert models.describe(tmp_path, paths[1]) and len(reads) == 4


@posix
def test_links_pipes_and_hidden_files_are_not_listed(page, project, folder, tmp_path):
    secret = tmp_path / "secret.onnx"
    secret.write_bytes(ours())
    put(folder, "models/.hidden.onnx", ours())
    (folder / "models" / "link.onnx").symlink_to(secret)
    (folder / "models" / "folder").symlink_to(tmp_path)
    (folder / "checkpoints").symlink_to(tmp_path)
    os.mkfifo(folder / "models" / "pipe.onnx")
    assert rows(page, project) == {}
    for path in ("models/link.onnx", "models/folder/secret.onnx", "checkpoints/secret.onnx", "models/pipe.onnx"):
        assert page.ask("POST", f"/api/projects/{project}/shelf", {"path": path, "title": "x"}).status_code == 404


HOSTILE = [
    "../secret.onnx",
    "models/../../secret.onnx",
    "/etc/passwd",
    "data/a.onnx",
    "models\\a.onnx",
    "models/a.onnx\0",
    "main.py",
    "models",
    "",
    "models/CON.onnx",
]


@pytest.mark.slow
@pytest.mark.parametrize("path", HOSTILE)
def test_paths_outside_are_refused(page, project, folder, path):
    put(folder, "models/a.onnx", ours())
    put(folder, "data/a.onnx", ours())
    assert page.ask("POST", f"/api/projects/{project}/shelf", {"path": path, "title": "x"}).status_code == 404


def test_a_model_goes_to_the_shelf_and_into_another_project(page, project, folder):
    put(folder, "models/a.onnx", ours())
    answer = page.ask("POST", f"/api/projects/{project}/shelf", {"path": "models/a.onnx", "title": " 我的 手势 "})
    assert answer.status_code == 201
    row = answer.json
    assert set(row) == {
        "id",
        "title",
        "kind",
        "model",
        "task",
        "classes",
        "accuracy",
        "mAP50",
        "mIoU",
        "mae",
        "numbers",
        "bytes",
        "from",
        "time",
    }
    assert (row["title"], row["from"], row["kind"], row["model"]) == ("我的 手势", "数字", "onnx", "EfficientNet-Lite0")
    assert page.get("/api/shelf") == [row]
    other = page.make("other")
    target = page.studio.projects.get(other).folder
    paths = [page.ask("POST", f"/api/projects/{other}/models", {"shelf": row["id"]}).json["path"] for _ in range(3)]
    assert paths == ["models/我的-手势.onnx", "models/我的-手势-2.onnx", "models/我的-手势-3.onnx"]
    assert all((target / path).read_bytes() == ours() for path in paths)
    assert page.ask("DELETE", f"/api/shelf/{row['id']}").json == {"ok": True}
    assert page.get("/api/shelf") == [] and (target / paths[0]).is_file()
    assert page.ask("DELETE", f"/api/shelf/{row['id']}").status_code == 404
    assert page.ask("POST", f"/api/projects/{other}/models", {"shelf": row["id"]}).status_code == 404


def test_two_models_of_one_title_are_two(page, project, folder):
    put(folder, "models/a.onnx", ours())
    put(folder, "models/b.pth", weights())
    for path in ("models/a.onnx", "models/b.pth"):
        assert page.ask("POST", f"/api/projects/{project}/shelf", {"path": path, "title": "Signs"}).status_code == 201
    assert sorted((row["id"], row["kind"]) for row in page.get("/api/shelf")) == [("Signs", "onnx"), ("Signs-2", "pth")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("title", "identity"),
    [
        ("", "a"),
        ("../../x", "x"),
        ("CON", "CON-1"),
        ("<img onerror=1>", "img-onerror-1"),
        ("x" * 500, "x" * 40),
        ("\ud800", "model"),
        ("。。", "model"),
    ],
)
def test_titles_are_texts_and_never_paths(page, project, folder, title, identity):
    put(folder, "models/a.onnx", ours())
    row = page.ask("POST", f"/api/projects/{project}/shelf", {"path": "models/a.onnx", "title": title}).json
    assert row["id"] == identity and row["title"] == (title[:100] or "a")
    assert page.get("/api/shelf")[0]["title"] == row["title"]


@pytest.mark.slow
@pytest.mark.parametrize("identity", ["..", ".", "", "x", "../shelf/a", "a/../a", "a\0", 5, None])
def test_a_shelf_model_that_is_none(page, project, identity):
    status = page.ask("POST", f"/api/projects/{project}/models", {"shelf": identity}).status_code
    assert status == (404 if isinstance(identity, str) else 400)


@pytest.mark.slow
@pytest.mark.parametrize("identity", ["..", "%2e%2e", "x", "..%2fprojects", ".hidden"])
def test_nothing_else_can_be_deleted(page, project, identity):
    assert page.ask("DELETE", f"/api/shelf/{identity}").status_code in (404, 405)
    assert page.get("/api/projects")


def test_a_full_disk_says_how_much_is_lacking_and_leaves_nothing(page, project, folder, monkeypatch):
    put(folder, "models/a.onnx", ours())
    row = page.ask("POST", f"/api/projects/{project}/shelf", {"path": "models/a.onnx", "title": "a"}).json
    before = sorted(os.listdir(folder / "models"))

    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    usage = namedtuple("Usage", "total used free")
    for where in ("shutil.copyfileobj", "shutil.disk_usage"):
        with monkeypatch.context() as patch:
            patch.setattr(where, fail if where == "shutil.copyfileobj" else lambda path: usage(10**9, 10**9, 10**6))
            for path, body in (("shelf", {"path": "models/a.onnx", "title": "b"}), ("models", {"shelf": row["id"]})):
                answer = page.ask("POST", f"/api/projects/{project}/{path}", body)
                assert answer.status_code == 507 and " MB" in answer.json["error"]
    assert sorted(os.listdir(folder / "models")) == before
    assert os.listdir(page.studio.config.projects / ".sunmao" / "shelf") == [row["id"]]


@pytest.mark.slow
def test_a_damaged_card_still_shows_its_model(page, project, folder):
    put(folder, "models/a.onnx", ours())
    row = page.ask("POST", f"/api/projects/{project}/shelf", {"path": "models/a.onnx", "title": "手势"}).json
    home = page.studio.config.projects / ".sunmao" / "shelf"
    for damage in (b"", b"[]", b"{", b'{"title": 5, "time": "x"}', b"[" * 10_000):
        (home / row["id"] / "card.json").write_bytes(damage)
        (found,) = page.get("/api/shelf")
        assert found["title"] == row["id"] and found["model"] == "EfficientNet-Lite0"
    (home / "empty").mkdir()
    (home / "file").write_bytes(b"")
    assert len(page.get("/api/shelf")) == 1


def test_what_a_killed_studio_left_half_done_is_removed(page, project, folder):
    put(folder, "models/a.onnx", ours())
    page.ask("POST", f"/api/projects/{project}/shelf", {"path": "models/a.onnx", "title": "a"})
    home = page.studio.config.projects / ".sunmao" / "shelf"
    shutil.copytree(home / "a", home / ".b.0123abcd.tmp")
    put(folder, "models/.b.0123abcd.tmp", b"half")
    assert len(page.get("/api/shelf")) == 1
    page.studio.model_library.clean()
    page.studio.projects.clean_project(folder)
    assert os.listdir(home) == ["a"] and os.listdir(folder / "models") == ["a.onnx"]


def test_what_a_file_of_ultralytics_says(page, project, folder):
    said = {"task": "detect", "stride": "32", "imgsz": "[640, 640]", "names": "{0: 'cat', 1: 'dog'}"}
    put(folder, "models/best.onnx", onnx(description="Ultralytics YOLO11n model trained on pets.yaml", **said))
    row = rows(page, project)["models/best.onnx"]
    assert (row["model"], row["task"], row["classes"]) == ("YOLO11n", "detection", ["cat", "dog"])
    put(folder, "models/pose.onnx", onnx(**{**said, "task": "pose"}))
    assert rows(page, project)["models/pose.onnx"]["task"] is None
