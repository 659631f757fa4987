"""Zips read where they lie: what is in them, what is left out, what is refused, and that nothing is ever unpacked."""

import contextlib
import io
import os
import random
import stat
import struct
import subprocess
import sys
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from sunmao.data.files.zip_archive import decode_names, list_zip_entries, open_zip_tree
from sunmao.data.sources.detect_format import open_file_tree, read_listing
from sunmao.errors import BadData


def zipped(files: dict, kind=zipfile.ZIP_DEFLATED) -> io.BytesIO:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", kind) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    data.seek(0)
    return data


def tree_of(files: dict):
    return open_zip_tree(zipped(files), Path("set.zip"))


PICTURES = {f"set/{label}/{number}.jpg": b"x" for label in ("cat", "dog") for number in range(3)}


def test_files_and_folders_without_what_systems_put_there():
    tree = tree_of(
        {
            **PICTURES,
            "set/empty/": b"",
            "__MACOSX/set/cat/._0.jpg": b"x",
            "set/cat/.DS_Store": b"x",
            "set/cat/Thumbs.db": b"x",
        }
    )
    assert list(tree.files) == sorted(PICTURES) and tree.left == []
    assert tree.folders == {"set", "set/cat", "set/dog", "set/empty"}
    assert tree.read("set/cat/0.jpg") == b"x" and not tree.folder
    assert tree.name(tree.place("set/cat/0.jpg")) == "set/cat/0.jpg"


@pytest.mark.parametrize(
    "name", ["../x.jpg", "a/../../x.jpg", "/x/a.jpg", "C:/x/a.jpg", "..\\x\\a.jpg", "C:\\x.jpg", "\\\\host\\a\\b.jpg"]
)
def test_a_name_that_leads_outside_refuses_everything(name):
    with pytest.raises(BadData) as caught:
        tree_of({**PICTURES, name: b"x"})
    assert caught.value.key == "reaches_outside"


@pytest.mark.slow
def test_what_is_left_out_and_why():
    data = zipped(
        {
            **PICTURES,
            "set/.hidden/1.jpg": b"x",
            "set/cat/0.JPG": b"x",
            "set/cat/zeros.jpg": bytes(110 * 2**20),
            f"set/cat/{'n' * 300}.jpg": b"x",
        }
    )
    with zipfile.ZipFile(data, "a") as archive:
        link = zipfile.ZipInfo("set/cat/link.jpg")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    tree = open_zip_tree(data, Path("set.zip"))
    assert {why: path[:17] for path, why in tree.left} == {
        "left_hidden": "set/.hidden/1.jpg",
        "left_twice": "set/cat/0.JPG",
        "left_swollen": "set/cat/zeros.jpg",
        "left_name": "set/cat/nnnnnnnnn",
        "left_link": "set/cat/link.jpg",
    }
    found = read_listing(tree)
    assert {finding.key: finding.level for finding in found.findings} == {
        "archive_hidden": "warn",
        "archive_twice": "warn",
        "archive_swollen": "reject",
        "archive_names": "warn",
        "archive_links": "reject",
    }
    assert len(found.items) == 6 and not any(len(finding.text["en"]) > 300 for finding in found.findings)


@pytest.mark.process
def test_folders_in_folders_without_end(tmp_path, monkeypatch):
    """Neither a folder nor a zip costs more than a look at its first levels."""
    tree = tree_of({**PICTURES, "a/" * 9000 + "1.jpg": b"x", "b/" * 9000: b""})
    assert list(tree.files) == sorted(PICTURES) and [why for _, why in tree.left] == ["left_name"] * 2
    monkeypatch.chdir(tmp_path)
    for _ in range(1100):  # longer than Python's stack is deep
        os.mkdir("a")
        os.chdir("a")
    monkeypatch.chdir(tmp_path)
    Path("1.jpg").write_bytes(b"x")
    tree = open_file_tree(tmp_path)
    assert list(tree.files) == ["1.jpg"] and [why for _, why in tree.left] == ["left_name"]
    subprocess.run(
        [sys.executable, "-c", "import shutil, sys; sys.setrecursionlimit(9999); shutil.rmtree('a')"], check=True
    )  # pytest could not


def test_classes_that_differ_in_capital_letters_are_both_there():
    assert read_listing(tree_of({"Cat/1.jpg": b"x", "cat/1.jpg": b"x", "dog/1.jpg": b"x"})).classes == [
        "Cat",
        "cat",
        "dog",
    ]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"Rar!\x1a\x07\0" + bytes(100), "other_archive"),
        (b"7z\xbc\xaf\x27\x1c", "other_archive"),
        (b"\x1f\x8b" + bytes(50), "other_archive"),
        (b"x" * 257 + b"ustar\0" + bytes(300), "other_archive"),
        (b"not a zip at all", "not_a_zip"),
        (b"", "not_a_zip"),
        (b"PK\3\4" + bytes(40), "zip_damaged"),
    ],
)
def test_what_is_no_zip(data, key, tmp_path):
    (tmp_path / "set.zip").write_bytes(data)
    with pytest.raises(BadData) as caught:
        open_file_tree(tmp_path / "set.zip")
    assert caught.value.key == key and "zip" in caught.value.text("zh")


