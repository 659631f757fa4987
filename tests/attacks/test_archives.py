"""Project zips made to cost more than they weigh: a sentence for what stays behind, and nobody else waits."""

import io
import json
import zipfile
from urllib.parse import quote

import pytest

from sunmao.data.edits.edit_log import FILE
from sunmao.data.edits.log_extent import MAX_ENTRIES

CARD = json.dumps({"version": 1, "title": "brought", "level": 1})


def make_zip(files: dict[str, bytes | str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return data.getvalue()


def bring(near, data: bytes) -> tuple[int, dict]:
    """Import a zip as the page does: status and answer."""
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.zip"\r\n\r\n'
    kind = {**near.change, "Content-Type": "multipart/form-data; boundary=x"}
    status, _, answer = near.ask("POST", "/api/projects/import", kind, head + data + b"\r\n--x--\r\n")
    return status, json.loads(answer)


@pytest.mark.fault("H6")
@pytest.mark.parametrize("depth", [51, 2000, 20_000])
def test_a_path_of_very_many_folders(target, row, depth):
    before = len(target.log)
    deep = {
        "project.json": CARD,
        f"data/{'d/' * depth}a.png": b"x",
        "data/pets/cat/1.png": b"x",
        f"__MACOSX/{'d/' * depth}a.png": b"x",
    }
    status, answer = bring(target.near, make_zip(deep))
    assert status == 201, answer
    assert [each["why"]["en"] for each in answer["left_out"]] == ["it lies too many folders deep"]
    assert (target.studio.projects / answer["id"] / "data" / "pets" / "cat" / "1.png").is_file()
    assert len(target.log) - before < 4096 and "Traceback" not in target.log[before:]
    row(saw=answer["left_out"][0]["why"], kept="everything else of the zip, and the studio's log")


@pytest.mark.fault("H6")
def test_a_path_that_no_disk_takes(target, row):
    """Each name and the number of folders are as they may be; all together are too long."""
    long = f"data/{('d' * 190 + '/') * 40}a.png"
    status, answer = bring(target.near, make_zip({"project.json": CARD, long: b"x", "data/pets/cat/1.png": b"x"}))
    assert status == 201 and len(answer["left_out"]) == 1, answer
    row(saw=answer["left_out"][0]["why"], kept="everything else of the zip")


@pytest.mark.fault("H6")
def test_a_zip_of_very_many_projects(target, row):
    status, answer = bring(target.near, make_zip({f"{number}/project.json": CARD for number in range(20_000)}))
    assert status == 400 and answer["text"]["zh"]
    row(saw=answer["text"], kept="nothing was made")


@pytest.mark.fault("H4")
@pytest.mark.long
def test_a_log_of_edits_that_is_too_long_stays_behind(target, row):
    lines = [json.dumps({"id": "a", "at": 1, "kind": "delete"})]
    lines += [json.dumps({("undo", "redo")[number % 2]: "a"}) for number in range(MAX_ENTRIES)]
    files = {"project.json": CARD, f"data/pets/{FILE}": "\n".join([*lines, ""]), "data/pets/cat/1.png": b"x"}
    data = make_zip(files)
    status, answer = bring(target.near, data)
    assert status == 201, answer
    assert [each["name"] for each in answer["left_out"]] == [f"data/pets/{FILE}"]
    edits = target.near.json("GET", f"/api/projects/{quote(answer['id'])}/datasets/pets/edits")
    assert edits["version"] == 0
    row(saw=answer["left_out"][0]["why"], kept=f"the pictures; {len(data)} bytes of zip, read in a process of its own")
