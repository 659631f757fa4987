"""Whole numbers of any size in every address, every query and every body: refused with a sentence, never an error of
ours.
"""

import ast
import re
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import cv2
import numpy as np
import pytest

from tests.support.app_client import Page

HUGE = (2**53, 2**63, 10**19, 10**400)  # beyond a browser, beyond SQLite and NumPy, of 20 digits, of 401
NUMBERS = (*map(str, HUGE), *(f"-{number}" for number in (1, *HUGE)), "9" * 5000, "nan", "-inf", "1e999", "٣", "1_0")
HOLE = re.compile(r"<(?:(\w+):)?(\w+)>")
QUERY = {"get", "parse_whole", "parse_number"}  # what reads a parameter of the query, by its name
LASTING = ("/api/doctor", "export")  # these take a second each, and read no number


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    with closing(Page(tmp_path_factory.mktemp("projects"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def holes(page) -> dict[str, str]:
    """Values for the placeholders of addresses, so that a request comes as far as it can."""
    project = page.make()
    for label in ("cat", "dog"):
        folder = page.studio.projects.get(project).folder / "data" / "pets" / label
        folder.mkdir(parents=True)
        cv2.imwrite(str(folder / "1.png"), np.zeros((8, 8, 3), np.uint8))
    page.get(f"/api/projects/{project}/datasets/pets")
    return {"project": project, "name": "pets", "path": "data/pets/cat/1.png", "filename": "index.html"}


def list_parameters(page, endpoint: str) -> list[str]:
    """The parameters of the query that the module of an endpoint reads."""
    module = sys.modules[page.app.view_functions[endpoint].__module__]
    if not getattr(module, "__file__", None) or "server" not in Path(module.__file__).parts:
        return []
    calls = [node for node in ast.walk(ast.parse(Path(module.__file__).read_text())) if isinstance(node, ast.Call)]
    read = [call for call in calls if ast.unparse(call.func).rpartition(".")[2] in QUERY and call.args]
    asked = [call for call in read if "." not in ast.unparse(call.func) or ast.unparse(call.func) == "request.args.get"]
    names = {call.args[0].value for call in asked if isinstance(call.args[0], ast.Constant)}
    return sorted(name for name in names if isinstance(name, str))


def require_sentence(answer) -> None:
    """A request that cannot be done says why in both languages."""
    assert answer.status_code < 500, (answer.request.method, answer.request.url[:200], answer.text[:500])
    if answer.status_code >= 400 and answer.mimetype == "application/json":
        assert answer.json["text"]["zh"] and answer.json["text"]["en"]


def fill(rule: str, holes: dict[str, str], number: str | None = None) -> str:
    """An address with something in its holes. number: in those for whole numbers, or in all that nothing is known of."""
    return HOLE.sub(lambda hole: quote(holes.get(hole[2], "1") if number is None or hole[1] != "int" else number), rule)


@pytest.mark.fault("H6")
def test_a_number_in_an_address(page, holes, row):
    rules = [rule for rule in page.app.url_map.iter_rules() if "<int:" in rule.rule]
    assert len(rules) >= 5
    for rule in rules:
        for number in NUMBERS:
            for method in rule.methods - {"OPTIONS", "HEAD"}:
                answer = page.ask(method, fill(rule.rule, holes, number), {} if method != "GET" else None)
                require_sentence(answer)
                assert answer.status_code in (400, 404, 409), (rule.rule, number, answer.status_code)
    row(saw=answer.json["text"], kept=f"{len(rules)} addresses × {len(NUMBERS)} numbers: no error of ours")


@pytest.mark.fault("H6")
def test_a_number_in_a_query(page, holes, row):
    tried = 0
    for rule in page.app.url_map.iter_rules():
        names = list_parameters(page, rule.endpoint) if "GET" in rule.methods else ()
        for name in () if rule.rule.endswith(LASTING) else names:
            for number in (str(2**63), "9" * 20, "-1"):
                answer = page.ask("GET", f"{fill(rule.rule, holes)}?{name}={number}")
                tried += 1
                if answer.status_code != 503:  # what this computer lacks: a labeling process, an engine
                    require_sentence(answer)
    assert tried > 250
    row(saw="–", kept=f"{tried} addresses with a query: no error of ours")


@pytest.mark.fault("H6")
@pytest.mark.parametrize("value", [*HUGE[:3], 10**300, -1, -(2**63), 1e308, True], ids="{:.3g}".format)
def test_a_number_in_a_body(page, holes, row, value):
    project, pets = f"/api/projects/{holes['project']}", f"/api/projects/{holes['project']}/datasets/pets"
    thing = {"label": "a", "box": [0, 0, value, value], "polygons": [], "rle": {"counts": [value], "size": [value, 1]}}
    bodies = [
        ("PATCH", project, {"level": value}),
        ("PUT", "/api/settings", {"level": value}),
        ("PUT", f"{project}/workspace", {"workspace": {}, "base": value}),
        ("POST", f"{project}/runs", {"workspace": {}, "base": value}),
        ("POST", f"{pets}/edits", {"kind": "delete", "paths": ["x"], "seen": value}),
        ("POST", f"{pets}/edits", {"kind": "delete", "where": {"smaller": value}, "seen": None}),
        ("POST", f"{pets}/edits", {"kind": "delete", "where": {"larger": value}, "seen": None}),
        ("PUT", f"{pets}/annotations", {"path": "cat/1.png", "objects": [], "seen": value}),
        ("PUT", f"{pets}/annotations", {"path": "cat/1.png", "dismissed": [value]}),
        ("PUT", f"{pets}/annotations", {"path": "cat/1.png", "objects": [thing]}),
        ("POST", f"{pets}/proposals/accept", {"score": value, "seen": value}),
        ("POST", f"{pets}/split", {"ratio": "8:1:1", "seed": value}),
        ("POST", f"{project}/explanations", {"path": "x", "classes": ["a"], "model": "", "object": thing}),
    ]
    for method, path, body in bodies:
        answer = page.ask(method, path, body)
        require_sentence(answer)
    row(saw=answer.json["text"], kept=f"{len(bodies)} bodies with {value:.5g}: no error of ours")


def test_the_bin_is_not_emptied_by_what_is_no_time(page):
    project = page.make("deleted")
    page.ask("DELETE", f"/api/projects/{project}")
    for said in ("abc", "nan", "-1", ""):
        assert page.ask("DELETE", f"/api/bin?until={said}").status_code == 400
    assert [each["id"] for each in page.get("/api/bin")] == [project]
