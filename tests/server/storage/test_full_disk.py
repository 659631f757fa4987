"""The disk becomes full: in a save, an import, a run's log, a checkpoint, a pupil's file. Said, nothing old is lost,
and it goes on later.
"""

import json
import sys
import textwrap

import pytest

from sunmao.explain import exceptions
from tests.support.privileges import run_on_tiny_disk

pytestmark = pytest.mark.process


@pytest.mark.long
@pytest.mark.fault("B2")
@pytest.mark.parametrize("lacks, options", [("bytes", "size=64k"), ("names", "size=4m,nr_inodes=20")])
def test_a_full_disk_is_said_and_nothing_old_is_lost(tmp_path, lacks, options, row):
    done = run_on_tiny_disk(
        tmp_path, options, sys.executable, "-m", "tests.server.storage.full_disk_session", tmp_path, lacks
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert said.keys() == {"save", "import", "run"} | ({"log"} if lacks == "bytes" else set())
    assert all("The disk is full" in words["en"] for words in said.values())
    row(
        saw=said["save"],
        kept=f"no more {lacks}: old blocks whole, no half import, no half run; opening works; saving and running work when there is room again",
    )


CHECKPOINT = """
    import sys
    import torch
    from sunmao.training.checkpoints.weight_files import load_own_weights, save_weights

    file, info = sys.argv[1] + "/best.pth", {"model": "LeNet", "classes": ["a", "b"], "image_size": 32}
    save_weights(file, {"weight": torch.ones(1000)}, info)
    try:
        save_weights(file, {"weight": torch.zeros(20_000)}, info)
    except OSError as error:
        print(error.errno)
    assert (load_own_weights(file)["state_dict"]["weight"] == 1).all()
"""


@pytest.mark.fault("B2")
@pytest.mark.long
def test_a_checkpoint_that_does_not_fit_leaves_the_one_before(tmp_path, row):
    done = run_on_tiny_disk(tmp_path, "size=64k", sys.executable, "-c", textwrap.dedent(CHECKPOINT), tmp_path)
    assert done.returncode == 0, done.stderr
    told = exceptions.describe_exception(OSError(int(done.stdout), "No space left on device"), "main.py")
    assert told.title["en"] == "The disk is full."
    row(saw=told.title, kept="the checkpoint before is whole and opens")


@pytest.mark.fault("B2")
def test_a_pupils_own_file_on_a_full_disk(tmp_path, row):
    from tests.support.observed_run import Studio

    studio = Studio(tmp_path)
    told = studio.run("with open('/dev/full', 'w') as file:\n    file.write('x' * 10_000)\n").ends()
    studio.runs.close()
    [error] = told.kind("error")
    assert told.summary["state"] == "error" and error["title"]["en"] == "The disk is full." and error["line"] in (1, 2)
    row(saw=error["title"], kept="the sentence stands before the traceback, the line is marked")
