"""The answers of the routes, asked through the application behind its authentication."""

import gzip
import io
import json
import zipfile
from contextlib import closing

import cv2
import numpy as np
import pytest

from sunmao.data.builtin.samples import SAMPLES
from sunmao.server.routes import page as page_routes
from tests.support.app_client import JSON, Page

HELLO = {
    "blocks": {
        "languageVersion": 0,
        "blocks": [
            {
                "type": "text_print",
                "id": "a",
                "inputs": {"TEXT": {"block": {"type": "text", "id": "b", "fields": {"TEXT": "你好"}}}},
            }
        ],
    }
}


def picture(color: int = 0, ending: str = ".png", side: int = 100) -> bytes:
    return cv2.imencode(ending, np.full((side, 2 * side, 3), color, np.uint8))[1].tobytes()


@pytest.fixture
def page(tmp_path):
    with closing(Page(tmp_path)) as opened:
        yield opened


def shape(answer, status: int) -> dict:
    """An error's JSON after checking that it has the one shape."""
    assert answer.status_code == status, answer.text
    said = answer.json
    assert (said["ok"], said["status"]) == (False, status)
    assert said["error"] and said["errors"] == [said["error"]] and set(said["text"]) == {"zh", "en"}
    return said


def test_the_session(page):
    session = page.get("/api/session")
    assert session["version"] and session["lang"] is None and session["level"] == 1
    assert type(session["clock"]) is int and isinstance(session["training"], bool)
    assert page.session.key not in str(session) and page.session.cookie not in str(session)


@pytest.mark.slow
def test_settings_are_remembered(page):
    assert page.ask("PUT", "/api/settings", {"lang": "zh", "level": 3}).json == {"lang": "zh", "level": 3}
    assert page.ask("PUT", "/api/settings", {"level": 2}).json == {"lang": "zh", "level": 2}
    with closing(Page(page.studio.config.projects)) as next_start:
        assert next_start.get("/api/session")["level"] == 2
    for wrong in ({"lang": "fr"}, {"level": 4}, {"level": True}, {"level": [1]}, {"other": 1}):
        shape(page.ask("PUT", "/api/settings", wrong), 400)


def test_damaged_settings_count_as_none(page):
    page.studio.settings.path.write_bytes(b"[" * 10_000)
    assert page.get("/api/session")["lang"] is None


@pytest.mark.slow
@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b"[" * 10_000, b'{"level": NaN}', b"\xff", b'{"a": ' + b"9" * 5000 + b"}"]
)
def test_what_is_no_json_object(page, body):
    shape(page.ask("PUT", "/api/settings", data=body or b" ", content_type=JSON), 400)


def test_unknown_addresses_and_methods(page):
    shape(page.ask("GET", "/api/nothing"), 404)
    shape(page.ask("DELETE", "/api/session"), 405)
    shape(page.ask("GET", "/api/projects/none"), 404)


def test_our_own_mistake_has_a_number_and_no_traceback(page, monkeypatch, caplog):
    monkeypatch.setattr(page.studio.projects, "list", lambda: 1 / 0)
    said = shape(page.ask("GET", "/api/projects"), 500)
    assert said["id"] in said["error"] and "ZeroDivision" not in json.dumps(said)
    assert said["id"] in caplog.text and "ZeroDivisionError" in caplog.text


@pytest.mark.slow
@pytest.mark.parametrize(("number", "status"), [("ENOSPC", 507), ("EROFS", 403), ("EACCES", 403), ("EIO", 503)])
def test_the_disk_says_what_is_wrong(page, monkeypatch, number, status):
    import errno

    project = page.make()

    def fail(*_):
        raise OSError(getattr(errno, number), number)

    monkeypatch.setattr("sunmao.core.atomic_files._write_new", fail)
    shape(page.ask("PUT", f"/api/projects/{project}/workspace", {"workspace": HELLO, "base": 1}), status)
    monkeypatch.undo()
    assert page.ask("PUT", f"/api/projects/{project}/workspace", {"workspace": HELLO, "base": 1}).status_code == 200


