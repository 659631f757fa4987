"""Masks among the files of a tree, and their pictures: as lists say, as names say, or as the pixels show."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from os.path import commonprefix

from sunmao.data.files.file_tree import FileTree, normalize_name
from sunmao.data.formats.masks.label_masks import is_flat, is_jpeg, is_painted
from sunmao.data.formats.masks.mask_lists import PairLists, read_pair_lists
from sunmao.data.formats.masks.mask_names import (
    get_mask_kind,
    list_picture_names,
    parse_mask_name,
    rank_mask,
    says_pictures,
)
from sunmao.data.formats.reading.file_lists import is_picture
from sunmao.data.formats.reading.folder_words import list_roles
from sunmao.data.formats.reading.image_paths import (
    SameName,
    get_folder,
    get_name,
    get_stem,
    guess_split_of_folder,
    read_image_size,
)

_LOOKED_AT = 5  # masks
_SHARED = 0.8  # of the pictures in two folders have the same names where one holds the masks of the other
_NUMBER = "0123456789 _-"
_FEW = 4  # pictures of one name that are compared


@dataclass
class MaskPairs:
    """Pairs that belong together. pairs: (picture, mask), no mask twice. more: picture → further masks of it, called
    alike.

    labels: mask → class, where each class has a folder of masks. bare: pictures without a mask. lonely: masks without a
    picture. unused: what belongs to masks and is none: previews, depth, the masks of a second observer. lists: what
    lists say of the pairs. guessed: the folders of pictures and of masks where only names and pixels show which is
    which.
    """

    pairs: list[tuple[str, str]] = field(default_factory=list)
    more: dict[str, list[str]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    bare: list[str] = field(default_factory=list)
    lonely: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    lists: PairLists = field(default_factory=PairLists)
    guessed: tuple[str, str] | None = None


class MaskIndex:
    """The masks of one kind ('semantic' or 'instance') in a tree, to be found by their pictures."""

    def __init__(self, tree: FileTree, kind: str) -> None:
        self.guessed = None
        files = [path for path in tree.files if is_picture(path)]
        self._collect(files, _read_folders(files), kind)
        if not self.called and kind == "semantic" and (neighbors := _mark_neighbors(files)):
            self._collect(files, neighbors, kind)
        if not self.called and kind == "semantic" and (guessed := find_painted_folders(tree, files)):
            self.guessed = guessed
            self._collect(files, {path: kind for path in files if _is_on_side(path, guessed[1])}, kind)
        self._drop_other_ranks()

    def _collect(self, files: list[str], kinds: dict[str, str], kind: str) -> None:
        """Take the masks of a kind. kinds: of the files that are no pictures."""
        self.pictures = [path for path in files if path not in kinds]
        self.unused = [path for path in files if kinds.get(path) == "unused"]
        self.paths, self.called, self._names = [], [], defaultdict(SameName)
        self._beside, self._classes = defaultdict(list), defaultdict(list)
        if not kinds:
            return
        called = {name for path in self.pictures for name in list_picture_names(path)}
        folders = {folder for path in self.pictures for folder in path.split("/")[:-1]}
        masks = (path for path in files if kinds.get(path) in ("semantic", "instance"))
        for path in sorted(masks, key=is_jpeg):  # of two files of a mask the one that smears nothing
            exact, (short, told, rest) = list_picture_names(path)[0], parse_mask_name(path)
            name = exact if exact in called else short  # a picture may be called '12_mask' itself
            if (told if told in ("instance", "unused") and name != exact else kinds[path]) != kind:
                if told == "unused":
                    self.unused.append(path)
                continue
            self.paths.append(path)
            self._names[name].paths.append(path)
            if name in called:
                self.called.append(path)
            if rest and name != exact:
                self._beside[get_folder(path), name, rest.rstrip(_NUMBER)].append(path)
            if (folder := get_name(get_folder(path))) not in folders and list_roles(folder) is None:
                self._classes[get_folder(get_folder(path)), name].append(path)

    def _drop_other_ranks(self) -> None:
        """Of several kinds of masks for the same pictures only one counts."""
        ranks = {path: rank_mask(path) for path in self.called}
        if len(set(ranks.values())) < 2:
            return
        best = min(ranks.values())
        other = {path for path in self.paths if rank_mask(path) != best}
        self.unused += [path for path in self.paths if path in other]
        self.paths = [path for path in self.paths if path not in other]
        self.called = [path for path in self.called if path not in other]
        for found in self._names.values():
            found.paths = [path for path in found.paths if path not in other]
        for paths in self._classes.values():
            paths[:] = [path for path in paths if path not in other]

    def of(self, picture: str) -> str | None:
        """The mask of a picture; of several the nearest, and none of another part."""
        part = guess_split_of_folder(picture)
        for name in list_picture_names(picture):
            if (found := self._names.get(name)) and (mask := found.find_in_part(picture, part)):
                return mask
        return None

    def list_more(self, mask: str) -> list[str]:
        """Further masks of a picture: beside its mask, called like it but for a number, or in folders of other classes."""
        name, _, rest = parse_mask_name(mask)
        beside = self._beside.get((get_folder(mask), name, rest.rstrip(_NUMBER)), [])
        return [path for path in (*beside, *self._get_classes(mask)) if path != mask]

    def _get_classes(self, mask: str) -> list[str]:
        above, names = get_folder(get_folder(mask)), (list_picture_names(mask)[0], parse_mask_name(mask)[0])
        found = next((found for name in names if (found := self._classes.get((above, name)))), [])
        return [path for path in found if get_folder(path) != get_folder(mask)]

    def list_labels(self) -> dict[str, str]:
        """Mask → class, where the masks of a picture lie in a folder for each class."""
        if not any(len({get_folder(path) for path in paths}) > 1 for paths in self._classes.values()):
            return {}
        return {path: get_name(get_folder(path)) for paths in self._classes.values() for path in paths}


def _get_wrapper(paths: list[str]) -> str:
    """The folders in which all paths lie, with the last '/'."""
    return commonprefix(paths).rpartition("/")[0] + "/" if len(paths) > 1 and "/" in commonprefix(paths) else ""


def _read_folders(files: list[str]) -> dict[str, str]:
    """The kinds of what is no picture, as the names of folders say; of what lies beside pictures only what is unused."""
    skip = len(_get_wrapper(files))  # what all lie in says nothing of any
    kinds = {path: kind for path in files if (kind := get_mask_kind(path[skip:]))}
    if not kinds:
        return {}
    return {path: kind for path, kind in _mark_neighbors(files).items() if kind == "unused"} | kinds


def _mark_neighbors(files: list[str]) -> dict[str, str]:
    """The kinds of files that lie beside the pictures they belong to and are called like them: `x.jpg`, `x_mask.png`."""
    told = {path: (name, kind) for path in files for name, kind, _ in [parse_mask_name(path)] if kind}
    if not told:
        return {}
    beside = {(get_folder(path), name) for path in files for name in list_picture_names(path)}
    return {path: kind for path, (name, kind) in told.items() if (get_folder(path), name) in beside}


def find_painted_folders(tree: FileTree, files: list[str]) -> tuple[str, str] | None:
    """The names of the folders (or the endings) of pictures and of masks, which nothing but shared names and pixels
    tells; else None.
    """
    names, counts, examples = defaultdict(list), Counter(), {}
    for path in files:
        names[normalize_name(get_stem(path))].append(path)
    if not 2 * _SHARED * len(names) <= len(files) <= 2 * _FEW * len(names):
        return None
    for paths in names.values():
        for one, other in combinations(paths[:_FEW], 2):
            folders = zip(one.split("/")[:-1], other.split("/")[:-1], strict=False)
            differing = [pair for pair in folders if pair[0] != pair[1]] or [(_get_ending(one), _get_ending(other))]
            if len(differing) == 1 and one.count("/") == other.count("/"):
                sides = tuple(sorted(differing[0]))
                counts[sides] += 1
                examples.setdefault(sides, []).append((one, other))
    for sides, count in counts.most_common(1):
        if 2 * count >= _SHARED * len(files):
            return _find_painted_side(tree, sides, examples[sides][:_LOOKED_AT])
    return None


def _get_ending(path: str) -> str:
    return path[path.rfind(".") :].lower()


def _is_on_side(path: str, side: str) -> bool:
    """Whether a path has a folder of this name, or this ending."""
    return _get_ending(path) == side or side in path.split("/")[:-1]


def _find_painted_side(
    tree: FileTree, sides: tuple[str, str], examples: list[tuple[str, str]]
) -> tuple[str, str] | None:
    """(folder of pictures, folder of masks) of two folders, where all pixels that were looked at say the same; one pair
    alone, and pictures of other sizes, say nothing.
    """
    if len(examples) < 2 or any(read_image_size(tree, one) != read_image_size(tree, other) for one, other in examples):
        return None
    painted = dict.fromkeys(sides, 0)
    for pair in examples:
        for path in pair:
            side = next(side for side in sides if _is_on_side(path, side))
            painted[side] += is_painted(tree, path)
    for masks, pictures in (sides, sides[::-1]):
        if painted[masks] == len(examples) and not painted[pictures]:
            return pictures, masks
    return None


def has_masks(tree: FileTree, kind: str) -> bool:
    """Whether there are masks of a kind, called as pictures are that lie elsewhere, or named beside them in a list."""
    if kind == "semantic" and (pairs := read_pair_lists(tree).pairs):
        looked_at = sorted(pairs.values())[:_LOOKED_AT]
    else:
        looked_at = sorted(MaskIndex(tree, kind).called)[:_LOOKED_AT]
    return 2 * sum(is_flat(tree, path) for path in looked_at) > len(looked_at)


def pair_masks(tree: FileTree, kind: str) -> MaskPairs:
    """Pair the masks with their pictures."""
    lists = read_pair_lists(tree) if kind == "semantic" else PairLists()
    if lists.pairs:
        used = {*lists.pairs, *lists.pairs.values()}
        rest = [path for path in tree.files if is_picture(path) and path not in used]
        return MaskPairs(
            list(lists.pairs.items()), bare=[path for path in rest if not get_mask_kind(path)], lists=lists
        )
    masks, claims = MaskIndex(tree, kind), defaultdict(SameName)
    for picture in masks.pictures:
        if mask := masks.of(picture):
            claims[mask].paths.append(picture)
    for pictures in claims.values():  # a preview of both may be called like them
        pictures.paths = [path for path in pictures.paths if says_pictures(path)] or pictures.paths
    owners = {pictures.find_nearest(mask, guess_split_of_folder(mask)): mask for mask, pictures in claims.items()}
    found = MaskPairs(unused=masks.unused, guessed=masks.guessed, lists=lists, labels=masks.list_labels())
    found.pairs = [(picture, owners[picture]) for picture in masks.pictures if picture in owners]
    found.bare = [picture for picture in masks.pictures if picture not in owners]
    found.more = {picture: more for picture, mask in found.pairs if (more := masks.list_more(mask))}
    used = {*claims, *(path for more in found.more.values() for path in more)}
    found.lonely = sorted(set(masks.paths) - used, key=get_name)
    return found
