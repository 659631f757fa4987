"""Only regular files are opened, and only so much of them is read."""

import os
import sys

import pytest

from sunmao.core.regular_files import PIECE, IrregularFile, open_for_append, open_regular, read_regular


def _refuse(reason: str, function, *arguments, **more) -> None:
    with pytest.raises(IrregularFile) as caught:
        function(*arguments, **more)
    assert caught.value.reason == reason and caught.value.filename == os.fspath(arguments[0])


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    return path


def test_a_file_up_to_its_limit(file):
    assert read_regular(file, 5) == b"12345"
    with open_regular(file, 5) as opened:
        assert opened.read() == b"12345"
    _refuse("size", read_regular, file, 4)
    _refuse("size", open_regular, file, 4)


def test_a_folder_is_no_file(tmp_path):
    for function in (open_regular, open_for_append):
        _refuse("kind", function, tmp_path)
    _refuse("kind", read_regular, tmp_path, 5)


def test_what_is_missing_is_said_as_ever(tmp_path):
    with pytest.raises(FileNotFoundError):
        open_regular(tmp_path / "none")


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of Unix")
class TestOnUnix:
    def test_a_link_is_followed_only_where_it_may_be(self, file, tmp_path):
        link = tmp_path / "link"
        link.symlink_to(file)
        _refuse("link", open_regular, link)
        _refuse("link", open_for_append, link)
        assert read_regular(link, 5, follow_link=True) == b"12345"

    def test_a_pipe_makes_nobody_wait(self, tmp_path):
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        _refuse("kind", open_regular, pipe)
        _refuse("kind", open_for_append, pipe)
        _refuse("kind", read_regular, pipe, 5, follow_link=True)

    @pytest.mark.skipif(not os.path.exists("/proc/cpuinfo"), reason="files without a size are Linux's")
    def test_a_file_without_a_size_is_read_whole(self):
        assert len(read_regular("/proc/cpuinfo", 2**20)) > 1
        _refuse("size", read_regular, "/proc/cpuinfo", 1)

    def test_no_descriptor_is_left_open(self, tmp_path):
        before = len(os.listdir("/proc/self/fd")) if os.path.exists("/proc/self/fd") else 0
        for _ in range(3):
            _refuse("kind", open_regular, "/dev/null")
            _refuse("kind", open_regular, tmp_path)
        assert before == (len(os.listdir("/proc/self/fd")) if before else 0)


def test_lines_are_added_at_the_end(file):
    with open_for_append(file) as opened:
        opened.write(b"6\n")
        assert file.read_bytes() == b"123456\n"  # nothing waits in a buffer
        with pytest.raises(OSError):
            opened.read()
    with open_for_append(file, readable=True) as opened:
        opened.seek(0)
        assert opened.read() == b"123456\n"
        opened.seek(0)
        opened.write(b"7")
    assert file.read_bytes() == b"123456\n7"


def test_a_file_to_add_to_is_made(tmp_path):
    with open_for_append(tmp_path / "new") as opened:
        opened.write(b"1")
    assert (tmp_path / "new").read_bytes() == b"1"


def test_a_large_file_is_read_whole(tmp_path):
    (tmp_path / "large").write_bytes(bytes(3 * PIECE + 1))
    assert read_regular(tmp_path / "large", 4 * PIECE) == bytes(3 * PIECE + 1)
