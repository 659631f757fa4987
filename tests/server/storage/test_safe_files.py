"""Files and folders of ours: regular ones of bounded size, or a sentence."""

import errno
import os
import sys

import pytest

from sunmao.server.storage.safe_files import (
    MAX_NUMBER,
    UnreadableFile,
    explain_failure,
    find_closed,
    find_renamed,
    has_content,
    is_count,
    list_folder_safely,
    list_plain_entries,
    load_object_safely,
    make_folder_safely,
    read_file_safely,
)

LINKS = pytest.mark.skipif(sys.platform == "win32", reason="links of Unix")


def _refuse(key: str, function, *arguments, **more) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        function(*arguments, **more)
    assert caught.value.key == key and caught.value.text["zh"] != caught.value.text["en"]
    return caught.value


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes(b'{"a": 1}')
    return path


def test_a_file_up_to_its_limit(file):
    assert read_file_safely(file, 8) == b'{"a": 1}' and load_object_safely(file, 8) == {"a": 1}
    _refuse("file_size", read_file_safely, file, 7)
    with pytest.raises(FileNotFoundError):
        read_file_safely(file.with_name("none"), 8)
    file.write_bytes(b"[1]")
    with pytest.raises(ValueError):
        load_object_safely(file, 8)


def test_a_folder_in_its_place(tmp_path):
    assert "a.json" in _refuse("file_kind", read_file_safely, _make(tmp_path / "a.json"), 8).text["en"]


def _make(folder):
    folder.mkdir()
    return folder


@LINKS
def test_a_link_in_its_place(file, tmp_path):
    (tmp_path / "link").symlink_to(file)
    _refuse("file_kind", read_file_safely, tmp_path / "link", 8)
    assert read_file_safely(tmp_path / "link", 8, follow_link=True) == b'{"a": 1}'
    assert has_content(tmp_path / "link", b'{"a": 1}')


def test_whether_it_holds_exactly_this(file):
    assert has_content(file, b'{"a": 1}')
    assert not any(has_content(file, data) for data in (b"", b'{"a": 2}', b'{"a": 1} '))
    assert not has_content(file.with_name("none"), b"")


@pytest.mark.parametrize(
    ("value", "count"),
    [(0, True), (MAX_NUMBER, True), (-1, False), (MAX_NUMBER + 1, False), (True, False), (1.0, False)],
)
def test_a_count(value, count):
    assert is_count(value) is count


def test_folders(tmp_path, file):
    assert list_folder_safely(tmp_path) == ["a.json"]
    _refuse("folder_kind", list_folder_safely, file)
    with pytest.raises(FileNotFoundError):
        list_folder_safely(tmp_path / "none")
    make_folder_safely(tmp_path / "b" / "c", parents=True)
    make_folder_safely(tmp_path / "b")
    _refuse("folder_kind", make_folder_safely, file)
    assert list_plain_entries(tmp_path, lambda each: each.is_dir()) == ["b"]
    assert list_plain_entries(file, lambda each: True) == list_plain_entries(tmp_path / "none", lambda each: True) == []


@LINKS
def test_a_folder_that_leads_elsewhere(tmp_path):
    (tmp_path / "link").symlink_to(_make(tmp_path / "real"))
    for function in (list_folder_safely, make_folder_safely):
        _refuse("folder_link", function, tmp_path / "link")
    assert list_plain_entries(tmp_path / "link", lambda each: True) == []


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (errno.EACCES, "file_denied"),
        (errno.EPERM, "file_denied"),
        (errno.ELOOP, "file_kind"),
        (errno.ENOTDIR, "folder_kind"),
    ],
)
def test_what_the_system_says_in_a_sentence(tmp_path, number, key):
    found = explain_failure(OSError(number, ""), tmp_path / "a" / "b")
    assert isinstance(found, UnreadableFile) and found.key == key and found.errno == errno.EINVAL
    assert found.params["name"] == (tmp_path.name if key == "file_denied" else "b" if key == "file_kind" else "a")


def test_a_failing_disk_stays_what_it_is(tmp_path):
    error = OSError(errno.EIO, "")
    assert explain_failure(error, tmp_path) is error


def test_a_folder_under_another_name(tmp_path):
    folder = _make(tmp_path / "old")
    identity = os.lstat(folder)
    assert find_renamed(folder, identity) is None and find_renamed(tmp_path / "x", None) is None
    folder.rename(tmp_path / "new")
    _make(tmp_path / "other")
    assert find_renamed(folder, identity) == tmp_path / "new"
    (tmp_path / "new").rmdir()
    assert find_renamed(folder, identity) is None


def test_what_keeps_from_reading(tmp_path, file):
    assert find_closed(file) == file and find_closed(tmp_path / "none" / "b") == tmp_path
