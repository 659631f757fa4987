"""The session of `test_full_disk.py` where the disk is tiny: `python full_disk.py FOLDER`. Prints the messages and the
kept files as JSON.
"""

import io
import json
import shutil
import sys
import zipfile
from pathlib import Path

from tests.support.app_client import Page
from tests.support.observed_run import Studio

root = Path(sys.argv[1])
said = {}


def blocks(text: str) -> dict:
    shadow = {"shadow": {"type": "text", "id": "t", "fields": {"TEXT": text}}}
    return {"blocks": {"languageVersion": 0, "blocks": [{"type": "text_print", "id": "p", "inputs": {"TEXT": shadow}}]}}


def save(text: str):
    found = page.get("/api/projects/p")
    return page.ask("PUT", "/api/projects/p/workspace", {"workspace": blocks(text), "base": found["version"]})


def whole(*texts: str) -> None:
    """The project opens, with one of these texts, and nothing half written lies about."""
    assert page.get("/api/projects/p")["workspace"] in [blocks(text) for text in texts]
    assert not list(root.rglob("*.tmp"))


def fill() -> None:
    """Take all that is left of the disk, also what an attempt that failed has given back since."""
    try:
        if sys.argv[2] == "bytes":
            with open(root / "filler", "ab", buffering=0) as file:
                while file.write(bytes(4096)):
                    pass
        else:
            (root / "filler").mkdir(exist_ok=True)
            for number in range(1000):
                (root / "filler" / str(number)).touch()
    except OSError:
        pass


page = Page(root)
page.make("p")
assert save("old").status_code == 200
fill()
answer = save("new" * 3000)
assert answer.status_code == 507, answer.text
said["save"] = answer.json["text"]
whole("old")

archive = io.BytesIO()
with zipfile.ZipFile(archive, "w") as made:
    made.writestr("a/1.png", b"\x89PNG\r\n\x1a\n" + bytes(100))
archive.seek(0)
fill()
answer = page.client.post(
    "/api/projects/p/datasets",
    base_url=page.base,
    headers={"X-Sunmao": "1"},
    data={"name": "d", "zip": (archive, "d.zip")},
)
assert answer.status_code == 507 and not list((root / "p" / "data").iterdir()), answer.text
said["import"] = answer.json["text"]

fill()
answer = page.ask("POST", "/api/projects/p/runs", {"workspace": blocks("old"), "base": 2, "lang": "en"})
assert answer.status_code == 507 and page.get("/api/projects/p")["run"] is None, answer.text
said["run"] = answer.json["text"]

filler = root / "filler"
shutil.rmtree(filler) if filler.is_dir() else filler.unlink()
answer = save("new")
assert answer.status_code == 200, answer.text
whole("new")
page.close()

if sys.argv[2] == "bytes":
    studio = Studio(root)
    told = studio.run("while True:\n    print('x' * 70)\n").ends()
    # What did not fit is missing, and nothing else: the outcome, which is short, may fit again.
    assert told.log() and [event for event in told.events if event in told.log()] == told.log()
    said["log"] = told.summary["text"]
    (told.home / "events.jsonl").unlink()
    assert studio.run("print('next')").ends().text() == "next\n"
    studio.runs.close()
print(json.dumps(said))