@pytest.mark.process
def test_a_project_from_its_making_to_the_bin(page):
    project = page.make("我的项目")
    answer = page.ask("PUT", f"/api/projects/{project}/workspace", {"workspace": HELLO, "base": 1}).json
    assert answer["version"] == 2 and answer["program"]["python"] == "print('你好')\n"
    found = page.get(f"/api/projects/{project}")
    assert (found["title"], found["workspace"], found["version"], found["run"], found["damaged"]) == (
        "我的项目",
        HELLO,
        2,
        None,
        None,
    )
    assert found["program"] == answer["program"]
    assert page.ask("PATCH", f"/api/projects/{project}", {"title": "新的", "level": 2}).json["title"] == "新的"
    assert page.get("/api/projects")[0]["blocks"] == found["program"]["count"]
    assert page.ask("DELETE", f"/api/projects/{project}").json == {"ok": True}
    assert page.get("/api/projects") == []
    assert page.ask("POST", f"/api/projects/{project}/restore").json["workspace"] == HELLO


@pytest.mark.process
@pytest.mark.fault("B7")
def test_two_pages_that_both_save(page, row):
    project, theirs = page.make(), {"blocks": {}}
    first = page.ask("PUT", f"/api/projects/{project}/workspace", {"workspace": HELLO, "base": 1})
    second = page.ask("PUT", f"/api/projects/{project}/workspace", {"workspace": theirs, "base": 1})
    assert first.status_code == 200
    assert shape(second, 409)["version"] == 2
    # Neither a rename nor a run is a way round the check.
    assert page.ask("PATCH", f"/api/projects/{project}", {"title": "renamed"}).json["id"] == project
    shape(page.ask("PUT", f"/api/projects/{project}/workspace", {"workspace": theirs, "base": 1}), 409)
    shape(page.ask("POST", f"/api/projects/{project}/runs", {"workspace": theirs, "base": 1}), 409)
    assert page.get(f"/api/projects/{project}")["workspace"] == HELLO
    copy = page.make("renamed copy")
    page.ask("PUT", f"/api/projects/{copy}/workspace", {"workspace": theirs, "base": 1})
    assert page.get(f"/api/projects/{copy}")["workspace"] == theirs
    row(
        saw=second.json["text"],
        kept="the first window's blocks stay; the second's became a project of its own; renaming and Run are checked too",
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        {},
        {"workspace": [], "base": 1},
        {"workspace": {}, "base": "1"},
        {"workspace": {}, "base": True},
        {"workspace": None, "base": 1},
    ],
)
def test_a_save_that_is_none(page, body):
    shape(page.ask("PUT", f"/api/projects/{page.make()}/workspace", body), 400)


@pytest.mark.process
def test_a_workspace_that_is_too_large(page):
    project = page.make()
    large = {"workspace": {"x": "x" * 9_000_000}, "base": 1}
    shape(page.ask("PUT", f"/api/projects/{project}/workspace", large), 413)
    assert page.get(f"/api/projects/{project}")["version"] == 1


@pytest.mark.process
def test_a_damaged_project_says_so_and_can_go_back(page):
    project = page.make()
    page.ask("PUT", f"/api/projects/{project}/workspace", {"workspace": HELLO, "base": 1})
    (page.studio.config.projects / project / "workspace.json").write_bytes(b"\0" * 100)
    found = page.get(f"/api/projects/{project}")
    assert found["damaged"]["good"]["version"] == 2 and found["workspace"] == {}
    shape(page.ask("PUT", f"/api/projects/{project}/workspace", {"workspace": {}, "base": 0}), 409)
    shape(page.ask("GET", f"/api/projects/{project}/export/main.py"), 409)
    assert [row["version"] for row in page.get(f"/api/projects/{project}/versions")] == [2, 1]
    assert page.ask("POST", f"/api/projects/{project}/versions/2/restore").json["workspace"] == HELLO
    shape(page.ask("POST", f"/api/projects/{project}/versions/99/restore"), 404)


def test_the_program_as_a_file(page):
    project = page.make()
    page.ask("PUT", f"/api/projects/{project}/workspace", {"workspace": HELLO, "base": 1})
    answer = page.ask("GET", f"/api/projects/{project}/export/main.py")
    assert answer.data.decode() == "print('你好')\n"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_only_pictures_are_given_out_and_only_the_projects(page):
    project = page.make()
    folder = page.studio.config.projects / project
    (folder / "data" / "a.png").write_bytes(picture())
    (folder / "data" / "page.jpg").write_bytes(b"<html><script>window.__xss=1</script>")
    (folder / "data" / "x.svg").write_bytes(b"<svg onload='window.__xss=1'/>")
    (page.studio.config.projects / "secret.png").write_bytes(picture())
    answer = page.ask("GET", f"/api/projects/{project}/files/data/a.png")
    assert answer.mimetype == "image/png" and answer.data == picture()
    assert (
        "sandbox" in answer.headers["Content-Security-Policy"] and answer.headers["X-Content-Type-Options"] == "nosniff"
    )
    for path in (
        "data/page.jpg",
        "data/x.svg",
        "workspace.json",
        "main.py",
        "../secret.png",
        "..%2fsecret.png",
        "%2e%2e/secret.png",
        "data/..%5c..%5csecret.png",
        "data/a.png%00",
        "/etc/passwd",
        "data",
    ):
        assert page.ask("GET", f"/api/projects/{project}/files/{path}").status_code in (404, 308), path


