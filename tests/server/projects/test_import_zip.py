"""A project carried from one computer to another as a zip: nothing lost on the way, nothing hostile let in, nothing
run.
"""

import io
import json
import os
import stat
import time
import zipfile
from contextlib import closing

import numpy as np
import pytest

from sunmao.data.capture.image_capture import encode_captured, save_image_bytes
from sunmao.data.dataset import Dataset
from sunmao.data.edits.edit_log import EditLog
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.images.image_files import encode_png
from sunmao.server.projects import import_zip
from sunmao.server.projects.export_zip import stream_project
from sunmao.server.storage import files
from tests.support.app_client import Page

HELLO = {
    "blocks": {
        "languageVersion": 0,
        "blocks": [
            {
                "type": "text_print",
                "id": "a",
                "inputs": {"TEXT": {"shadow": {"type": "text", "id": "b", "fields": {"TEXT": "你好"}}}},
            }
        ],
    }
}
CARD = {"version": 1, "title": "带走的 项目", "level": 2, "created": 1.5, "task": "classification"}
MARK = {"version": 1, "saved": 7, "blocks": 2}
PHOTO = encode_captured(np.full((24, 32, 3), 90, np.uint8))
WITNESS = "open({!r}, 'w').write('it ran')\n"


@pytest.fixture
def page(tmp_path):
    (tmp_path / "projects").mkdir()
    with closing(Page(tmp_path / "projects")) as opened:
        yield opened


def zipped(files: dict[str, bytes | str]) -> io.BytesIO:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data


def project(**more) -> dict:
    """The files of an exported project, and more."""
    files = {
        "project.json": json.dumps(CARD),
        "workspace.json": json.dumps({"sunmao": MARK, **HELLO}),
        "main.py": "print('你好')\n".encode(),
    }
    return {**files, **more}


def bring(page, data: io.BytesIO, name: str = "x.zip", key: str = ""):
    copy = io.BytesIO(data.getvalue())
    return page.ask(
        "POST", f"/api/projects/import?key={key}", data={"file": (copy, name)}, content_type="multipart/form-data"
    )


def test_how_far_it_is_can_be_asked_and_it_can_be_stopped(page, monkeypatch):
    """Asked and stopped from inside, after the third file: no race."""
    seen, key = [], "abcdefgh"

    def unpack(*given):
        seen.append(page.ask("GET", f"/api/imports/{key}").json)
        if len(seen) == 3 and stops:
            assert page.ask("DELETE", f"/api/imports/{key}").json == {"stopping": True}
        return real(*given)

    real = import_zip.unpack
    monkeypatch.setattr(import_zip, "unpack", unpack)
    packed = zipped(project(**{f"data/x/{number}.txt": "x" for number in range(10)}))
    before = tree(page.studio.config.projects)
    for stops in (True, False):
        seen.clear()
        answer = bring(page, packed, key=key)
        if stops:
            assert answer.status_code == 409 and "Nothing was imported" in answer.json["text"]["en"]
            assert seen[-1] == {"done": 2, "total": 10} and tree(page.studio.config.projects) == before
        else:
            assert answer.status_code == 201 and seen == [{"done": done, "total": 10} for done in range(10)]
        assert page.ask("GET", f"/api/imports/{key}").json == {"done": 0, "total": 0}
    assert page.ask("DELETE", f"/api/imports/{key}").json == {"stopping": False}


