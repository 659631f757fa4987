"""Options, fixtures and rules of order for all tests."""

import gc
import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support import lock_orders  # first: locks are made while modules are imported

# isort: split
from checks.ci.long_tests import MINUTES, LongTests
from checks.ci.unsteady import SecondRun
from checks.ci.whole_run import WholeRun
from sunmao.server.processes.process import SLEEPING_THREADS
from tests.support.fast_mode import EXAMPLES, MARKS, FastMode
from tests.support.fast_mode import FOLDERS as MARKED_FOLDERS
from tests.support.fault_table import FaultTable, row  # noqa: F401 - the fixture `row` is for every test
from tests.support.made_once import make_once
from tests.support.page_code import node, node_program  # noqa: F401 - for every test, as `row`
from tests.support.paths import ROOT, SHARED

# Where the waiting threads of torch and numpy spin, a computer that tests, which is busy, trains three times slower; it is
# read when these are loaded, also by what a test starts.
for name, value in SLEEPING_THREADS.items():
    os.environ.setdefault(name, value)
# Programs, not tests, also where a block's name begins with `test_`.
collect_ignore = ["golden"]
LONG = "takes more than some three seconds: a whole lesson, many kills, a measurement"
FOLDERS = ("e2e", "attacks", "benchmarks", "sunmao", "server", "install", "codegen", "blocks")  # the slowest first


def pytest_addoption(parser):
    """`--regenerate` writes the golden programs anew; look at the difference before committing it. `--faults`: see
    tests/support/fault_table.py. `--fast`: see tests/support/fast_mode.py. `--all`: the long tests as well. `--long`: see
    checks/ci/long_tests.py.
    """
    parser.addoption(
        "--regenerate", action="store_true", help="write tests/golden/*.py from the workspaces beside them"
    )
    parser.addoption("--faults", action="store_true", help="run the tests of the fault table only and print it")
    parser.addoption("--fast", action="store_true", help="only tests without browser, training engine and processes")
    parser.addoption("--all", action="store_true", help="also the tests marked `long`: everything")
    parser.addoption("--long", action="store_true", help="of the long tests those that a change concerns, and a third")
    parser.addoption("--minutes", type=float, default=MINUTES, help=f"the time of `--long`, {MINUTES} if not said")


def pytest_configure(config):
    """Every run knows the fault table; `--faults` prints it. Programs under test hear Ctrl+C, also where a shell
    started all of it in the background.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    config.pluginmanager.register(FaultTable(config.getoption("--faults")))
    config.pluginmanager.register(lock_orders)
    for name, meaning in MARKS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")
    config.addinivalue_line("markers", f"long: {LONG}")
    if config.getoption("--fast"):
        config.pluginmanager.register(FastMode())
        settings.load_profile("fast")
    if not (names_part(config) or hasattr(config, "workerinput")):
        everything = config.getoption("--all")
        config.pluginmanager.register(SecondRun(config, write=everything and os.environ.get("CI") != "true"))
        if everything:
            config.pluginmanager.register(WholeRun(config.rootpath))
    if config.getoption("--long"):
        config.pluginmanager.register(LongTests(config))


def names_part(config) -> bool:
    """Whether a folder, a file or a word is named: whoever does that wants all of its tests, and sees how each behaves."""
    return bool(config.args != config.getini("testpaths") or config.getoption("-k") or config.getoption("--faults"))


def pytest_itemcollected(item):
    """A test's rows travel with its report; a folder may have a mark for all of its tests."""
    if rows := [row for mark in item.iter_markers("fault") for row in mark.args]:
        item.user_properties.append(("fault", rows))
    if mark := MARKED_FOLDERS.get(item.path.relative_to(ROOT / "tests").parts[0]):
        item.add_marker(mark)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Files that take minutes come first: of two workers, none has a long one left when the other is done. Long tests
    are left out of a run of all folders without `--all`.
    """
    if not (names_part(config) or config.getoption("--all")):
        left_out = {item for item in items if item.get_closest_marker("long")}
        config.hook.pytest_deselected(items=list(left_out))
        items[:] = [item for item in items if item not in left_out]

    def place(item) -> int:
        folder = item.path.relative_to(ROOT / "tests").parts[0]
        return FOLDERS.index(folder) if folder in FOLDERS else len(FOLDERS)

    items.sort(key=place)


def pytest_collection_finish():
    """Thousands of tests live until the end: the garbage collector need not look through them again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data beside the clone. Absent: a skip, and with CI=true a failure."""
    if not SHARED.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI needs {SHARED}")
        pytest.skip("no folder ../shared (real data for tests; not part of the project)")
    return SHARED


@pytest.fixture(scope="session")
def shapes(tmp_path_factory) -> Path:
    """The sample of drawn shapes, a box around each: COCO, 300 pictures of 240 × 240 in three parts. To be read only."""
    from sunmao.data.builtin.samples import make_sample

    return make_once(tmp_path_factory, "sample shapes", lambda folder: make_sample("shapes", folder)) / "shapes"


@pytest.fixture(scope="session")
def shapes_weights(shapes, tmp_path_factory) -> Path:
    """The best weights of a small detector that has learned the drawn shapes for a moment: it finds most of them and
    makes mistakes of several kinds. To be read only.
    """
    from sunmao.vision import Detection

    def train(folder: Path) -> None:
        model = Detection(backbone="RTMDet-Lite0", image_size=96)
        model.load_dataset(path=shapes, check=False)
        model.train(epochs=3, random_seed=1, save_fold=folder)

    [best] = make_once(tmp_path_factory, "shapes weights", train).glob("best_*.pth")
    return best


# `pytest --hypothesis-profile=long` looks at many more programs than every test run does.
settings.register_profile("quick", deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
settings.register_profile("long", settings.get_profile("quick"), max_examples=5000, derandomize=False)
settings.register_profile("fast", settings.get_profile("quick"), max_examples=EXAMPLES)
settings.load_profile("quick")
