"""Dropped zips and folders become whole data sets, as the process of a job makes them; nothing is written elsewhere."""

import io
import json
import tarfile
import threading
import zipfile
from contextlib import closing
from pathlib import Path

import cv2
import numpy as np
import psutil
import pytest

from sunmao.data.convert import SAID
from sunmao.data.files.zip_archive import decode_names
from sunmao.errors import BadData
from sunmao.server.app import job_functions
from sunmao.server.storage.files import STRAY
from tests.support.app_client import Page
from tests.support.limits import HANG_TIMEOUT, poll_until
from tests.support.paths import ROOT
from tests.support.studio import ApiClient, start_studio, stop_studio


def picture(color: int = 0, ending: str = ".png") -> bytes:
    """A small picture of one color."""
    return cv2.imencode(ending, np.full((20, 20, 3), color, np.uint8))[1].tobytes()


class Alone:
    """A job's studio that only hears how far it is."""

    def __init__(self):
        self.heard = []

    def progress(self, done: int, total: int) -> None:
        self.heard.append((done, total))


def dropped(folder: Path, files: dict[str, bytes], name: str = "cats") -> dict:
    """Make `folder`/set of dropped files, received as the studio receives them."""
    folder.mkdir(exist_ok=True)
    parts = []
    with open(folder / "upload", "wb") as upload:
        for path, data in files.items():
            parts.append([path, upload.tell(), len(data)])
            upload.write(data)
    (folder / "parts.json").write_text(json.dumps(parts))
    return job_functions.import_dataset(Alone(), str(folder), None, str(folder / "set"), name)


def unzipped(folder: Path, archive: bytes, name: str = "cats") -> dict:
    """As `dropped`, of a zip."""
    folder.mkdir(exist_ok=True)
    (folder / "upload").write_bytes(archive)
    return job_functions.import_dataset(Alone(), str(folder), None, str(folder / "set"), name)


