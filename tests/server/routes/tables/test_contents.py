"""Tables as a page brings them in, looks at them and changes them."""

import io
import json
import random
import time
from contextlib import closing

import pytest

from tests.support.app_client import Page

pytestmark = pytest.mark.process

PLANTS = "名字,浇水,高,发芽\n豆豆,50,12.5,是\n小绿,50ml,13,否\n阿高,80,,是\n阿矮,20,9.5,否\n"


@pytest.fixture
def page(tmp_path):
    with closing(Page(tmp_path)) as opened:
        yield opened


@pytest.fixture
def project(page):
    return page.make()


def send(page, project, name, data):
    """Send a file; answers the id of the import and its job when that is over."""
    sent = data if isinstance(data, bytes) else data.encode()
    begun = page.ask("POST", f"/api/projects/{project}/tables", data={"file": (io.BytesIO(sent), name)})
    assert begun.status_code == 202, begun.json
    while True:
        job = page.ask("GET", f"/api/projects/{project}/jobs/{begun.json['job']}").json
        if job["state"] != "running":
            return begun.json["import"], job
        time.sleep(0.02)


def bring(page, project, name, data, **types):
    """Send a file and take it. Returns the address of the table."""
    identity, job = send(page, project, name, data)
    assert job["state"] == "done", job
    taken = page.ask("POST", f"/api/projects/{project}/tables/imports/{identity}", json={"types": types})
    assert taken.status_code == 201, taken.json
    return f"/api/projects/{project}/tables/{taken.json['name']}"


def edit(page, table, **what):
    answer = page.ask("POST", f"{table}/edits", json=what)
    assert answer.status_code == 200, answer.json
    return answer.json


def test_a_file_is_described_and_taken_with_corrected_types(page, project):
    identity, job = send(page, project, "种豆.csv", PLANTS)
    about = job["result"]["about"]
    types = {each["name"]: each["type"] for each in about["columns"]}
    assert types == {"名字": "text", "浇水": "number", "高": "number", "发芽": "class"}
    assert about["rows"] == 4 and about["columns"][2]["missing_rows"] == [3] and about["target"] == "发芽"
    assert [each["unit"] for each in about["columns"]] == ["", "ml", "", ""]
    taken = page.ask("POST", f"/api/projects/{project}/tables/imports/{identity}", json={"types": {"浇水": "class"}})
    table = f"/api/projects/{project}/tables/{taken.json['name']}"
    assert page.ask("GET", table).json["columns"][1]["type"] == "class"
    assert page.ask("DELETE", f"/api/projects/{project}/tables/imports/{identity}").status_code == 404
    listed = page.ask("GET", f"/api/projects/{project}/tables").json
    assert listed[0] == {"name": "种豆.csv", "title": {"zh": "种豆", "en": "种豆"}, "rows": 4, "builtin": False}
    assert [each["name"] for each in listed if each["builtin"]] == [
        "iris.csv",
        "penguins.csv",
        "wine.csv",
        "diabetes.csv",
        "digits.csv",
    ]


def test_rows_come_sorted_with_empty_cells_last(page, project):
    table = bring(page, project, "种豆.csv", PLANTS)
    for query, numbers in {"": [1, 2, 3, 4], "?sort=高": [4, 1, 2, 3], "?sort=高&down=1&limit=2": [2, 1]}.items():
        found = page.ask("GET", f"{table}/rows{query}").json
        assert [row["n"] for row in found["rows"]] == numbers and found["total"] == 4
    assert page.ask("GET", f"{table}/rows?sort=没有").status_code == 400
    assert [row["n"] for row in page.ask("GET", f"{table}/rows?only=3,9,1").json["rows"]] == [3, 1]


@pytest.mark.long
def test_decisions_are_kept_beside_the_file_and_taken_back(page, project):
    table = bring(page, project, "种豆.csv", PLANTS)
    file = page.studio.config.projects / project / "data" / "种豆.csv"
    before = file.read_bytes()
    filled = edit(page, table, do="fill", column="高", value="12.5")
    assert filled["columns"][2]["missing"] == 0 and filled["columns"][2]["filled"] == 1
    row = page.ask("GET", f"{table}/rows?only=3").json["rows"][0]
    assert row == {"n": 3, "cells": ["阿高", 80, 12.5, "是"], "filled": [2]}
    saved = page.ask("GET", f"{table}/file").data.decode("utf-8-sig").splitlines()
    assert saved[3] == "阿高,80,12.5,是" and file.read_bytes() == before
    assert edit(page, table, do="undo")["columns"][2]["missing"] == 1
    assert edit(page, table, do="leave", column="高")["rows"] == 3
    assert [row["n"] for row in page.ask("GET", f"{table}/rows").json["rows"]] == [1, 2, 4]
    assert edit(page, table, do="target", column="高")["target"] == "高"
    for bad in (
        {"do": "fill", "column": "高", "value": "viel"},
        {"do": "x", "column": "高"},
        {"do": "leave", "column": "y"},
    ):
        assert page.ask("POST", f"{table}/edits", json=bad).status_code == 400
    # Programs read the same table.
    from sunmao.data.tables.read_table import read_table_file

    assert len(read_table_file(file)) == 3


