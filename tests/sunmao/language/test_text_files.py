"""Texts of one's own."""

import pytest

from sunmao.errors import BadData, FileMissing
from sunmao.language import read_text

STORY = "小猫钓鱼。\nThe cat sat.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_text_is_read_whoever_saved_it(tmp_path, encoding):
    (tmp_path / "story.txt").write_bytes(STORY.encode(encoding))
    assert read_text("story.txt") == STORY.strip()


def test_what_is_no_text_is_said(tmp_path):
    (tmp_path / "story.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0" + bytes(range(256)))
    (tmp_path / "long.txt").write_bytes(b"a" * (1 << 20) + b"a")
    with pytest.raises(FileMissing, match=r"story\.txt"):
        read_text("stroy.txt")
    with pytest.raises(FileMissing):
        read_text("nowhere/story.txt")
    for name, key in (("story.txt", "text_binary"), ("long.txt", "text_too_large")):
        with pytest.raises(BadData) as error:
            read_text(name)
        assert error.value.key == key
