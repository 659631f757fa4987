"""The short sounds that come along: made by `checks/make_sounds.py`."""

from pathlib import Path

FOLDER = Path(__file__).parent / "recordings"
# Name → what it is called.
PACKAGED: dict[str, tuple[str, str]] = {
    "ding": ("叮", "ding"),
    "pop": ("啵", "pop"),
    "bell": ("钟声", "bell"),
    "drum": ("大鼓", "drum"),
    "snare": ("小鼓", "snare drum"),
    "clap": ("拍手", "clap"),
    "chime": ("风铃", "chime"),
    "boing": ("弹簧", "boing"),
    "laser": ("激光", "laser"),
    "whistle": ("哨子", "whistle"),
    "right": ("答对了", "right"),
    "wrong": ("答错了", "wrong"),
}


def find_packaged(name: str) -> Path | None:
    """The wav file of a packaged sound; None for another name."""
    return FOLDER / f"{name}.wav" if name in PACKAGED else None
