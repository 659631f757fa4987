"""A folder of pictures with what is none in it: a pipe, a name that is no text, a link to itself and one to /dev/zero,
a forbidden file.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from random import Random

import numpy as np
import pytest

from sunmao.images.image_files import encode_png
from sunmao.server.dataset_index import index_db
from sunmao.server.storage.safe_files import UnreadableFile
from tests.support.app_client import Page
from tests.support.damage import KINDS
from tests.support.limits import HANG_TIMEOUT, poll_until
from tests.support.paths import ROOT
from tests.support.privileges import bound_by_modes

pytestmark = pytest.mark.process


def fill(folder: Path) -> None:
    """Two good pictures, one under a name that is no text, and four files that cannot be opened."""
    folder.mkdir(parents=True)
    picture = encode_png(np.full((8, 8, 3), 90, np.uint8))
    for name in (b"one.png", b"two.png", b"\xff.png", b"closed.png"):
        with open(os.fsencode(folder) + b"/" + name, "wb") as file:
            file.write(picture)
    (folder / "closed.png").chmod(0)
    os.mkfifo(folder / "x.jpg")
    (folder / "self.png").symlink_to(folder / "self.png")
    (folder / "zero.png").symlink_to("/dev/zero")


@pytest.mark.long
@pytest.mark.fault("B15")
@pytest.mark.skipif(sys.platform != "linux", reason="pipes, links and names of bytes as on Linux")
def test_what_is_no_picture_is_left_out_and_nothing_waits_for_it(row):
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        projects = Path(name, "projects")
        projects.mkdir()
        with closing(Page(projects)) as page:
            page.make("p")
        fill(projects / "p" / "data" / "mine" / "a")
        fill(projects / "p" / "data" / "mine" / "b")
        command = [*bound_by_modes(), sys.executable, "-m", "tests.server.datasets.strange_files_session", projects]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=HANG_TIMEOUT)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    [left] = [sentence for sentence in told["said"] if "cannot be opened" in sentence]
    assert left.startswith("Left out 8 files") and "a/x.jpg" in left and told["pictures"] == 6
    assert told["asked"] == [404] * 4 and told["others"] == [200, 201]
    row(
        saw=left,
        kept="three good pictures of each class are used, the odd name too; the page's lists, export and copy work",
    )


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links as on POSIX systems")
def test_what_stands_for_the_studios_own_files_of_a_data_set_holds_nothing_up(tmp_path):
    picture, kinds = encode_png(np.full((8, 8, 3), 90, np.uint8)), ("pipe", "link", "other JSON", "folder", "sparse")
    with closing(Page(tmp_path)) as page:
        project = page.make("p")
        for number, kind in enumerate(kinds):
            folder = tmp_path / project / "data" / kind.replace(" ", "")
            for label in "ab":
                (folder / label).mkdir(parents=True)
                (folder / label / "1.png").write_bytes(picture)
            for name in (".sunmao.json", "split.json"):
                (folder / name).touch()
                KINDS[kind](folder / name, Random(number))
        os.mkfifo(folder.parent / "pipe" / "classes.txt")

        def ask() -> list[dict] | None:
            rows = page.ask("GET", f"/api/projects/{project}/datasets").json
            return None if any(row["coming"] for row in rows) else rows

        rows = poll_until(ask, "all data sets")  # a large one comes when it comes
    told = {row["name"]: (row["pictures"], row["problem"], row["locked"]) for row in rows if not row["builtin"]}
    assert told == {kind.replace(" ", ""): (2, None, False) for kind in kinds}


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links as on POSIX systems")
@pytest.mark.parametrize("kind", ["pipe", "link", "sparse", "random bytes", "folder"])
@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal"])
def test_what_stands_for_an_index_or_beside_it_gives_way_unless_it_is_a_folder(tmp_path, kind, ending):
    file = tmp_path / index_db.FOLDER / "a.sqlite"
    with index_db.open_for_writing(file) as db, db:
        index_db.write_about(db, stamp="then")
    victim = file.with_name(file.name + ending)
    victim.touch()
    KINDS[kind](victim, Random(0))
    assert index_db.read_about(file) in ({}, {"stamp": "then"})
    if kind == "folder":
        with pytest.raises(UnreadableFile, match=victim.name):
            index_db.open_for_writing(file).__enter__()
        assert (victim / "file").exists()
        return
    with index_db.open_for_writing(file) as db, db:
        index_db.write_about(db, stamp="now")
    assert index_db.read_about(file) == {"stamp": "now"}


def test_an_index_is_there_while_it_is_written(tmp_path):
    """The files that SQLite keeps beside an index come and go at any moment."""
    file = tmp_path / index_db.FOLDER / "a.sqlite"
    ended = threading.Event()

    def write() -> None:
        while not ended.is_set():
            with index_db.open_for_writing(file) as db, db:
                index_db.write_about(db, stamp="then")

    with index_db.open_for_writing(file) as db, db:
        index_db.write_about(db, stamp="then")
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        try:
            for _ in range(1000):
                with index_db.open_for_reading(file) as db:
                    assert db is not None
        finally:
            ended.set()
        writing.result()