@pytest.mark.parametrize(
    ("name", "data", "words"),
    {
        "binary": ("a.csv", bytes(range(256)) * 20, "CSV（UTF-8）"),
        "empty": ("a.csv", b"", "什么都没有"),
        "10,000 columns": ("a.csv", ",".join(map(str, range(10_000))) + "\n" + "1," * 9999 + "1\n", "最多 1000 列"),
        "no workbook": ("a.xlsx", b"PK\x03\x04 not a workbook", "不是工作簿"),
    }.values(),
)
def test_what_is_no_table_is_said_in_a_sentence(page, project, name, data, words):
    _, job = send(page, project, name, data)
    assert job["state"] == "failed" and words in job["text"]["zh"] and "projects" not in job["text"]["zh"], job


@pytest.mark.parametrize(
    ("data", "key"),
    {
        "one column": ("x\n1\n2\n", "table_one_column"),
        "formulas": ("x,y\n" + "=A1+1,a\n=A2+1,b\n" * 5, "table_formula_texts"),
        "a text for a number": (
            "x,y\n" + "".join(f"{n},{'ab'[n % 2]}\n" for n in range(9)) + "seven,a\n",
            "table_odd_cells",
        ),
    }.values(),
)
def test_what_is_odd_in_a_table_is_remarked(page, project, data, key):
    _, job = send(page, project, "a.csv", data)
    assert key in [note["key"] for note in job["result"]["about"]["notes"]]


@pytest.mark.long
def test_a_column_with_one_value_is_not_guessed(page, project):
    table = bring(page, project, "a.csv", "x,y,z\n" + "".join(f"{n},{n % 3},same\n" for n in range(20)), z="class")
    assert page.ask("GET", table).json["target"] != "z"
    edit(page, table, do="target", column="z")
    assert not page.ask("GET", f"{table}/tree").json["enough"]


def test_a_table_of_2_gb_is_refused_before_it_is_received(page, project):
    answer = page.ask(
        "POST",
        f"/api/projects/{project}/tables",
        data=b"--x",
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": str(2**31)},
    )
    assert answer.status_code == 413 and "256" in answer.json["text"]["zh"], answer.json


def test_all_missing_is_remarked_and_a_program_is_no_table(page, project):
    _, job = send(page, project, "b.csv", "x,y\n1,\n2,NA\n")
    about = job["result"]["about"]
    assert about["columns"][1]["missing"] == 2 and about["columns"][1]["low"] is None
    assert "table_all_missing" in [note["key"] for note in about["notes"]]
    assert (
        page.ask("POST", f"/api/projects/{project}/tables", data={"file": (io.BytesIO(b"x"), "a.exe")}).status_code
        == 415
    )


def test_a_sample_is_made_once_and_a_column_that_says_the_answer_is_found(page, project):
    made = page.ask("POST", f"/api/projects/{project}/tables", json={"sample": "iris.csv"})
    assert made.json == {"name": "iris.csv"}
    about = page.ask("GET", f"/api/projects/{project}/tables/iris.csv").json
    assert about["rows"] == 150 and about["target"] == "species" and about["columns"][3]["decimals"] == 1
    assert sum(each["count"] for each in about["columns"][3]["bins"]) == 150
    at = [about["correlated"].index(name) for name in ("petal length", "petal width")]
    assert about["correlations"][4 * at[0] + at[1]] == 0.9629
    points = page.ask(
        "GET", f"/api/projects/{project}/tables/iris.csv/points?x=petal length&y=petal width&color=species"
    )
    assert points.json["total"] == 150 and len(points.json["points"]) == 150
    leak = bring(page, project, "leak.csv", "a,code,kind\n1,7,x\n5,8,y\n2,7,x\n9,8,y\n")
    assert page.ask("GET", leak).json["leaks"] == ["code"]
    assert page.ask("DELETE", leak).json == {"ok": True} and page.ask("GET", leak).status_code == 404


@pytest.mark.long
@pytest.mark.slow
def test_a_table_of_100_000_rows_opens_within_a_second(page, project):
    draw = random.Random(1)
    lines = [",".join([*(f"c{n}" for n in range(19)), "kind"])]
    lines += [",".join([*(f"{draw.gauss(0, 1):.2f}" for _ in range(19)), draw.choice("abc")]) for _ in range(100_000)]
    table = bring(page, project, "big.csv", "\n".join(lines))
    began = time.process_time()
    about = page.ask("GET", table).json
    first = page.ask("GET", f"{table}/rows?limit=200").json
    opened = time.process_time() - began
    assert about["rows"] == first["total"] == 100_000 and opened < 1
    began = time.process_time()
    last = page.ask("GET", f"{table}/rows?sort=c3&down=1&offset=99800&limit=200").json
    assert len(last["rows"]) == 200 and time.process_time() - began < 1
    json.dumps(last)