def tree(folder) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_project_comes_back_as_it_went(page):
    root = page.studio.config.projects
    first = page.make("数字 识别")
    page.ask("PUT", f"/api/projects/{first}/workspace", {"workspace": HELLO, "base": 1})
    for path in ("data/猫/1.png", "data/猫/é.txt", "models/a.pth", "checkpoints/cls/best.pth", "loose.jpg"):
        (root / first / path).parent.mkdir(parents=True, exist_ok=True)
        (root / first / path).write_bytes(path.encode() * 100_000)
    (root / first / "runs" / "2026-01-01_00-00-00").mkdir()
    (root / first / "runs" / "2026-01-01_00-00-00" / "summary.json").write_text("{}")
    (root / first / "data" / ".hidden").write_text("x")
    if hasattr(os, "mkfifo"):
        os.mkfifo(root / first / "data" / "pipe.jpg")
    before = {
        path: data
        for path, data in tree(root / first).items()
        if not path.startswith("runs/") and ".hidden" not in path
    }
    away = page.ask("GET", f"/api/projects/{first}/export/project.zip")
    assert away.mimetype == "application/zip" and "filename*=UTF-8''%E6%95%B0" in away.headers["Content-Disposition"]
    assert away.headers["Content-Disposition"].isascii()
    answer = bring(page, io.BytesIO(away.data))
    assert answer.status_code == 201, answer.text
    brought = answer.json
    assert (brought["title"], brought["workspace"], brought["version"], brought["left_out"], brought["differs"]) == (
        "数字 识别 2",  # the first is still there
        HELLO,
        2,
        [],
        False,
    )
    after = tree(root / brought["id"])
    cards = [json.loads(files.pop("project.json")) for files in (before, after)]
    assert brought["id"] != first and after == before
    assert cards[1] == {**cards[0], "title": "数字 识别 2"}
    assert [row["version"] for row in page.get(f"/api/projects/{brought['id']}/versions")] == [2, 1]
    # Saving goes on where it was.
    assert (
        page.ask("PUT", f"/api/projects/{brought['id']}/workspace", {"workspace": {}, "base": 2}).json["version"] == 3
    )


@pytest.mark.slow
def test_what_goes_to_the_bin_meanwhile_is_no_whole_zip_and_no_copy(page, monkeypatch):
    root = page.studio.config.projects
    first = page.make("one")
    for name in ("a.bin", "b.bin"):
        (root / first / "data" / name).write_bytes(os.urandom(3_000_000))
    pieces = stream_project(page.studio.projects.get(first))
    next(pieces)
    page.ask("DELETE", f"/api/projects/{first}")
    with pytest.raises(OSError):
        list(pieces)
    page.ask("POST", f"/api/projects/{first}/restore")
    opened = files.open_parts

    def late(*found):
        page.ask("DELETE", f"/api/projects/{first}")
        return opened(*found)

    monkeypatch.setattr(files, "open_parts", late)
    assert page.ask("POST", f"/api/projects/{first}/duplicate", {"title": "two"}).status_code == 404
    assert page.get("/api/projects") == []


def test_a_duplicate_is_a_second_project_without_runs_and_history(page):
    root = page.studio.config.projects
    first = page.make("one")
    page.ask("PUT", f"/api/projects/{first}/workspace", {"workspace": HELLO, "base": 1})
    page.ask("PATCH", f"/api/projects/{first}", {"level": 3})
    for path in ("data/cats/1.png", "models/a.pth", "runs/old.txt"):
        (root / first / path).parent.mkdir(parents=True, exist_ok=True)
        (root / first / path).write_bytes(path.encode())
    if hasattr(os, "mkfifo"):
        os.mkfifo(root / first / "data" / "pipe.jpg")
        os.symlink("cats", root / first / "data" / "link")
    answer = page.ask("POST", f"/api/projects/{first}/duplicate", {"title": "one copy"})
    assert answer.status_code == 201
    second = answer.json
    assert (second["title"], second["level"], second["workspace"], second["version"], second["run"]) == (
        "one copy",
        3,
        HELLO,
        1,
        None,
    )
    copied = root / second["id"]
    assert (copied / "data" / "cats" / "1.png").read_bytes() == b"data/cats/1.png" and (
        copied / "models" / "a.pth"
    ).exists()
    assert os.listdir(copied / "runs") == [] and os.listdir(copied / "history") == ["000001.json"]
    if hasattr(os, "mkfifo"):
        assert os.readlink(copied / "data" / "link") == "cats" and not (copied / "data" / "pipe.jpg").exists()
    page.ask("PUT", f"/api/projects/{second['id']}/workspace", {"workspace": {}, "base": 1})
    assert page.get(f"/api/projects/{first}")["workspace"] == HELLO
    (root / first / "workspace.json").write_bytes(b"")
    assert page.ask("POST", f"/api/projects/{first}/duplicate", {"title": "x"}).status_code == 409


