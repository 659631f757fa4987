"""The tests that a change concerns, and how directly."""

import pytest

from checks.ci.import_graph import FAR, PAGE, ImportGraph
from tests.support.paths import ROOT

TREE = {
    "pyproject.toml": "",
    "sunmao/__init__.py": "",
    "sunmao/vision/__init__.py": "_LAZY = {'Detection': 'sunmao.vision.detection'}",
    "sunmao/vision/detection.py": "def train():\n    from sunmao.data import boxes",
    "sunmao/vision/other.py": "",
    "sunmao/data/__init__.py": "_MODULES = {'sunmao.data.tables': ('read', 'write')}",
    "sunmao/data/boxes.py": "import sunmao.data.geometry",
    "sunmao/data/geometry.py": '"""Not that of sunmao.vision.other."""',
    "sunmao/data/tables.py": "",
    "sunmao/models/table.py": "FILE = 'weights.csv'",
    "server/app.py": "def serve():\n    import sunmao.server.route",
    "server/route.py": "from sunmao.data import read",
    "tests/conftest.py": "import pytest\nfrom sunmao.server.app import serve\n@pytest.fixture\ndef served(): serve()\n"
    "@pytest.fixture\ndef digits():\n    from sunmao.vision import Detection",
    "tests/server/conftest.py": "from tests.support.studio import studio\ndef project(served): pass\n",
    "tests/support/studio.py": "def studio(): run('-m', 'sunmao.server.app')",
    "tests/server/test_route.py": "def test_it(project): pass\nclass TestMore:\n    def test_that(self, studio): pass",
    "tests/sunmao/test_boxes.py": "from sunmao.data.boxes import Box",
    "tests/sunmao/test_digits.py": "def test_it(digits): pass",
    "tests/sunmao/test_program.py": "PROGRAM = '''\nfrom sunmao.data import write, read\n'''",
    "tests/sunmao/test_golden.py": "FOLDER = ROOT / 'tests' / 'golden'",
    "tests/golden/loop.py": "import sunmao.vision.other",
    "tests/e2e/test_page.py": "def test_it(): pass",
}


@pytest.fixture
def graph(tmp_path) -> ImportGraph:
    for path, text in TREE.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return ImportGraph(tmp_path)


@pytest.mark.parametrize(
    ("changed", "concerned"),
    [
        ("sunmao/data/boxes.py", {"sunmao/test_boxes.py": 1, "sunmao/test_digits.py": 3}),
        ("sunmao/data/geometry.py", {"sunmao/test_boxes.py": 2, "sunmao/test_digits.py": 4}),
        ("sunmao/vision/other.py", {}),
        ("sunmao/data/tables.py", {"sunmao/test_program.py": 1, "server/test_route.py": 4}),
        ("server/route.py", {"server/test_route.py": 3}),
        ("server/app.py", {"server/test_route.py": 2}),
        ("tests/support/studio.py", {"server/test_route.py": 1}),
        ("tests/server/conftest.py", {"server/test_route.py": 1}),
        ("tests/sunmao/test_boxes.py", {"sunmao/test_boxes.py": 0}),
        ("tests/golden/loop.py", {"sunmao/test_golden.py": 1}),
        ("static/src/canvas/view.tsx", {"e2e/test_page.py": 2}),
        ("sunmao/gone.py", {}),
        ("docs/guide.md", {}),
    ],
)
def test_distance_is_the_number_of_imports_between(graph, changed, concerned):
    found = graph.measure_distances([changed])
    tests = {path: found[path] for path in found if "/test_" in path}
    assert tests == {f"tests/{path}": (imports, changed) for path, imports in concerned.items()}


def test_the_nearest_of_several_changes_counts(graph):
    found = graph.measure_distances(["sunmao/data/geometry.py", "sunmao/data/boxes.py"])
    assert found["tests/sunmao/test_boxes.py"] == (1, "sunmao/data/boxes.py")


def test_data_concerns_who_names_it(graph):
    assert graph.measure_distances(["sunmao/models/weights.csv"])["sunmao/models/table.py"][0] == 1


def test_what_concerns_all_comes_after_what_is_near(graph):
    found = graph.measure_distances(["pyproject.toml", "sunmao/data/boxes.py"])
    assert found["tests/sunmao/test_boxes.py"] == (1, "sunmao/data/boxes.py")
    assert found["tests/e2e/test_page.py"] == (FAR, "pyproject.toml")


def test_a_changed_conftest_is_nearer_to_who_asks_for_its_fixtures(graph):
    found = graph.measure_distances(["tests/conftest.py"])
    assert found["tests/sunmao/test_digits.py"][0] == 2 and found["tests/sunmao/test_boxes.py"][0] == FAR


@pytest.mark.long
def test_of_this_project_the_page_and_the_studio_concern_the_tests_of_both():
    graph = ImportGraph(ROOT)
    page = graph.measure_distances([f"{PAGE}/app.tsx"])
    studio = graph.measure_distances(["server/app/create_app.py"])
    files = [path.relative_to(ROOT).as_posix() for path in (ROOT / "tests" / "e2e").glob("test_*.py")]
    assert {*files} <= page.keys() and {*files} <= studio.keys()
    assert "tests/server/projects/test_missing_folder.py" not in page
    assert "tests/sunmao/training/checkpoints/test_resume.py" not in studio
