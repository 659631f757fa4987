"""The session of `test_read_only.py` as somebody who may only read: `python -m tests.server.projects.read_only_session
PROJECTS`. Prints its observations as JSON.
"""

import json
import sys
from pathlib import Path

from tests.support.app_client import Page

HELLO = {"blocks": {"languageVersion": 0, "blocks": [{"type": "text_print", "id": "a"}]}}

page = Page(Path(sys.argv[1]))
found = page.get("/api/projects/p")
[row] = page.get("/api/projects")
saved = page.ask("PUT", "/api/projects/p/workspace", {"workspace": HELLO, "base": found["version"]})
run = page.ask(
    "POST", "/api/projects/p/runs", {"workspace": found["workspace"], "base": found["version"], "lang": "en"}
)
copy = page.ask("POST", "/api/projects/p/duplicate", {"title": "p copy"})
other = page.ask(
    "PUT", f"/api/projects/{copy.json['id']}/workspace", {"workspace": HELLO, "base": copy.json["version"]}
)
pickers = page.ask("GET", "/api/projects/p/choices").status_code
page.close()
print(
    json.dumps(
        {
            "read_only": [found["read_only"], copy.json["read_only"]],
            "blocks": row["blocks"],
            "text": found["workspace"],
            "save": [saved.status_code, saved.json["text"]],
            "run": run.status_code,
            "copy": other.status_code,
            "pickers": pickers,
        }
    )
)
