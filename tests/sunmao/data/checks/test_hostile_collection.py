"""The hostile collection by the command line: accepted, warned about or rejected, as its manifest says; never a
traceback.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.hostile import HOSTILE, RUN, STATUS, files, find_escaped_files
from sunmao.data.check_dataset import check
from sunmao.data.convert import convert_dataset
from sunmao.errors import SunmaoError
from sunmao.server.cli.main import main
from sunmao.texts import CHINESE
from tests.support.limits import HANG_TIMEOUT

pytestmark = pytest.mark.slow

HERE = HOSTILE.is_dir()
# Nothing that happens at the second try: what they do to memory is seen in a process of its own.
HEAVY = (
    "images/bomb_25000x25000_1bit.png",
    "zips/bomb_flat.zip",
    "zips/bomb_nested.zip",
    "zips/bomb_lying_size.zip",
    "voc/billion_laughs.xml",
    "voc/quadratic_blowup.xml",
    "coco/deep_nesting.json",
    "coco/bad_segmentation.json",
)
# What a finding must tell, in some words of it, so that a warning names the fault and not another.
NAMED = {
    "images/bitflip.jpg": "a part of them is damaged",
    "images/animated.gif": "first frame",
    "images/tiff_2page.tif": "first frame",
    "images/heic_stub.heic": "HEIC",
    "images/empty.jpg": "empty",
    "images/html_named.jpg": "not a picture",
    "images/one_pixel.png": "too small",
    "images/strip_4000x2.png": "strip",
    "images/truncated.jpg": "damaged",
    "zips/not_a_zip.zip": "RAR",
    "zips/encrypted_flag.zip": "password",
    "zips/empty.zip": "nothing in this zip",
    "zips/dup_entries.zip": "already",
    "zips/invalid_names.zip": "cannot be read",
    "zips/many_entries.zip": "4000 empty files",
    "cls/case_duplicates.zip": "upper and lower case",
    "cls/class_mismatch": "three",
    "cls/empty_class": "two",
    "cls/imbalanced": "uneven",
    "cls/leak": "for validation or test as well",
    "cls/mixed_formats": "damaged",
    "cls/no_val": "validation",
    "cls/one_class": "only one class",
    "cls/odd_names.zip": "hidden",
    "coco/box_outside.json": "outside",
    "coco/missing_image_file.json": "not there",
    "coco/wrong_size.json": "size",
    "voc/xxe_file.xml": "DTD",
    "masks/unknown_class_id.png": "7",
    "masks/wrong_size.png": "100",
    "masks/jpeg_mask.jpg": "JPEG",
}


@pytest.fixture(autouse=True)
def english(monkeypatch, shared):
    monkeypatch.setenv("SUNMAO_LANG", "en")


@pytest.mark.long
@pytest.mark.fault("E1")
@pytest.mark.parametrize(("file", "expect"), files() if HERE else [("../shared", "")])
def test_the_command_line_answers_as_the_manifest_expects(file, expect, capsys, row):
    status = main(["data", "check", str(HOSTILE / file), "--json"])
    out, err = capsys.readouterr()
    told = json.loads(out)
    said = " ".join(finding["text"]["en"] for finding in told["findings"])
    assert (status, told["answer"], err) == (STATUS[expect], expect, "")
    assert (not told["findings"]) == (expect == "accept")
    assert NAMED.get(file, "") in said and "root:" not in out
    for finding in told["findings"]:
        assert finding["level"] in ("warn", "reject") and re.search(CHINESE, finding["text"]["zh"])
    assert not find_escaped_files()
    row(saw=said[:150] or "nothing: it is good", kept=f"{file}: {told['answer']}, status {status}")


def test_what_is_said_names_each_item_once():
    assert NAMED.keys() <= {file for file, _ in files()}


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="memory is limited as on POSIX systems")
def test_the_bombs_take_little_memory():
    limit = (
        "import resource\nresource.setrlimit(resource.RLIMIT_DATA, (2**30, 2**30))\n" if sys.platform == "linux" else ""
    )
    words = f"{limit}from sunmao.server.cli.main import main\nfor file in sys.argv[1:]: main(['data', 'check', file, '--json'])\nstatus = 0"
    program = RUN.replace("from sunmao.server.cli.main import main\nstatus = main(sys.argv[1:])", words)
    done = subprocess.run(
        [sys.executable, "-c", program, *(str(HOSTILE / file) for file in HEAVY)],
        capture_output=True,
        text=True,
        timeout=HANG_TIMEOUT,
    )
    assert done.returncode == 0 and len(done.stderr.splitlines()) == 1, done.stderr
    assert float(done.stderr) < 1024 and done.stdout.count('"answer"') == len(HEAVY)


@pytest.mark.long
@pytest.mark.parametrize(
    "file", sorted({file for file, expect in files() if file.startswith(("zips/", "cls/"))}) if HERE else ["../shared"]
)
@pytest.mark.slow
def test_what_is_converted_is_good_and_whole_or_not_there(file, tmp_path):
    source, target = HOSTILE / file, tmp_path / "made"
    before = {path: path.stat().st_mtime_ns for path in source.rglob("*")} if source.is_dir() else source.read_bytes()
    try:
        made = convert_dataset(source, target)
    except SunmaoError:
        assert list(tmp_path.iterdir()) == []
    else:
        health = check(target)
        assert (health.pictures, health.classes) == (made.pictures, made.classes)
        assert not {"damaged_pictures", "empty_pictures", "odd_classes", "similar_classes"} & {
            finding.key for finding in health.findings
        }
        assert list(tmp_path.iterdir()) == [target]
    assert (
        {path: path.stat().st_mtime_ns for path in source.rglob("*")} if source.is_dir() else source.read_bytes()
    ) == before
    assert not find_escaped_files()


def test_a_file_of_no_known_kind_fails_loudly(tmp_path, capsys):
    (tmp_path / "notes.txt").write_text("Dear teacher")
    assert main(["data", "check", str(tmp_path / "notes.txt")]) == 1
    assert "notes.txt" in capsys.readouterr().out
    assert main(["data", "check", str(tmp_path / "gone")]) == 2


def test_an_archive_of_another_kind_is_never_unpacked(tmp_path, capsys):
    packed = Path(shutil.make_archive(str(tmp_path / "set"), "gztar", HOSTILE / "cls" / "leak"))
    assert main(["data", "check", str(packed)]) == 1 and "Make a zip" in capsys.readouterr().out
    assert main(["data", "convert", str(packed), str(tmp_path / "made")]) == 1 and not (tmp_path / "made").exists()