@pytest.mark.process
@pytest.mark.fault("B17")
def test_a_zip_whose_program_is_not_what_its_blocks_make(page, tmp_path, row):
    """Opening runs nothing, the page is told, and Run runs the blocks; links in history/ and `..` in project.json lead
    nowhere.
    """
    witness, secret = tmp_path / "witness", tmp_path / "secret.json"
    secret.write_text(json.dumps({"sunmao": MARK, **HELLO}))
    card = {**CARD, "title": "../../outside", "id": "../..", "folder": "../../outside"}
    data = zipped(
        project(
            **{
                "project.json": json.dumps(card),
                "main.py": WITNESS.format(str(witness)),
                "print.py": WITNESS.format(str(witness)),
            }
        )
    )
    with zipfile.ZipFile(data, "a") as archive:
        link = zipfile.ZipInfo("history/000003.json")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, str(secret))
        archive.writestr("history/000007.json", json.dumps({"sunmao": MARK, **HELLO}))
    answer = bring(page, data)
    assert answer.status_code == 201, answer.text
    brought, root = answer.json, page.studio.config.projects
    assert (
        brought["differs"] is True
        and brought["title"] == "../../outside"
        and brought["program"]["python"] == "print('你好')\n"
    )
    assert {found["name"] for found in brought["left_out"]} == {"print.py", "history/000003.json"}
    assert [path.name for path in root.iterdir() if path.name != ".sunmao"] == [brought["id"]] and brought[
        "id"
    ].isalpha()
    assert [found["version"] for found in page.get(f"/api/projects/{brought['id']}/versions")] == [7]
    assert (root / brought["id"] / "main.py").read_text(encoding="utf-8") == "print('你好')\n"
    run = page.ask("POST", f"/api/projects/{brought['id']}/runs", {"workspace": HELLO, "base": 7}).json["run"]
    assert page.studio.runs.end(brought["id"])
    assert run["python"] == "print('你好')\n" and not witness.exists()
    why = next(found["why"] for found in brought["left_out"] if found["name"] == "history/000003.json")
    row(
        saw=why,
        kept="nothing ran at import or opening; Run ran what the blocks make; nothing was written outside its new folder",
    )


@pytest.mark.process
@pytest.mark.fault("B17")
def test_a_folder_that_was_copied_by_hand(page, tmp_path, row):
    """The same from a memory stick, without a zip: links in history/ are no versions, main.py is not run, `..` names no
    folder.
    """
    folder, witness = page.studio.config.projects / "from a stick", tmp_path / "witness"
    (folder / "history").mkdir(parents=True)
    (folder / "project.json").write_text(json.dumps({**CARD, "title": "../up"}), encoding="utf-8")
    (folder / "workspace.json").write_text(json.dumps({"sunmao": MARK, **HELLO}), encoding="utf-8")
    (folder / "main.py").write_text(WITNESS.format(str(witness)), encoding="utf-8")
    if hasattr(os, "symlink"):
        os.symlink(folder / "workspace.json", folder / "history" / "000002.json")
        os.symlink("/dev/zero", folder / "history" / "000003.json")
    found = page.get("/api/projects/from%20a%20stick")
    assert found["title"] == "../up" and found["program"]["python"] == "print('你好')\n"
    assert page.get("/api/projects/from%20a%20stick/versions") == []
    assert page.ask("GET", "/api/projects/from%20a%20stick/versions/3").status_code == 404
    assert page.get("/api/projects/from%20a%20stick/versions/7")["workspace"] == HELLO
    page.ask("POST", "/api/projects/from%20a%20stick/runs", {"workspace": HELLO, "base": 7})
    assert page.studio.runs.end("from a stick") and not witness.exists()
    assert (folder / "main.py").read_text(encoding="utf-8") == "print('你好')\n"
    row(saw="", kept="main.py was not run; no link of the history was followed; the program shown is the one that ran")


