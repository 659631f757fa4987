"""The session of `test_strange_files.py` as somebody without rights: `python -m
tests.server.datasets.strange_files_session PROJECTS`. Prints its observations as JSON.
"""

import json
import os
import sys
from pathlib import Path

from sunmao.data import Dataset
from sunmao.errors import FileMissing
from sunmao.images.image_files import read_image_file
from tests.support.app_client import Page

root = Path(sys.argv[1])
page = Page(root)
answers = [page.ask("GET", path) for path in ("/api/projects", "/api/projects/p", "/api/projects/p/choices")]
for answer in answers:
    assert answer.status_code == 200
    json.loads(answer.data.decode("ascii"))
asked = [
    page.ask("GET", f"/api/projects/p/files/data/mine/a/{name}").status_code
    for name in ("x.jpg", "self.png", "zero.png", "closed.png")
]
exported = page.ask("GET", "/api/projects/p/export/project.zip")
copied = page.ask("POST", "/api/projects/p/duplicate", {"title": "copy"}).status_code
page.close()

os.chdir(root / "p")
os.environ["SUNMAO_LANG"] = "en"
dataset = Dataset(path="data/mine")
said = [finding.text["en"] for finding in dataset.check()]
for name in ("x.jpg", "zero.png"):
    try:
        read_image_file(f"data/mine/a/{name}")
        raise AssertionError(name)
    except FileMissing:
        pass
print(
    json.dumps(
        {"said": said, "pictures": dataset.count_pictures(), "asked": asked, "others": [exported.status_code, copied]}
    )
)