@pytest.mark.process
def test_the_samples_pictures_can_be_seen_before_they_are_made(page):
    project = page.make()
    answer = page.ask("GET", f"/api/projects/{project}/files/data/digits/test_set/3/17.png?size=64")
    assert answer.mimetype == "image/jpeg"
    assert not (page.studio.config.projects / project / "data" / "digits").exists()
    assert page.get("/api/projects")[0]["id"] == project
    for path in (
        "data/digits/test_set/3/999.png",
        "data/digits/../../../settings.json",
        "data/digits",
        "data/none/1.png",
        "other/digits/1.png",
    ):
        assert page.ask("GET", f"/api/projects/{project}/files/{path}").status_code == 404, path


@pytest.mark.slow
@pytest.mark.parametrize(("size", "width"), [("64", 64), ("1", 32), ("9999", 200), ("0064", 64)])
def test_small_pictures(page, size, width):
    project = page.make()
    (page.studio.config.projects / project / "data" / "a.png").write_bytes(picture())
    answer = page.ask("GET", f"/api/projects/{project}/files/data/a.png?size={size}")
    image = cv2.imdecode(np.frombuffer(answer.data, np.uint8), cv2.IMREAD_COLOR)
    assert answer.mimetype == "image/jpeg" and image.shape[:2] == (width // 2, width)


def zipped() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in ("set/cat/1.png", "set/cat/2.png", "set/dog/1.png"):
            archive.writestr(name, picture(len(name)))
    return data.getvalue()


def bring(page, project, **form):
    return page.ask("POST", f"/api/projects/{project}/datasets", data=form, content_type="multipart/form-data")


@pytest.mark.process
def test_a_zip_is_brought_in_and_offered(page):
    project = page.make()
    answer = bring(page, project, name="猫狗", zip=(io.BytesIO(zipped()), "x.zip"))
    job = page.done(project, answer)
    assert (job["kind"], job["state"], job["result"]["path"]) == ("import", "done", "data/猫狗")
    found = page.get(f"/api/projects/{project}/choices")
    assert [row["value"] for row in found["dataset"]] == ["data/猫狗", *(f"data/{name}" for name in SAMPLES)]
    assert {"data/猫狗/cat/1.png", "data/digits/test_set/3/17.png"} <= {row["value"] for row in found["picture"]}
    assert [row["value"] for row in found["label"]][:3] == ["cat", "dog", "0"]
    assert "data/猫狗/cat" in [row["value"] for row in found["folder"]]


@pytest.mark.process
def test_a_folder_is_brought_in(page):
    project = page.make()
    paths = ["p/猫/1.png", "p/猫/2.png", "p/狗/1.png"]
    files = [(io.BytesIO(picture(n)), "blob") for n in range(3)]
    job = page.done(project, bring(page, project, name="p", files=files, paths=json.dumps(paths)))
    assert job["result"]["classes"] == [{"name": "狗", "count": 1}, {"name": "猫", "count": 2}]
    shape(bring(page, project, name="p", files=[(io.BytesIO(picture()), "blob")], paths="[]"), 400)


@pytest.mark.process
@pytest.mark.long
def test_thousands_of_files_in_one_request(page):
    project = page.make()
    image = picture(side=2)
    paths = [f"p/{label}/{n}.png" for label in "ab" for n in range(1500)]
    job = page.done(
        project,
        bring(page, project, name="p", files=[(io.BytesIO(image), "blob") for _ in paths], paths=json.dumps(paths)),
    )
    assert job["result"]["pictures"] == 3000 and job["done"] == job["total"] == 3000


@pytest.mark.process
def test_uploads_that_are_none(page):
    project = page.make()
    shape(bring(page, project, name="x"), 400)
    job = page.done(project, bring(page, project, name="x", zip=(io.BytesIO(b"Rar!"), "x.zip")))
    assert job["state"] == "failed" and "RAR" in job["text"]["en"]
    shape(page.ask("POST", f"/api/projects/{project}/datasets", {"name": "x"}), 400)
    shape(page.ask("POST", f"/api/projects/{project}/datasets", data=b"x", content_type="text/plain"), 415)
    cut = page.ask(
        "POST",
        f"/api/projects/{project}/datasets",
        data=b"--x\r\nContent-Dis",
        content_type="multipart/form-data; boundary=x",
    )
    shape(cut, 400)
    assert list((page.studio.config.projects / project / "data").iterdir()) == []


def test_an_upload_that_the_disk_has_no_room_for(page, monkeypatch):
    project = page.make()
    monkeypatch.setattr("sunmao.server.storage.files.SPARE", 1 << 62)
    shape(bring(page, project, name="x", zip=(io.BytesIO(zipped()), "x.zip")), 507)
    assert list((page.studio.config.projects / project / "data").iterdir()) == []


def test_the_page_and_its_files(page, monkeypatch, tmp_path):
    monkeypatch.setattr(page_routes, "PAGE", tmp_path / "dist")
    shape(page.ask("GET", "/"), 503)
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "index.html").write_text("<p>page")
    (tmp_path / "dist" / "main.js").write_text("1")
    (tmp_path / "secret").write_text("x")
    assert page.ask("GET", "/").data == b"<p>page"
    assert page.ask("GET", "/assets/main.js").mimetype == "text/javascript"
    for path in ("../secret", "..%2fsecret", "%2e%2e/secret", "CON", "main.js::$DATA"):
        assert page.ask("GET", f"/assets/{path}").status_code == 404, path