OUTSIDE = [
    "../workspace.json",
    "data/../../x.png",
    "/data/x.png",
    "C:/data/x.png",
    "..\\data\\x.png",
    "data/..\\..\\x",
    "\\\\host\\share\\x",
]


@pytest.mark.slow
@pytest.mark.parametrize("name", OUTSIDE)
def test_a_zip_that_reaches_outside_is_not_opened(page, tmp_path, name):
    answer = bring(page, zipped(project(**{name: b"x"})))
    assert answer.status_code == 400 and "somewhere else" in answer.json["text"]["en"]
    assert page.get("/api/projects") == [] and tree(tmp_path / "projects").keys() <= {".sunmao/settings.json"}


@pytest.mark.slow
def test_what_is_no_part_of_a_project_is_left_out_and_named(page):
    files = project(
        **{
            "data/cats/1.png": b"x",
            "data/CON.txt": b"x",
            "data/a<b>.png": b"x",
            "data/Cat.txt": b"1",
            "data/cat.txt": b"2",
            "data/" + "n" * 300: b"x",
            "data/same": b"x",
            "data/same/inside": b"x",
            "data/zeros.bin": bytes(210 * 1024 * 1024),
            "runs/1/events.jsonl": b"x",
            "torch.py": b"x",
            "history/notes.txt": b"x",
            "__MACOSX/data/._1.png": b"x",
            ".DS_Store": b"x",
            "data/.git/x": b"x",
            "setup.cfg": b"x",
            "models/m.onnx": b"x",
        }
    )
    data = zipped({f"my project/{name}": content for name, content in files.items()})
    answer = bring(page, data)
    assert answer.status_code == 201, answer.text
    left = {found["name"].removeprefix("my project/")[:20]: found["why"]["en"] for found in answer.json["left_out"]}
    assert {name: words.split()[-1] for name, words in left.items()} == {
        "data/cat.txt": "already",
        "data/" + "n" * 15: "long",
        "data/same/inside": "already",
        "data/zeros.bin": "large",
        "runs/1/events.jsonl": "behind",
        "torch.py": "project",
        "history/notes.txt": "project",
        "data/.git/x": "hidden",
        "setup.cfg": "project",
    }
    made = page.studio.config.projects / answer.json["id"]
    assert (
        set(tree(made / "data")) == {"cats/1.png", "CON-1.txt", "a＜b＞.png", "Cat.txt", "same"}
        and (made / "models" / "m.onnx").exists()
    )


def test_names_from_an_old_chinese_windows(page):
    raw = zipped(project(**{"data/@@/1.png": b"x"})).getvalue().replace(b"@@", "狗".encode("gbk"))
    answer = bring(page, io.BytesIO(raw))
    assert answer.status_code == 201, answer.text
    assert (page.studio.config.projects / answer.json["id"] / "data" / "狗" / "1.png").exists()


