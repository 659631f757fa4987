"""Models that learn from a table, as a page asks them: each answer is that of scikit-learn, and is traced to rows."""

import random
import time
from contextlib import closing

import numpy as np
import pytest

from tests.server.routes.tables.test_contents import bring, edit
from tests.support.app_client import Page

pytestmark = [pytest.mark.process, pytest.mark.slow]


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    with closing(Page(tmp_path_factory.mktemp("studio"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def project(page):
    return page.make()


@pytest.fixture(scope="module")
def iris(page, project):
    page.ask("POST", f"/api/projects/{project}/tables", json={"sample": "iris.csv"})
    return f"/api/projects/{project}/tables/iris.csv"


def get(page, address, status=200):
    answer = page.ask("GET", address)
    assert answer.status_code == status, answer.json
    return answer.json


def read_cells(page, table, numbers):
    rows = get(page, f"{table}/rows?only={','.join(map(str, numbers))}")["rows"]
    return [row["cells"] for row in rows]


@pytest.mark.long
def test_a_tree_is_that_of_scikit_learn_and_its_ends_lead_to_rows(page, iris):
    tree = get(page, f"{iris}/tree?depth=3")
    from sklearn.tree import DecisionTreeClassifier

    from sunmao.server.inference.table_rows import divide_rows

    file = page.studio.config.projects / iris.split("/")[3] / "data" / "iris.csv"
    divided = divide_rows(str(file), "", "species", None, 20_000)
    bare = DecisionTreeClassifier(max_depth=3, random_state=0).fit(divided.train.rows, divided.train.truth)
    assert len(tree["nodes"]) == bare.tree_.node_count and tree["classes"] == ["setosa", "versicolor", "virginica"]
    right = int((bare.predict(divided.test.rows) == divided.test.truth).sum())
    assert tree["fresh"] == {"right": right, "total": 30, "miss": None} and len(tree["mistakes"]) == 30 - right
    root = tree["nodes"][0]
    assert root["rows"] == 120 and sum(root["counts"]) == 120 and root["most"] == bare.tree_.threshold[0]
    names = [field["name"] for field in tree["fields"]]
    ends = [node for node in tree["nodes"] if node["column"] is None]
    assert sum(node["rows"] for node in ends) == 120
    for node in ends:
        numbers = get(page, f"{iris}/tree/rows?depth=3&node={node['id']}")["rows"]
        cells = read_cells(page, iris, numbers)
        assert [sum(row[4] == name for row in cells) for name in tree["classes"]] == node["counts"]
        for row in cells:  # the way that the page goes
            at = root
            while at["column"]:
                at = tree["nodes"][at["yes" if np.float32(row[names.index(at["column"])]) <= at["most"] else "no"]]
            assert at == node
    for row in read_cells(page, iris, tree["mistakes"]):
        assert bare.predict([row[:4]])[0] != tree["classes"].index(row[4])
    get(page, f"{iris}/tree?depth=11", 400)


@pytest.mark.long
def test_a_tree_of_numbers_asks_for_classes_and_leaves_gaps_out(page, project):
    lines = ["size,color,price", "3,,5"]
    lines += [f"{n % 4},{color},{base + n % 4}" for n in range(12) for color, base in (("red", 10), ("blue", 90))]
    table = bring(page, project, "prices.csv", "\n".join(lines))
    edit(page, table, do="target", column="price")
    tree = get(page, f"{table}/tree?depth=2")
    assert tree["left"] == 1 and tree["classes"] == [] and tree["enough"]
    root, nodes = tree["nodes"][0], tree["nodes"]
    assert root["column"] == "color" and root["most"] is None and (root["low"], root["high"]) == (10, 93)
    other = 90 if root["value"] == "blue" else 10
    assert other <= nodes[root["yes"]]["answer"] <= other + 3 and nodes[root["yes"]]["rows"] < root["rows"]
    assert tree["learned"]["right"] is None and tree["learned"]["miss"] < 1.1


def test_too_few_rows_of_a_class_are_said(page, project):
    few = bring(page, project, "few.csv", "a,kind\n" + "".join(f"{n},{'x' if n < 6 else 'y'}\n" for n in range(9)))
    tree = get(page, f"{few}/tree")
    assert not tree["enough"] and tree["few"] == ["y"] and tree["nodes"] == []
    assert not get(page, f"{few}/tree/rows?node=0")["rows"]


@pytest.mark.long
def test_neighbors_color_a_plane_and_are_rows(page, iris):
    asked = "x=sepal length&y=sepal width"
    plane = get(page, f"{iris}/plane?{asked}&k=15")
    from sklearn.neighbors import KNeighborsClassifier

    points = plane["points"]
    assert len(points) == plane["learned"]["total"] == 120 and len(plane["cells"]) == plane["across"] * plane["up"]
    places = np.array([point[1:3] for point in points])
    bare = KNeighborsClassifier(15).fit(places, [point[3] for point in points])
    at = (plane["x"][0] + (plane["x"][1] - plane["x"][0]) * 0.5 / plane["across"], plane["y"][1])
    assert plane["classes"][plane["cells"][0]] == bare.predict([at])[0]
    assert plane["learned"]["right"] == int((bare.predict(places) == [point[3] for point in points]).sum())
    assert [place["k"] for place in plane["curve"]] == [1, 5, 15, 45]
    nearest = get(page, f"{iris}/nearest?{asked}&k=15&at_x=6.05&at_y=2.95")
    assert nearest["answer"] == bare.predict([[6.05, 2.95]])[0] and sum(nearest["counts"]) == 15
    rows = read_cells(page, iris, [point[0] for point in nearest["points"]])
    assert [row[:2] + row[4:] for row in rows] == [point[1:] for point in nearest["points"]]
    every = get(page, f"{iris}/all-columns?k=5")
    assert every["columns"] == 4 and every["fresh"]["right"] > plane["fresh"]["right"]
    for bad in (f"{asked}&k=46", "x=species&y=sepal width", "x=sepal width&y=sepal width"):
        get(page, f"{iris}/plane?{bad}", 400)


@pytest.mark.long
def test_of_very_many_rows_a_part_is_used_and_answers_in_time(page, project):
    draw = random.Random(1)
    lines = ["a,b,kind"] + [f"{draw.random():.3f},{draw.random():.3f},{draw.choice('xyz')}" for _ in range(20_001)]
    table = bring(page, project, "many.csv", "\n".join(lines))
    plane = get(page, f"{table}/plane?x=a&y=b&k=3")
    assert plane["used"] == 2000 and abs(len(plane["points"]) - 1600) < 3
    bare = get(page, f"{table}/plane?x=a&y=b&k=3&bare=1")
    assert bare == plane | {"points": []}
    tree = get(page, f"{table}/tree?depth=2")
    assert tree["used"] == 20_000 == tree["learned"]["total"] + tree["fresh"]["total"]
    began = time.perf_counter()
    get(page, f"{table}/plane?x=a&y=b&k=15")
    took = 1000 * (time.perf_counter() - began)
    print(f"a plane with another k: {took:.0f} ms")
    assert took < 1000  # 100 on a computer of its own
