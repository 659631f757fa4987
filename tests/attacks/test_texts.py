"""Texts that want to be program: the Python that a real studio makes of them has the same shape as that of tame texts,
and prints them.
"""

import ast
from urllib.parse import quote

import pytest

WILD = [
    '"""\nimport os\nos.abort()\n"""',
    "'''\nimport os",
    "</script><img src=x onerror=window.__xss=1>",
    "a\u2028b\u2029c\x85d",
    "__proto__",
    "constructor",
    "{__import__('os').abort()}",
    "\\",
    '\\"; import os #',
    "%s%n",
    "\x1b[2J",
    "\n# x\nimport os\n",
    "x\x00y",
    "\ud800",
    "🐼\u202e",
]


def text(words: str) -> dict:
    return {"block": {"type": "text", "fields": {"TEXT": words}}}


def workspace(words: list[str]) -> dict:
    """Each text as the value of a variable of this name, printed, with it as the comment, in a procedure of this name."""
    blocks, stacks, variables = [], [], []
    for place, word in enumerate(words):
        field = {"VAR": {"id": f"v{place}"}}
        comment = {"icons": {"comment": {"text": word, "pinned": False, "height": 80, "width": 160}}}
        blocks.append({"type": "variables_set", "fields": field, "inputs": {"VALUE": text(word)}, **comment})
        blocks.append({"type": "procedures_callnoreturn", "extraState": {"name": word, "params": []}})
        show = {"type": "text_print", "inputs": {"TEXT": {"block": {"type": "variables_get", "fields": field}}}}
        stacks.append(
            {
                "type": "procedures_defnoreturn",
                "fields": {"NAME": word},
                "inputs": {"STACK": {"block": show}},
                **comment,
            }
        )
        variables.append({"name": word, "id": f"v{place}"})
    saved: dict = {}
    for number, block in reversed(list(enumerate(blocks))):
        saved = {"next": {"block": {"id": f"b{number}", **block, **saved}}}
    return {"blocks": {"blocks": [{"type": "program_start", "id": "s", **saved}, *stacks]}, "variables": variables}


def shape(python: str) -> list[str]:
    return [type(node).__name__ for node in ast.walk(ast.parse(python))]


@pytest.mark.fault("D9")
def test_no_text_becomes_program(target, row):
    near = target.near
    project = near.make("\n".join(WILD[:3]))
    path = f"/api/projects/{quote(project)}"
    pythons = []
    for words in ([f"w{place}" for place in range(len(WILD))], WILD):
        saved = near.json(
            "PUT", f"{path}/workspace", {"workspace": workspace(words), "base": near.json("GET", path)["version"]}
        )
        assert saved["program"]["ok"], saved["program"]["problems"]
        pythons.append(near.ask("GET", f"{path}/export/main.py", near.own)[2].decode())
    assert shape(pythons[0]) == shape(pythons[1])
    assert "import" not in pythons[0].replace("from sunmao import", "")
    assert near.json("GET", path)["workspace"] == workspace(WILD)
    said = near.run_blocks(project, workspace(WILD))
    assert all(
        word.encode("utf-8", "backslashreplace").decode() in said or word in said for word in WILD if "\x00" not in word
    )
    row(
        saw=said.splitlines()[0],
        kept=f"{len(WILD)} texts as values, comments, names of variables and functions: no node more than with tame ones; run, printed as typed",
    )
