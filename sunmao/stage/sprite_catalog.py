"""The sprites that come along: original drawings in `drawings/`, a folder a sprite with an SVG and a PNG a costume."""

from dataclasses import dataclass
from pathlib import Path

DRAWINGS = Path(__file__).parent / "drawings"
OWN_FOLDER = "stage"  # of a project: the sprites that were made in it
PANEL_FILE = "panel.json"  # in there: how the panel was arranged
Named = tuple[str, str, str]  # name, zh, en


@dataclass(frozen=True)
class BuiltinSprite:
    """One sprite. costumes: the first is the one that it begins with."""

    name: str
    zh: str
    en: str
    costumes: tuple[Named, ...]

    def locate(self, costume: str) -> Path:
        """The PNG of a costume, (480, 480) with transparency."""
        return DRAWINGS / self.name / f"{costume}.png"


def _one(name: str, zh: str, en: str, *costumes: Named) -> BuiltinSprite:
    return BuiltinSprite(name, zh, en, costumes or ((name, zh, en),))


SPRITES = {
    sprite.name: sprite
    for sprite in (
        _one("robot", "机器人", "robot", ("calm", "平静", "calm"), ("happy", "开心", "happy"), ("sad", "难过", "sad")),
        _one("cat", "小猫", "cat", ("calm", "平静", "calm"), ("happy", "开心", "happy")),
        _one("dog", "小狗", "dog", ("calm", "平静", "calm"), ("happy", "开心", "happy")),
        _one("bird", "小鸟", "bird", ("wing_down", "翅膀向下", "wing down"), ("wing_up", "翅膀向上", "wing up")),
        _one("fish", "小鱼", "fish"),
        _one(
            "hand", "手", "hand", ("rock", "石头", "rock"), ("paper", "布", "paper"), ("scissors", "剪刀", "scissors")
        ),
        _one(
            "traffic_light",
            "红绿灯",
            "traffic light",
            ("off", "不亮", "off"),
            ("red", "红灯", "red"),
            ("yellow", "黄灯", "yellow"),
            ("green", "绿灯", "green"),
        ),
        _one("car", "汽车", "car"),
        _one("rocket", "火箭", "rocket", ("rocket", "火箭", "rocket"), ("flying", "飞行", "flying")),
        _one("ball", "球", "ball"),
        _one("star", "星星", "star"),
        _one("apple", "苹果", "apple"),
    )
}


def find_sprite(name: str) -> BuiltinSprite | None:
    """The sprite of that name in any of the languages.

    >>> find_sprite('小猫').name
    'cat'
    """
    wanted = name.strip().lower()
    return next((each for each in SPRITES.values() if wanted in (each.name, each.zh, each.en)), None)


def find_costume(sprite: BuiltinSprite, name: str) -> str | None:
    """The file's name of a costume, by its name in any of the languages."""
    wanted = name.strip().lower()
    return next((costume[0] for costume in sprite.costumes if wanted in costume), None)
