"""The agreement of the canvas's TypeScript with the rest, read from its sources."""

import re
from pathlib import Path

from sunmao.blocks.drawers import DRAWERS

CANVAS = Path(__file__).parents[2] / "static" / "src" / "canvas"
STRING = r"""('[^']*'|"[^"]*")"""
PAIR = re.compile(rf"^  (\w+): \[\s*{STRING},\s*{STRING},?\s*\],$", re.MULTILINE)


def test_every_drawer_has_its_icon():
    icons = (CANVAS / "toolbox" / "icons.ts").read_text(encoding="utf-8")
    for drawer in DRAWERS:
        assert f"lucide/{drawer.icon}.svg" in icons, (
            f"{drawer.id} asks for the icon {drawer.icon}: import it in icons.ts"
        )


def test_every_text_stands_in_both_languages_with_the_same_placeholders():
    source = (CANVAS / "texts.ts").read_text(encoding="utf-8")
    pairs = PAIR.findall(source)
    assert len(pairs) == len(re.findall(r"^  \w+: \[", source, re.MULTILINE)) > 20
    for key, chinese, english in pairs:
        assert len(chinese) > 2 and len(english) > 2, key
        assert sorted(re.findall(r"\{\w+\}", chinese)) == sorted(re.findall(r"\{\w+\}", english)), key
        assert not re.search("[\u4e00-\u9fff]", english), key