REFUSED = {
    "no zip": (lambda: io.BytesIO(b"hello"), 400, "not a zip"),
    "cut": (lambda: io.BytesIO(zipped(project()).getvalue()[:-30]), 400, "damaged"),
    "a data set": (lambda: zipped({"cats/1.png": b"x", "dogs/1.png": b"x"}), 400, "no Sunmao project"),
    "two projects": (lambda: zipped({f"{name}/workspace.json": "{}" for name in "ab"}), 400, "Several"),
    "newer card": (lambda: zipped(project(**{"project.json": json.dumps({**CARD, "version": 999})})), 409, "newer"),
    "newer blocks": (
        lambda: zipped(project(**{"workspace.json": json.dumps({"sunmao": {**MARK, "version": 999}})})),
        409,
        "newer",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", REFUSED)
def test_zips_that_are_not_taken(page, kind):
    make, status, words = REFUSED[kind]
    answer = bring(page, make())
    assert answer.status_code == status and words in answer.json["text"]["en"]
    assert page.get("/api/projects") == [] and os.listdir(page.studio.config.projects / ".sunmao" / "bin") == []


def test_the_hostile_archives(page, shared):
    """None of them is a project; what they do to whoever opens them does not happen."""
    for path in sorted((shared / "data" / "hostile" / "zips").glob("*.zip")):
        answer = bring(page, io.BytesIO(path.read_bytes()))
        assert answer.status_code == 400 and answer.json["text"]["zh"], path.name
    assert page.get("/api/projects") == []


def test_damaged_blocks_come_as_they_are_with_their_history(page):
    good = json.dumps({"sunmao": {**MARK, "saved": 6}, **HELLO})
    answer = bring(page, zipped(project(**{"workspace.json": b"\0" * 50, "history/000006.json": good})))
    assert answer.status_code == 201 and answer.json["damaged"]["good"]["version"] == 6
    assert (page.studio.config.projects / answer.json["id"] / "workspace.json").read_bytes() == b"\0" * 50
    assert page.ask("POST", f"/api/projects/{answer.json['id']}/versions/6/restore").json["workspace"] == HELLO


def test_more_than_a_project_may_have(page, monkeypatch):
    monkeypatch.setattr("sunmao.server.projects.import_zip.TOTAL_BYTES", 1000)
    answer = bring(page, zipped(project(**{"data/a.bin": os.urandom(600), "data/b.bin": os.urandom(600)})))
    assert answer.status_code == 400 and "too large" in answer.json["text"]["en"]
    monkeypatch.undo()
    monkeypatch.setattr("sunmao.server.projects.import_zip.MAX_FILES", 5)
    answer = bring(page, zipped(project(**{f"data/{number}.bin": b"" for number in range(6)})))
    assert answer.status_code == 400 and "too many files" in answer.json["text"]["en"]
    monkeypatch.undo()
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 0}))
    answer = bring(page, zipped(project(**{"data/a.bin": os.urandom(600)})))
    assert answer.status_code == 507 and "MB" in answer.json["text"]["en"] and page.get("/api/projects") == []