@pytest.mark.slow
@pytest.mark.parametrize(("accepts", "sent"), [("gzip, br", "br"), ("gzip", "gzip"), ("br;q=0, identity", None)])
def test_the_page_comes_packed_where_the_browser_can_unpack_it(page, accepts, sent):
    plain = page.ask("GET", "/assets/main.js", headers={"Accept-Encoding": "identity"})
    packed = page.ask("GET", "/assets/main.js", headers={"Accept-Encoding": accepts})
    assert packed.headers.get("Content-Encoding") == sent and packed.mimetype == "text/javascript"
    assert "Accept-Encoding" in packed.headers["Vary"]
    if sent:
        assert len(packed.data) < len(plain.data) / 2
    assert packed.headers["Content-Security-Policy"] == "default-src 'none'", "half of what a small chunk would weigh"
    if sent == "gzip":
        assert gzip.decompress(packed.data) == plain.data
    words = page.ask("GET", "/api/vocabulary?lang=zh", headers={"Accept-Encoding": accepts})
    assert (words.headers.get("Content-Encoding") == "gzip") == ("gzip" in accepts)
    known = {"Accept-Encoding": accepts, "If-None-Match": words.headers["ETag"]}
    assert page.ask("GET", "/api/vocabulary?lang=zh", headers=known).status_code == 304


@pytest.mark.long
@pytest.mark.slow
def test_the_words_of_the_blocks(page):
    for lang in ("zh", "en"):
        answer = page.ask("GET", f"/api/vocabulary?lang={lang}")
        assert answer.json["lang"] == lang and answer.json["blocks"] and answer.json["drawers"]
        again = page.ask("GET", f"/api/vocabulary?lang={lang}", headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304
    shape(page.ask("GET", "/api/vocabulary?lang=fr"), 400)


STAGED = ["traffic-light", "rock-paper-scissors", "magic-wand", "pet"]


@pytest.mark.slow
def test_the_examples_open_in_both_languages(page):
    rows = page.get("/api/examples")
    assert [row["id"] for row in rows] == ["hello", "digits", "pictures", "shapes", "servo", "servo-arduino", *STAGED]
    for row in rows:
        for lang in ("zh", "en"):
            answer = page.ask("POST", "/api/projects", {"example": row["id"], "lang": lang}).json
            assert answer["title"] == row["title"][lang]
            assert answer["program"]["ok"] and answer["program"]["problems"] == []
            assert '"zh"' not in json.dumps(answer["workspace"])
    shape(page.ask("POST", "/api/projects", {"example": "none", "lang": "zh"}), 404)
