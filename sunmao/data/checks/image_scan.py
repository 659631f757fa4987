"""One look at every picture of a data set."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from sunmao.core.name_formatting import format_names
from sunmao.data.checks.image_quality import ImageQuality
from sunmao.data.checks.inspect_image import ImageInspection, inspect_image_bytes
from sunmao.data.files.file_tree import FileTree
from sunmao.data.issue import Issue
from sunmao.data.listing import Sample
from sunmao.images.image_files import PICTURE_BYTES, map_in_threads

TOGETHER = 8  # small pictures are looked at in less time than a thread needs to be told of one
# Why a picture cannot be used → the finding that names all such pictures.
FAULTS = {
    "empty_file": "empty_pictures",
    "not_a_picture": "no_real_pictures",
    "damaged_picture": "damaged_pictures",
    "picture_size": "huge_pictures",
    "heic_picture": "heic_pictures",
    "avif_picture": "avif_pictures",
}
MARKS = ("bent_pictures", "first_frames", "tiny_pictures", "strip_pictures", "transparent_pictures")


class ScanStopped(Exception):
    """Someone asked to stop; nothing was changed."""


@dataclass
class ScanResult:
    """Results of a scan. bytes: of all pictures together.

    errors: path below the data set → why it cannot be used. marks: what is odd → paths. sizes: path → (width, height),
    upright.
    digests: what is equal for equal files, and hardly ever for others → paths. prints: path → its fingerprint
    (`alike`), where these were wanted. quality: path → how sharp and how well lit it is.
    copies, near: groups of paths whose files are equal, and that are nearly the same, once someone has looked for them.
    """

    errors: dict[str, str] = field(default_factory=dict)
    marks: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    sizes: dict[str, tuple[int, int]] = field(default_factory=dict)
    digests: dict[bytes, list[str]] = field(default_factory=lambda: defaultdict(list))
    prints: dict[str, np.ndarray] = field(default_factory=dict)
    quality: dict[str, ImageQuality] = field(default_factory=dict)
    copies: list[list[str]] | None = None
    near: list[list[str]] | None = None
    bytes: int = 0

    def findings(self) -> list[Issue]:
        """Faults of single pictures, a finding for each kind."""
        kinds = {key: [path for path, error in self.errors.items() if FAULTS[error] == key] for key in FAULTS.values()}
        kinds |= {key: self.marks[key] for key in MARKS if self.marks.get(key)}
        return [
            Issue(key, {"count": len(paths), "names": format_names(paths)}, "warn", tuple(paths), len(paths))
            for key, paths in kinds.items()
            if paths
        ]

    def drop(self, gone: set[str]) -> "ScanResult":
        """Results of the others than these paths."""
        marks = {key: [path for path in paths if path not in gone] for key, paths in self.marks.items()}
        return replace(
            self,
            errors={path: error for path, error in self.errors.items() if path not in gone},
            marks=defaultdict(list, marks),
            quality={path: each for path, each in self.quality.items() if path not in gone},
        )


def scan_images(
    tree: FileTree,
    items: list[Sample],
    *,
    thumbnails: bool = False,
    alike: bool = False,
    on_picture: Callable[[Sample, ImageInspection], None] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> ScanResult:
    """Open every picture once.

    on_picture: is given each item and what was seen of it, with its thumbnail where these are wanted. on_progress: is
    given how many are done, of how many. stop: whether to stop; then Stopped is raised. alike: take fingerprints too.
    """
    found = ScanResult()
    paths = [tree.name(item.path) for item in items]
    seen = map_in_threads(lambda path: _scan_image(tree, path, thumbnails, alike), paths, TOGETHER)
    for done, (item, path, (size, one)) in enumerate(zip(items, paths, seen, strict=True), 1):
        if stop and stop():
            raise ScanStopped
        _record(found, path, size, one)
        if on_picture:
            on_picture(item, one)
        if on_progress:
            on_progress(done, len(items))
    return found


def _scan_image(tree: FileTree, path: str, thumbnails: bool, alike: bool) -> tuple[int, ImageInspection]:
    try:
        data = tree.read(path, PICTURE_BYTES + 1)
    except (OSError, KeyError):
        return 0, ImageInspection(error="damaged_picture")
    if len(data) > PICTURE_BYTES:
        return len(data), ImageInspection(error="picture_size")
    return len(data), inspect_image_bytes(data, thumbnails, alike, quality=True)


def _record(found: ScanResult, path: str, size: int, one: ImageInspection) -> None:
    found.bytes += size
    if one.error:
        found.errors[path] = one.error
        return
    assert one.size is not None  # only what could not be read has none
    found.sizes[path] = one.size
    found.digests[one.digest].append(path)
    if one.print is not None:
        found.prints[path] = one.print
    if one.quality is not None:
        found.quality[path] = one.quality
    for mark in one.marks:
        found.marks[mark].append(path)