def zipped(files: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


TWO = {"set/cat/1.png": picture(1), "set/cat/2.png": picture(2), "set/dog/1.png": picture(3)}


def tree(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "classes.txt"
    )


def test_a_folder_and_a_zip_become_the_same(tmp_path):
    answers = [dropped(tmp_path / "a", TWO), unzipped(tmp_path / "b", zipped(TWO))]
    assert answers[0] == answers[1]
    assert answers[0]["classes"] == [{"name": "cat", "count": 2}, {"name": "dog", "count": 1}]
    assert tree(tmp_path / "a" / "set") == tree(tmp_path / "b" / "set") == ["cat/1.png", "cat/2.png", "dog/1.png"]


def test_what_is_no_picture_is_named_and_counted(tmp_path):
    junk = {f"set/cat/{n}.jpg": b"" for n in range(10, 30)}
    more = {"set/cat/page.jpg": b"<html>", "set/dog/cut.png": picture(9)[:-20], "set/dog/.DS_Store": b"x"}
    answer = dropped(tmp_path, {**TWO, **junk, **more})
    why = [(row["name"], row.get("count"), row["why"]["en"]) for row in answer["left_out"]]
    assert len([row for row in why if row[2] == "it is empty"]) == SAID + 1
    assert ("…", 15, "it is empty") in why
    assert ("set/cat/page.jpg", None, "it is no picture") in why
    assert ("set/dog/cut.png", None, "it is damaged") in why
    assert answer["pictures"] == 3 and not any(".DS_Store" in row[0] for row in why)


def test_classes_that_differ_in_case_stay_apart(tmp_path):
    answer = dropped(tmp_path, {"s/Cat/1.png": picture(1), "s/cat/1.png": picture(2), "s/dog/1.png": picture(3)})
    assert answer["renamed"] == [{"name": "cat", "to": "cat-2"}]
    assert any("upper and lower case" in finding["en"] for finding in answer["findings"])
    assert {path.split("/")[0] for path in tree(tmp_path / "set")} == {"Cat", "cat-2", "dog"}


def test_names_that_windows_cannot_write_get_their_twins(tmp_path):
    answer = dropped(tmp_path, {"s/a<b>?/1.png": picture(1), "s/CON/aux.png": picture(2), "s/x. /1.png": picture(3)})
    assert tree(tmp_path / "set") == ["CON-1/aux-1.png", "a＜b＞？/1.png", "x/1.png"]
    assert {row["name"] for row in answer["renamed"]} == {"a<b>?", "CON", "x. "}


def test_the_list_of_classes_keeps_its_order_and_their_new_names(tmp_path):
    files = {f"s/training_set/{label}/1.png": picture(n) for n, label in enumerate(["b", "a", "c?"])}
    files |= {"s/val_set/a/2.png": picture(7), "s/classes.txt": b"c?\nb\na\n"}
    answer = dropped(tmp_path, files)
    assert [row["name"] for row in answer["classes"]] == ["c？", "b", "a"]


@pytest.mark.parametrize(
    "name", ["../x.png", "a/../../x.png", "/x/a.png", "C:/x/a.png", "..\\x\\a.png", "C:\\x.png", "\\\\host\\a\\b.png"]
)
def test_names_that_reach_outside_refuse_everything(tmp_path, name):
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    for make, given in ((dropped, {**TWO, name: picture()}), (unzipped, zipped({**TWO, name: picture()}))):
        with pytest.raises(BadData, match="somewhere else"):
            make(inside / "made", given)
    assert tree(tmp_path) == ["a/b/made/parts.json", "a/b/made/upload"] or tree(tmp_path) == ["a/b/made/upload"]


def test_pictures_without_classes_may_be_labeled_later(tmp_path):
    answer = dropped(tmp_path, {"1.png": picture(1), "2.png": picture(2)})
    assert (answer["classes"], answer["pictures"]) == ([], 2)
    assert "one folder for each class" in " ".join(finding["en"] for finding in answer["findings"])
    assert str(tmp_path) not in json.dumps(answer)


def test_nothing_that_can_be_used_leaves_nothing(tmp_path):
    with pytest.raises(BadData, match="no pictures"):
        dropped(tmp_path, {"s/cat/notes.txt": b"x"})
    assert not (tmp_path / "set").exists()


def test_names_in_other_encodings():
    chinese = ["石头/1.png", "剪刀/1.png"]
    assert decode_names([name.encode("gbk") for name in chinese]) == chinese
    assert decode_names([name.encode() for name in chinese]) == chinese
    # 石头 in GBK is accidentally right UTF-8 as well: the other names of the zip decide.
    assert decode_names([b"a/\xff\xfe\x80.png", *(name.encode("gbk") for name in chinese), "é"]) == [
        None,
        *chinese,
        "é",
    ]


def evil_tar(path: Path, mode: str) -> bytes:
    """Attacks of a tar: links that leave the folder, a chain of them past PATH_MAX, a hard link, a device, a name with
    `..`.
    """

    def add(name: str, kind: bytes, link: str = "", data: bytes = b"") -> None:
        info = tarfile.TarInfo(name)
        info.type, info.linkname, info.size = kind, link, len(data)
        archive.addfile(info, io.BytesIO(data))

    with tarfile.open(path, mode) as archive:
        steps = ["d" * 247] * 17
        for depth in range(len(steps)):  # CVE-2025-4517: realpath gives up behind so long a chain
            add("/".join([*steps[:depth], "l"]) if depth else "l0", tarfile.SYMTYPE, "/".join([".."] * depth) or ".")
            add("/".join(steps[: depth + 1]), tarfile.DIRTYPE)
        add("cats/link", tarfile.SYMTYPE, "../../../../")
        add("cats/link/pwned.png", tarfile.REGTYPE, data=picture())
        add("cats/hard.png", tarfile.LNKTYPE, "/etc/passwd")
        add("cats/device.png", tarfile.CHRTYPE)
        add("../pwned.png", tarfile.REGTYPE, data=picture())
        for name, data in TWO.items():
            add(name, tarfile.REGTYPE, data=data)
    return path.read_bytes()


@pytest.mark.fault("E4")
@pytest.mark.parametrize("mode", ["w:gz", "w:bz2", "w:xz", "w"])
def test_tars_are_not_opened(tmp_path, mode, row):
    inside = tmp_path / "a" / "project"
    inside.mkdir(parents=True)
    data = evil_tar(tmp_path / "set.tar", mode)
    (tmp_path / "set.tar").unlink()
    with pytest.raises(BadData) as error:
        unzipped(inside / "tar", data)
    said = {lang: error.value.text(lang) for lang in ("zh", "en")}
    assert "zip" in said["zh"] and "zip" in said["en"]
    assert tree(tmp_path) == ["a/project/tar/upload"]
    # The same file inside a zip is not opened either.
    answer = unzipped(inside / "zip", zipped({**TWO, "set/cat/more.tar.gz": data}))
    assert answer["pictures"] == 3 and tree(inside / "zip" / "set") == ["cat/1.png", "cat/2.png", "dog/1.png"]
    row(saw=said, kept="nothing was written; the zip after it is imported")


@pytest.mark.fault("E4")
def test_nothing_of_ours_unpacks_tars(row):
    root = ROOT
    sources = [path for part in ("sunmao", "server", "codegen", "blocks") for path in (root / part).rglob("*.py")]
    assert len(sources) > 100
    for path in sources:
        words = path.read_text(encoding="utf-8")
        assert not any(word in words for word in ("tarfile", "extractall", "unpack_archive")), path
    row(saw="", kept="no module of ours imports tarfile or calls extractall")


def many(folder: Path) -> Path:
    """A folder of so many large pictures that its import takes seconds."""
    noise = np.random.default_rng(1).integers(0, 255, (600, 800, 3), np.uint8)
    data = cv2.imencode(".jpg", noise)[1].tobytes()
    for label in ("cat", "dog"):
        (folder / label).mkdir(parents=True)
        for n in range(250):
            (folder / label / f"{n}.jpg").write_bytes(data[:-2] + bytes([n, len(label)]) + data[-2:])
    return folder


def begun(visitor: ApiClient, source: Path, project: dict) -> str:
    """The id of an import that has begun to look at pictures."""
    base = f"/api/projects/{project['id']}"
    job = visitor.import_folder(project["id"], source, "set")
    while visitor.ask("GET", f"{base}/jobs/{job}")["done"] == 0:
        threading.Event().wait(0.02)
    return job


def helpers(process: int) -> list[psutil.Process]:
    return [
        each
        for each in psutil.Process(process).children(recursive=True)
        if "sunmao.server.app.job_process" in each.cmdline()
    ]


@pytest.mark.process
@pytest.mark.long
def test_a_job_or_studio_that_is_killed_leaves_no_half_data_set(tmp_path):
    """Canceled, the job killed, the studio killed with kill -9: nothing of the set is there, the source is as it was."""
    source, projects = many(tmp_path / "source"), tmp_path / "projects"
    studio = start_studio(projects)
    visitor = ApiClient(studio)
    project = visitor.ask("POST", "/api/projects", {"title": "p", "lang": "en"})
    data, base = projects / project["id"] / "data", f"/api/projects/{project['id']}"
    try:
        stopped = visitor.ask("DELETE", f"{base}/jobs/{begun(visitor, source, project)}")
        assert stopped["state"] == "stopped" and list(data.iterdir()) == []
        job = begun(visitor, source, project)
        for each in helpers(studio.process.pid):
            each.kill()
        while (said := visitor.ask("GET", f"{base}/jobs/{job}"))["state"] == "running":
            threading.Event().wait(0.02)
        (waiting,) = data.iterdir()  # it may be taken once more
        assert said["state"] == "failed" and STRAY.match(waiting.name) and not (waiting / "set").exists()
        begun(visitor, source, project)
        left = helpers(studio.process.pid)
    finally:
        studio.process.kill()
        studio.process.wait()
    assert psutil.wait_procs(left, timeout=HANG_TIMEOUT)[1] == [], "a job ends with its studio"
    assert all(STRAY.match(each.name) for each in data.iterdir())
    studio = start_studio(projects)
    try:
        poll_until(lambda: not list(data.iterdir()), "nothing unfinished")
        assert [row["name"] for row in ApiClient(studio).ask("GET", f"{base}/datasets") if not row["builtin"]] == []
    finally:
        stop_studio(studio)
    assert len(list(source.rglob("*.jpg"))) == 500


@pytest.mark.long
@pytest.mark.process
def test_many_uploads_cost_no_memory(tmp_path):
    """An upload goes straight to the disk, as a file beside the data sets; of a bomb inside nothing is unpacked."""
    bomb = zipped({**TWO, "set/cat/bomb.png": picture()[:33] + bytes(150_000_000)})
    with closing(Page(tmp_path)) as page:
        project = page.make()
        before = psutil.Process().memory_info().rss
        form = {"name": "p", "zip": (io.BytesIO(bomb), "p.zip")}
        job = page.done(
            project,
            page.ask("POST", f"/api/projects/{project}/datasets", data=form, content_type="multipart/form-data"),
        )
        assert psutil.Process().memory_info().rss - before < 60_000_000
        assert job["state"] == "failed" or job["result"]["pictures"] == 3
        assert not [each for each in (tmp_path / project / "data").iterdir() if STRAY.match(each.name)]