def test_an_import_that_breaks_leaves_nothing(page, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sunmao.server.storage.files.sync_tree", full)
    assert bring(page, zipped(project(**{"data/a.bin": b"x"}))).status_code == 507
    assert page.get("/api/projects") == [] and os.listdir(page.studio.config.projects / ".sunmao") == ["bin"]


PICTURE = "data/pets/cat/1.png"
EDITS = "data/pets/.edits.jsonl"


def edit_pets(folder) -> None:
    """A data set of two pictures, one of which was relabeled and one deleted, and that taken back."""
    for label in ("cat", "dog"):
        picture = folder / "data" / "pets" / label / "1.png"
        picture.parent.mkdir(parents=True)
        picture.write_bytes(encode_png(np.full((8, 8, 3), 90, np.uint8)))
    edits = EditLog(folder / "data" / "pets")
    edits.append("relabel", {"cat/1.png": PictureEdit(labels=("dog",))}, {"label": "dog", "from": ["cat"]})
    edits.append("delete", {"dog/1.png": PictureEdit(deleted=True)})
    edits.undo()


@pytest.mark.parametrize("way", ["zip", "copy"])
@pytest.mark.slow
def test_edits_of_a_data_set_travel_with_the_project_and_are_undone_there(page, way):
    source = page.make()
    folder = page.studio.projects.get(source).folder
    edit_pets(folder)
    if way == "zip":
        data = io.BytesIO(page.ask("GET", f"/api/projects/{source}/export/project.zip").data)
        there = bring(page, data).json["id"]
    else:
        there = page.studio.projects.duplicate(source, "二").id
    edits, own = (EditLog(page.studio.projects.get(each).folder / "data" / "pets") for each in (there, source))
    assert edits.version == own.version == 3 and edits.compute_state() == own.compute_state()
    path = f"/api/projects/{there}/datasets/pets/edits"
    while page.ask("GET", f"/api/projects/{there}/datasets/pets").json.get("coming"):
        time.sleep(0.05)
    said = page.ask("GET", path).json
    assert [each["active"] for each in said["edits"]] == [False, True] and said["undo"]["detail"]["label"] == "dog"
    assert page.ask("POST", f"{path}/undo", json={}).json["edit"]["kind"] == "relabel"
    dataset = Dataset(page.studio.projects.get(there).folder / "data" / "pets")
    assert dataset.count_pictures(label="cat") == 1
    assert own.compute_state()["cat/1.png"].labels == ("dog",), "the project that it came from is another one"


ODD = {
    "id": "a",
    "at": 5,
    "kind": "delete",
    "detail": {},
    "changes": {"cat/1.png": {"deleted": True}},
}


@pytest.mark.long
@pytest.mark.parametrize(
    "line",
    [
        b"[" * 200_000,
        b"\xff\xfe\x00",
        json.dumps({**ODD, "at": float("inf")}).encode(),
        json.dumps({**ODD, "at": -1}).encode(),
        json.dumps({**ODD, "at": 10**400}).encode(),
        json.dumps({**ODD, "detail": {"from": None}}).encode(),
        json.dumps({**ODD, "detail": {"label": {"a": 1}}}).encode(),
        json.dumps({**ODD, "detail": {"classes": 7}}).encode(),
        json.dumps({**ODD, "changes": {"../../../workspace.json": {"deleted": True}}}).encode(),
        json.dumps({**ODD, "changes": {"/etc/passwd": {"deleted": True}}}).encode(),
        json.dumps({**ODD, "changes": {"cat/1.png": {"labels": [7]}}}).encode(),
        json.dumps({"undo": {"a": 1}}).encode(),
        json.dumps({"undo": "nothing"}).encode(),
    ],
)
@pytest.mark.slow
def test_a_log_of_edits_from_elsewhere_is_checked(page, line):
    right = json.dumps({**ODD, "id": "b", "changes": {"cat/1.png": {"labels": ["dog"]}}}).encode()
    image = encode_png(np.full((8, 8, 3), 90, np.uint8))
    packed = zipped(project(**{PICTURE: image, EDITS: line + b"\n" + right + b"\n"}))
    there = bring(page, packed).json["id"]
    folder = page.studio.projects.get(there).folder
    before = (folder / "workspace.json").read_bytes()
    path = f"/api/projects/{there}/datasets/pets"
    while page.ask("GET", path).json.get("coming"):
        time.sleep(0.05)
    answer = page.ask("GET", f"{path}/edits")
    assert answer.status_code == 200 and [each["id"] for each in answer.json["edits"]] == ["b"]
    assert json.loads(answer.text, parse_constant=pytest.fail)
    assert page.ask("POST", f"{path}/edits/empty-bin", json={}).json["emptied"] == 0
    assert EditLog(folder / "data" / "pets").damaged == 1
    assert (folder / "workspace.json").read_bytes() == before
    assert Dataset(folder / "data" / "pets").count_pictures(label="dog") == 1


def test_a_log_of_edits_elsewhere_in_the_zip_is_left_out(page):
    places = (".edits.jsonl", "data/.edits.jsonl", "data/a/b/.edits.jsonl", "models/a/.edits.jsonl")
    hidden = dict.fromkeys(places, b"{}")
    answer = bring(page, zipped(project(**hidden))).json
    folder = page.studio.projects.get(answer["id"]).folder
    assert not list(folder.rglob(".edits.jsonl"))
    assert {each["name"] for each in answer["left_out"]} == {*places}


def test_a_zip_holds_what_was_asked_for_and_says_so_before(page):
    """History and the weights from the middle of a training stay behind; where there are no others, they are the
    model.
    """
    made = page.make("带走")
    page.ask("PUT", f"/api/projects/{made}/workspace", {"workspace": HELLO, "base": 1})
    folder = page.studio.config.projects / made
    weights = (
        "models/a/best_accuracy_epoch_3.pth",
        "models/a/latest.pth",
        "models/a/epoch_2.pth",
        "models/b/latest.pth",
    )
    for path in (*weights, "models/a.onnx", "data/cat/1.png"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(b"12345")
    measured = page.get(f"/api/projects/{made}/export")
    sizes = measured["parts"]
    assert measured["file"] == "带走.zip"
    counts = {part: said["files"] for part, said in sizes.items()}
    assert (
        counts == {"data": 1, "bin": 0, "models": 3, "unfinished": 2, "history": 2}
        and sizes["unfinished"]["bytes"] == 10
    )
    address = f"/api/projects/{made}/export/project.zip"
    whole, less = (
        set(zipfile.ZipFile(io.BytesIO(page.ask("GET", address + asked).data)).namelist())
        for asked in ("", "?without=history&without=unfinished")
    )
    gone = {"models/a/latest.pth", "models/a/epoch_2.pth", "history/000001.json", "history/000002.json"}
    assert whole - less == gone and whole > less


def test_what_was_thrown_away_stays_behind(page):
    """Unless it is asked for; and there a new picture under its name is no deleted one."""
    made = page.make("收走")
    folder = page.studio.config.projects / made / "data/photos"
    for _ in range(3):
        save_image_bytes(folder, "cat", PHOTO)
    EditLog(folder).append("delete", {"cat/2.jpg": PictureEdit(deleted=True), "cat/3.jpg": PictureEdit(deleted=True)})
    sizes = page.get(f"/api/projects/{made}/export")["parts"]
    assert (sizes["bin"], sizes["data"]["files"]) == ({"files": 2, "bytes": 2 * len(PHOTO)}, 3)  # with its two notes
    address = f"/api/projects/{made}/export/project.zip"
    whole, less = (page.ask("GET", address + asked).data for asked in ("", "?without=bin"))
    gone = {"data/photos/cat/2.jpg", "data/photos/cat/3.jpg"}
    names = [set(zipfile.ZipFile(io.BytesIO(data)).namelist()) for data in (whole, less)]
    assert names[0] - names[1] == gone
    brought = [
        page.studio.config.projects / bring(page, io.BytesIO(data)).json["id"] / "data/photos" for data in (whole, less)
    ]
    for there in brought:
        save_image_bytes(there, "cat", PHOTO)
    assert [Dataset(there).count_pictures() for there in brought] == [2, 2]
    assert [sorted(os.listdir(there / "cat")) for there in brought] == [
        ["1.jpg", "2.jpg", "3.jpg", "4.jpg"],
        ["1.jpg", "2.jpg"],
    ]


def test_files_are_as_old_as_where_they_come_from(page):
    """A version bears the time of its save; a date that is yet to come is none."""
    made = page.make("old")
    page.ask("PUT", f"/api/projects/{made}/workspace", {"workspace": HELLO, "base": 1})
    history = page.studio.config.projects / made / "history"
    then = time.mktime((2024, 5, 6, 7, 8, 10, 0, 0, -1))
    os.utime(history / "000001.json", (then, then))
    data = io.BytesIO(page.ask("GET", f"/api/projects/{made}/export/project.zip").data)
    rows = page.get(f"/api/projects/{bring(page, data).json['id']}/versions")
    assert rows[-1]["version"] == 1 and rows[-1]["saved"] == then
    info = zipfile.ZipInfo("models/a.pth", (2099, 1, 1, 0, 0, 0))
    data = zipped(project())
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr(info, b"x")
    brought = page.studio.config.projects / bring(page, data).json["id"]
    assert (brought / "models/a.pth").stat().st_mtime <= time.time()