def test_a_zip_cut_off_a_zip_with_a_password_and_an_empty_one():
    whole = zipped(PICTURES).getvalue()
    locked = bytearray(whole)
    for place in (whole.index(b"PK\3\4") + 6, whole.index(b"PK\1\2") + 8):
        locked[place] |= 1
    for data, key in (
        (whole[: len(whole) // 2], "zip_damaged"),
        (bytes(locked), "zip_password"),
        (zipped({}).getvalue(), "zip_empty"),
        (zipped({"a/": b""}).getvalue(), "zip_empty"),
    ):
        with pytest.raises(BadData) as caught:
            open_zip_tree(io.BytesIO(data), Path("set.zip"))
        assert caught.value.key == key


def test_too_many_files():
    with pytest.raises(BadData, match="5"):
        list_zip_entries(zipped(PICTURES), most=5)


def test_an_entry_gives_no_more_than_it_says_to_have():
    data = bytearray(zipped({"a/1.jpg": bytes(50_000_000)}).getvalue())
    for mark, place in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        data[data.index(mark) + place : data.index(mark) + place + 4] = struct.pack("<I", 1000)
    tree = open_zip_tree(io.BytesIO(bytes(data)), Path("set.zip"))
    tracemalloc.start()
    with pytest.raises(OSError):
        tree.read("a/1.jpg")
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


@pytest.mark.slow
def test_entries_that_share_the_same_bytes_are_a_bomb():
    """As in Fifield's: each entry for itself is harmless, together they are 150 GB."""
    packed = zipped({"a/1.jpg": bytes(90 * 2**20)})
    with pytest.raises(BadData) as caught:
        open_zip_tree(list_often(packed, 2000), Path("set.zip"))
    assert caught.value.key == "zip_swollen"


@pytest.mark.parametrize(("more", "bomb"), [(0, True), (6 * 2**20, False)])
@pytest.mark.slow
def test_what_a_zip_may_hold_follows_the_size_of_its_file(more, bomb):
    """1.1 GB in 0.1 MB are a bomb; in 6 MB they are not."""
    packed = zipped({"a/0.bin": random.Random(1).randbytes(more), "a/1.jpg": bytes(90 * 2**20)})
    with pytest.raises(BadData) if bomb else contextlib.nullcontext():
        list_zip_entries(list_often(packed, 12), most=100)


def list_often(packed: io.BytesIO, count: int) -> io.BytesIO:
    """The same zip, its last entry listed so many times."""
    data = packed.getvalue()
    start, end = data.index(b"PK\1\2"), data.rindex(b"PK\5\6")
    entry = data[data.rindex(b"PK\1\2") : end]
    ending = data[end : end + 8] + struct.pack("<HHIIH", count, count, len(entry) * count, start, 0)
    return io.BytesIO(data[:start] + entry * count + ending)


def test_names_in_other_encodings():
    chinese = ["石头/1.png", "剪刀/1.png"]
    assert decode_names([name.encode("gbk") for name in chinese]) == chinese
    assert decode_names([name.encode() for name in chinese]) == chinese
    # 石头 in GBK is accidentally right UTF-8 as well: the other names of the zip decide.
    assert decode_names([b"a/\xff\xfe\x80.png", *(name.encode("gbk") for name in chinese), "é"]) == [
        None,
        *chinese,
        "é",
    ]


# The hostile collection: what reading alone makes of each zip. Nothing of it is unpacked.
REFUSED = {
    "slip_dotdot": "reaches_outside",
    "slip_absolute": "reaches_outside",
    "slip_backslash": "reaches_outside",
    "bomb_flat": "no_pictures",
    "bomb_nested": "inner_archives",
    "not_a_zip": "other_archive",
    "empty": "zip_empty",
    "truncated": "zip_damaged",
    "encrypted_flag": "zip_password",
}
HANDS = ["剪刀", "布", "石头"]
READ = {
    "gbk_names": (HANDS, 18, set()),
    "utf8_noflag_names": (HANDS, 18, set()),
    "utf8_flag_names": (HANDS, 18, set()),
    "slip_symlink": (["0", "1"], 6, {"archive_links", "no_validation_set"}),
    "invalid_names": (["con", "ok"], 2, {"archive_names"}),
    "dup_entries": (["0"], 1, {"archive_twice"}),
    "many_entries": (["0"], 4000, {"no_validation_set"}),
    "bomb_lying_size": (["0"], 1, set()),
}


def test_the_tables_cover_the_collection(shared):
    assert {file.stem for file in (shared / "data/hostile/zips").iterdir()} == REFUSED.keys() | READ.keys()


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_zips_are_refused(shared, name):
    with pytest.raises(BadData) as caught:
        read_listing(open_file_tree(shared / f"data/hostile/zips/{name}.zip"))
    assert caught.value.key == REFUSED[name]
    assert not list(Path("/tmp").glob("hostile_pwned*"))


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize("name", READ)
def test_hostile_zips_are_read_where_they_lie(shared, name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tree = open_file_tree(shared / f"data/hostile/zips/{name}.zip")
    found = read_listing(tree)
    assert (found.classes, len(found.items), {finding.key for finding in found.findings}) == READ[name]
    assert os.listdir(tmp_path) == [] and not list(Path("/tmp").glob("hostile_pwned*"))
    if name == "bomb_lying_size":
        with pytest.raises(OSError):
            tree.read(next(iter(tree.files)))
