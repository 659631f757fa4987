"""The keys that a program can hear, each with its words."""

_NAMED = (
    ("space", "空格", "space"),
    ("up", "↑", "↑"),
    ("down", "↓", "↓"),
    ("left", "←", "←"),
    ("right", "→", "→"),
    ("enter", "回车", "Enter"),
    ("any", "任意键", "any key"),
)
KEY_NAMES = (
    *_NAMED,
    *((letter, letter, letter) for letter in "abcdefghijklmnopqrstuvwxyz"),
    *((digit, digit, digit) for digit in "0123456789"),
)
KEYS = tuple(name for name, _, _ in KEY_NAMES)
