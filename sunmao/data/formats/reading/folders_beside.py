"""Folders that lie where classes do and are none: copies of all the others, previews, what a program has drawn or
somebody has written about the set; and parts that are called by the set's own name, `rps` and `rps-test-set`.
"""

import re
from collections.abc import Iterable, Mapping

from sunmao.data.formats.reading.folder_words import list_roles, list_words

Inside = Mapping[str, list[str]]  # folder → the paths of its pictures

_PREVIEWS = frozenset(
    "preview previews thumb thumbs thumbnail thumbnails visualization visualizations 预览 缩略图".split()
)
# What lies beside a set of pictures: notes, and what programs draw. No word here is likely to be a class.
_BESIDE = _PREVIEWS | frozenset(
    "readme doc docs log logs run runs result results screenshot screenshots checkpoint checkpoints "
    "文档 说明 日志 结果 运行结果 截图".split()
)
_NOTHING = frozenset("image images img imgs picture pictures pic pics figure figures folder dir 图片".split())
# The same pictures in several ways; the first that is there is the one to learn from.
_VARIANTS = (
    "original originals raw color colour colored rgb 原图 原始 彩色".split(),
    "gray grey grayscale greyscale segmented augmented aug augmentation cropped resized flipped rotated "
    "灰度 增强 裁剪".split(),
)
_SPLIT_WORDS = (
    ("test", "测试"),
    ("testing", "测试"),
    ("val", "验证"),
    ("valid", "验证"),
    ("validation", "验证"),
    ("train", "训练"),
    ("training", "训练"),
)
_PARTS = {"te": "test", "va": "val", "tr": "train"}
_LETTERED = re.compile(r"(train|test|val)_?([A-D])")


def is_preview(name: str) -> bool:
    """Whether a folder's name says that small copies are in it, and nothing else.

    Example:
        >>> [is_preview(name) for name in ('thumbnails', 'Preview_2', 'apple')]
        [True, True, False]
    """
    return bool(_PREVIEWS.intersection(words := list_words(name))) and _PREVIEWS.union(_NOTHING).issuperset(words)


def find_folders_beside(inside: Inside, above: str) -> list[str]:
    """The folders of those that lie side by side that are no class where the others are, in their order.

    inside: folder → paths of the pictures below it. above: the path of where they lie, with '/' at its end.
    """
    subs = {folder: _list_subfolders(paths, f"{above}{folder}/") for folder, paths in inside.items()}
    most = max(2, len(inside) - 1)
    copies = [folder for folder in inside if len(subs[folder]) >= most and subs[folder] >= inside.keys() - {folder}]
    copies = copies if len(inside) > 2 else []
    if copies:
        return copies
    if variants := _find_variants(subs):
        return variants
    said = [folder for folder in inside if _is_companion_folder(folder)]
    rest = [folder for folder in inside if folder not in said]
    if said and (len(rest) > 1 or rest and len(subs[rest[0]]) > 1):
        return said
    holders = [folder for folder in inside if list_roles(folder) == () and len(subs[folder]) > 1]
    plain = [folder for folder in inside if not subs[folder]]
    return plain if len(holders) == 1 and len(plain) == len(inside) - 1 else []


def find_likened_parts(inside: Inside, above: str) -> dict[str, tuple[str, ...]] | None:
    """Folder → its part, where folders side by side hold folders of the same names and their own names say parts
    beside other words; the only one that says none is for training. None where they do not.

    Example:
        >>> find_likened_parts({'rps': ['rps/rock/1.png', 'rps/paper/1.png'],
        ...                     'rps-test': ['rps-test/rock/2.png', 'rps-test/paper/2.png']}, '')
        {'rps': ('train',), 'rps-test': ('test',)}
    """
    if len(inside) > 1 and all(map(_LETTERED.fullmatch, inside)):  # CycleGAN: two kinds of pictures, no classes
        return {folder: (_PARTS[folder[:2]],) for folder in inside}
    subs = [_list_subfolders(paths, f"{above}{folder}/") for folder, paths in inside.items()]
    if len(inside) < 2 or len(set.union(*map(set, subs))) < 2 or not all(sub & subs[0] for sub in subs):
        return None
    parts = {folder: _find_split_word(folder) for folder in inside}
    silent = [folder for folder, part in parts.items() if part is None]
    if len(silent) > 1 or not any(parts.values()) or silent and "train" in parts.values():
        return None
    return {folder: (part or "train",) for folder, part in parts.items()}


def _list_subfolders(paths: Iterable[str], above: str) -> frozenset[str]:
    """The folders straight below one; none where pictures lie beside them."""
    inner = [path[len(above) :].partition("/") for path in paths]
    return frozenset(name for name, _, _ in inner) if all(slash for _, slash, _ in inner) else frozenset()


def _is_companion_folder(folder: str) -> bool:
    words = list_words(folder)
    return bool(_BESIDE.intersection(words)) and _BESIDE.union(_NOTHING).issuperset(words)


def _find_variants(subs: Mapping[str, frozenset[str]]) -> list[str]:
    """All but the first of folders that are called as ways of showing the same pictures, and hold the same folders."""
    if len(subs) < 2 or len(set(subs.values())) > 1 or len(next(iter(subs.values()))) < 2:
        return []
    first, others = ([folder for folder in subs if set(list_words(folder)) & set(words)] for words in _VARIANTS)
    return others if len(first) == 1 and len(first) + len(others) == len(subs) else []


def _find_split_word(folder: str) -> str | None:
    """'train', 'val' or 'test' where one of a name's words says so."""
    words = list_words(folder)
    found = {_PARTS[word[:2]] for word, chinese in _SPLIT_WORDS if word in words or chinese in folder}
    return found.pop() if len(found) == 1 else None
