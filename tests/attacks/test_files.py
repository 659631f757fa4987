"""Whatever an address says: nothing outside the project's own files is served."""

import json
import os
import subprocess
import sys
from urllib.parse import quote

import pytest

PICTURE = b"\x89PNG\r\n\x1a\n" + b"mine" * 10
SECRET = b"\x89PNG\r\n\x1a\nSECRET"
NAMES = [
    "CON.png",
    "con.png",
    "NUL",
    "COM1.png",
    "LPT¹.png",
    "CLOCK$",
    "a.png::$DATA",
    "a.png:x",
    "C:a.png",
    "a.png.",
    "a.png ",
    "a\\b.png",
    "a.png\x00",
    "aux.txt.png",
]
WAYS = [
    "../{p}-secret/data/a.png",
    "..%2f{p}-secret%2fdata%2fa.png",
    "%2e%2e/{p}-secret/data/a.png",
    "%252e%252e%252f{p}-secret%252fdata%252fa.png",
    "data/../../{p}-secret/data/a.png",
    "data/..%2f..%2f{p}-secret/data/a.png",
    "data%5c..%5c..%5c{p}-secret%5cdata%5ca.png",
    "..\\{p}-secret\\data\\a.png",
    "//{p}-secret/data/a.png",
    "%2f{root}/{p}-secret/data/a.png",
    "{root}/{p}-secret/data/a.png",
    "//127.0.0.1/c$/{p}-secret/data/a.png",
    "file:///{root}/{p}-secret/data/a.png",
    "data/link/a.png",
    "data/link.png",
    "data/hole/../../../{p}-secret/data/a.png",
    "./data/a.png/../../../{p}-secret/data/a.png",
    "..;/{p}-secret/data/a.png",
    "%c0%ae%c0%ae/{p}-secret/data/a.png",
    "data/a.png%00.png",
    "data",
    "data/",
    ".",
    "",
    "../{p}-secret/data/a.png%3f",
]


@pytest.fixture(scope="module")
def project(target):
    """A project with pictures and models, and a sibling whose name begins like its own."""
    name = target.near.make("p")
    root = target.studio.projects
    for folder, data in ((root / name, PICTURE), (root / f"{name}-secret", SECRET)):
        for place in ("data", "models", "runs/1/pictures"):
            (folder / place).mkdir(parents=True, exist_ok=True)
            for file in ("a.png", "a.onnx", "a.txt"):
                (folder / place / file).write_bytes(data)
    for place in ("data", "models"):
        (root / name / place / "link").symlink_to(root / f"{name}-secret" / "data")
        (root / name / place / "link.png").symlink_to(root / f"{name}-secret" / "data" / "a.png")
    return name


@pytest.mark.fault("D6")
def test_no_way_leads_out_of_the_project(target, project, row):
    near, root = target.near, str(target.studio.projects)
    own = f"/api/projects/{quote(project)}"
    assert near.ask("GET", f"{own}/files/data/a.png", near.own)[2] == PICTURE
    tried, said = 0, set()
    for way in [*WAYS, *(f"data/{quote(name)}" for name in NAMES), *(f"models/{quote(name)}" for name in NAMES)]:
        path = way.format(p=quote(project), root=quote(root))
        for start in (
            f"{own}/files/",
            f"{own}/models/",
            f"{own}/runs/1/pictures/",
            "/assets/",
            "/",
            f"/api/projects/{quote(project + '-secret')}/files/",
        ):
            for ask in (path, path.replace(".png", ".onnx")):
                status, _, body = near.ask("GET", start + ask, near.own)
                assert b"SECRET" not in body and (status in (400, 404, 308) or start == "/"), (start + ask, status)
                said.add(body if status == 404 else b"")
                tried += 1
    for name in ("..", "%2e%2e", f"..%2f{quote(project)}", "CON", quote(root, ""), ".sunmao", "%00", "a%5cb"):
        assert near.ask("GET", f"/api/projects/{name}", near.own)[0] in (400, 404)
        assert near.ask("DELETE", f"/api/projects/{name}", near.change)[0] in (400, 404, 405)
    texts = {json.loads(body)["text"]["zh"] for body in said if body.startswith(b"{")}
    assert "找不到这个文件。" in texts
    row(saw=" / ".join(sorted(texts)), kept=f"{tried} addresses, the sibling folder's secret in none of the answers")


FLIPS = """
import os, sys
root = sys.argv[1]
print(flush=True)
while True:
    for name in ("real", "out"):
        os.rename(f"{root}/{name}", f"{root}/flip")
        os.rename(f"{root}/flip", f"{root}/{name}")
"""


@pytest.mark.fault("D7")
@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_folder_that_turns_into_a_link_gives_nothing_away(target, project, row):
    root = target.studio.projects / project / "models"
    (root / "real").mkdir()
    (root / "real" / "a.onnx").write_bytes(PICTURE)
    (root / "real" / "a.png").write_bytes(PICTURE)
    outside = target.studio.projects.parent / "outside"
    outside.mkdir()
    (outside / "a.onnx").write_bytes(SECRET)
    (outside / "a.png").write_bytes(SECRET)
    (root / "out").symlink_to(outside)
    flipping = subprocess.Popen([sys.executable, "-c", FLIPS, str(root)], stdout=subprocess.PIPE)
    flipping.stdout.readline()
    seen = {PICTURE: 0, SECRET: 0}
    try:
        while seen[PICTURE] < 200:
            for address in ("models/models/flip/a.onnx", "files/models/flip/a.png"):
                status, _, body = target.near.ask("GET", f"/api/projects/{quote(project)}/{address}", target.near.own)
                assert status in (200, 404)
                if status == 200:
                    seen[body] += 1
    finally:
        flipping.kill()
        flipping.wait()
    assert seen[SECRET] == 0
    row(saw="", kept=f"{seen[PICTURE]} files served while another process flipped the folder: none from outside")


@pytest.mark.fault("D8")
@pytest.mark.parametrize(
    "file", ["evil.svg", "evil.html", "evil.js", "evil.xml", "evil.pdf", "polyglot.gif", "polyglot.png"]
)
def test_what_is_no_picture_is_never_shown(target, project, file, row):
    """The browser's own view of these: tests/e2e/test_foreign_page.py."""
    script = b"<svg xmlns='http://www.w3.org/2000/svg' onload='window.__xss=1'><script>window.__xss=1</script></svg>"
    begin = {"polyglot.gif": b"GIF89a/*", "polyglot.png": b"\x89PNG\r\n\x1a\n"}.get(file, b"")
    for folder in ("data", "models", "runs/1/pictures"):
        (target.studio.projects / project / folder / file).write_bytes(begin + script)
    own = f"/api/projects/{quote(project)}"
    for path in (
        f"{own}/files/data/{file}",
        f"{own}/models/models/{file}",
        f"{own}/runs/1/pictures/{file}",
        f"/assets/{file}",
    ):
        status, headers, body = target.near.ask("GET", path, target.near.own)
        assert headers["x-content-type-options"] == "nosniff"
        assert status == 404 or (
            headers["content-type"] in ("image/gif", "image/png")
            and headers["content-security-policy"].startswith("sandbox")
        )
        assert status == 200 or script not in body
    row(
        saw=json.loads(target.near.ask("GET", f"{own}/files/data/evil.svg", target.near.own)[2])["text"],
        kept="nosniff on each; pictures in a sandbox",
    )
