"""A data set: samples with labels in a folder."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sunmao.core.atomic_files import require_path
from sunmao.core.strict import NOTHING, Strict, find_nearest, suggest_nearest
from sunmao.data.annotation_methods import AnnotationMethods
from sunmao.data.builtin.samples import OTHER_SAMPLES, SAMPLES, make_sample
from sunmao.data.issue import Issue
from sunmao.data.listing import SPLITS, DatasetListing, Sample, drop_damaged
from sunmao.data.samples.registry import make_sample_kind
from sunmao.data.samples.sample_kind import SampleKind
from sunmao.data.sources.detect_format import open_file_tree, read_listing
from sunmao.errors import BadData, BadValue, DataNotFound
from sunmao.runtime.notices import show_notice
from sunmao.tabular.table import Table
from sunmao.texts import get_both, get_text

if TYPE_CHECKING:
    from sunmao.data.capture.unlabeled import UnsureCollector
    from sunmao.data.mend.mend_dataset import MendReport
    from sunmao.data.sources.class_mask_reader import ClassMaskReader


class Dataset(AnnotationMethods, Strict):
    """Pictures, or other samples, with labels in a folder, in any format that is known; a new one is begun when the
    folder does not exist.

    Args:
        path: a folder; its format is recognized (`sunmao.data.formats`).

    Example:
        >>> import numpy
        >>> dataset = Dataset(path='data/pets')
        >>> path = dataset.add(image=numpy.zeros((64, 64, 3), 'uint8'), label='cat')
        >>> dataset.classes, dataset.count_pictures(label='cat')
        (['cat'], 1)
    """

    def __init__(self, path: Any, *, listing: DatasetListing | None = None) -> None:
        self._path = Path(provide_sample(path))
        self._bad: set[Path] = set()
        self._root: Path | None = None
        self._unsure: UnsureCollector | None = None
        self._fixed = listing is not None  # a choice of pictures is not read again from the folder
        self._listing = listing

    @property
    def path(self) -> str:
        """The folder, with '/'."""
        return self._path.as_posix()

    @property
    def task(self) -> str:
        """Task of its labels: 'classification', 'multi_label', 'detection', 'instance', 'semantic' or 'regression'."""
        return self._require_listing().task

    @property
    def sample_kind(self) -> SampleKind:
        """Kind of its samples: pictures, or another kind of `sunmao.data.samples`."""
        return make_sample_kind(self._require_listing().sample_kind)

    @property
    def listing(self) -> DatasetListing:
        """Everything that its files say. Raises DataNotFound, BadData."""
        return self._require_listing()

    @property
    def format(self) -> str:
        """The name of the format in which its folder is written, such as 'imagenet' or 'coco'."""
        return self._require_listing().format

    @property
    def divided(self) -> bool:
        """Whether someone has said which pictures are for training and which for a test."""
        return self._require_listing().divided

    @property
    def classes(self) -> list[str]:
        """The labels, in the order of their numbers."""
        return list(self._require_listing().classes) if self._path.exists() else []

    def items(self, split: str = "all") -> list[Sample]:
        """The files of a part ('train', 'val', 'test', 'all') with their labels, without those found damaged and those
        of which nobody has said yet what is in them (`list_unlabeled`).
        """
        if split not in (*SPLITS, "all"):
            raise BadValue("unknown_split", split=split)
        if not self._path.exists():
            return []
        return [item for item in self._require_listing().items if split in (item.split, "all") and item.labeled]

    def check(self) -> list[Issue]:
        """Look at every picture and say what is wrong; damaged pictures are left out from now on.

        Returns: the findings, the worst first; each has its sentence and its pictures.
        """
        return self.drop_damaged(alike=True)

    def drop_damaged(self, alike: bool = False) -> list[Issue]:
        """As `check`, but that samples which are nearly the same are looked for only where it is asked: comparing all
        would keep a training waiting.
        """
        self._bad = set()
        self.read_again()
        found = self._require_listing()
        findings, self._bad = self.sample_kind.check(open_file_tree(self._path), found, alike)
        drop_damaged(found, self._bad)
        return findings

    def say_findings(self, but: tuple = ()) -> None:
        """Say what is odd about the folder, without opening a picture. but: keys of what is said elsewhere."""
        for finding in self._require_listing().findings:
            if finding.key not in ("no_validation_set", *but):  # nobody is going to train
                show_notice(finding.key, level="warn", **finding.holes)

    def split(self, ratio: Any = "8:1:1", seed: int = 0, lock_test: bool = False) -> None:
        """Divide the pictures into training, validation and test; every class by the same ratio, no file is moved.

        Pictures that are nearly the same stay together: else the test would ask what was learned by heart.

        Args:
            ratio: shares of training, validation and test.
            seed: another number divides differently.
            lock_test: keep these test pictures whenever the set is divided again.

        Raises: BadValue for a ratio that is none, and for a choice of pictures.
        """
        from sunmao.data.edits.edit_log import EditLog
        from sunmao.data.split_dataset import split_with_notices

        if self._fixed:
            raise BadValue("choice_divided", path=self.path)
        self.read_again()
        split_with_notices(self._require_listing(), ratio, seed, lock_test)
        with suppress(OSError):  # a log that cannot be read does not hold
            EditLog(self._path).note_division()
        self.read_again()

    def mend(self, findings: Any = "all") -> "MendReport":
        """Mend what `check` finds, and say what was done. No file is touched: on the Data page each edit can be undone.

        Pictures that are broken, or there twice, go into the bin; leaks get one part; no label is guessed.

        Args:
            findings: 'all', or one or a list of 'broken', 'duplicates', 'leaks', 'boxes', 'names', 'unclear', 'parts';
                'uneven', for which good pictures go, only when it is named.

        Returns: a `MendReport`: what was mended, and what a check still finds.

        Raises: BadValue (another word, or a choice of pictures), DataNotFound, BadData (no data set, an archive, or
        somebody edits the same pictures just now).

        Example:
            >>> import numpy
            >>> dataset = Dataset(path='data/twins')
            >>> paths = [dataset.add(image=numpy.zeros((64, 64, 3), 'uint8'), label='cat') for _ in range(2)]
            >>> dataset.mend(findings='duplicates').mended[0].before
            Mended in 'data/twins': duplicates 2 → 0. Files stay as they were; undo it on the Data page, in Changes.
            2
            >>> dataset.count_pictures()
            1
        """
        from sunmao.data.mend.mend_with_notices import mend_with_notices

        if self._fixed:
            raise BadValue("choice_mended", path=self.path)
        self.need_folder()
        report = mend_with_notices(self._path, findings)
        self.read_again()
        return report

    def describe(self) -> Table:
        """Count the pictures of each class and part; a picture with several labels counts for each of them, and once in
        total.
        """
        items, classes = self.items(), self.classes
        counts = Counter((label, item.split) for item in items for label in item.labels)
        parts = Counter(item.split for item in items)
        rows = [[label, *(counts[label, split] for split in SPLITS)] for label in classes]
        rows.append([get_text("total"), *(parts[split] for split in SPLITS)])
        columns = [get_text("label"), *(get_text(f"{split}_set") for split in SPLITS), get_text("total")]
        return Table(columns, [[*row, sum(row[1:])] for row in rows], title=self._path.name)

    def count_pictures(self, label: str | None = None, split: str | None = None) -> int:
        """The number of pictures, of one label or one part where these are given."""
        self._require_label(label)
        if label is None and split is None and self._path.exists():
            return len(self._require_listing().items)
        return sum(label is None or str(label) in item.labels for item in self.items(split or "all"))

    def samples(self, split: str = "all") -> Iterator[tuple[Any, Any]]:
        """Yield each picture, (H, W, 3) uint8 RGB, or what another kind of sample is, with its label: a text, a number,
        or the list of its labels where the task allows several.
        """
        from sunmao.images.image_files import map_in_threads

        items = self.items(split)
        for item, content in zip(items, map_in_threads(self.sample_kind.read, items), strict=True):
            single = item.label if item.number is None else item.number
            yield content, list(item.labels) if single is None else single

    def filter(self, label: str, split: str | None = None, n: int | None = None) -> "Dataset":
        """Keep only the pictures of one label (at most `n` of them); the files stay where they are."""
        self._require_label(label)
        items = [item for item in self.items(split or "all") if str(label) in item.labels][:n]
        return Dataset(self._path, listing=replace(self._require_listing(), items=items))

    def add(self, image: Any, label: str) -> str:
        """Save a picture, (H, W, 3) uint8 RGB, as one more of `label`; returns its path."""
        from sunmao.data.capture.image_capture import save_image_bytes
        from sunmao.images.image_files import encode_png, to_rgb

        path = save_image_bytes(self._place(), label, encode_png(to_rgb(image)), ".png")
        self.read_again()
        return path.as_posix()

    def collect(
        self,
        label: str,
        n: int = 30,
        camera: Any = None,
        interval: float = 0.2,
        countdown: float = 0,
        mirror: bool = False,
        square: bool = False,
    ) -> None:
        """Take `n` pictures of `label` with a camera. Each is on the disk before it is counted; Stop keeps what is
        there. In the studio, what an earlier run has taken is not taken again without a question.

        Args:
            camera: a `sunmao.cameras.Camera`.
            interval: seconds between two pictures, at least.
            countdown: seconds before the first one.
            mirror: left and right are exchanged, as in a mirror, also in what is kept.
            square: only the square in the middle is kept.

        Raises: BadValue, CameraDisconnected.

        Example:
            >>> from sunmao.cameras import Camera
            >>> dataset = Dataset(path='data/faces')
            >>> dataset.collect(label='ann', n=2, camera=Camera(source='simulated'), interval=0)
            Taking 2 pictures of 'ann'…
            Pictures of 'ann' taken: 2, kept in data/faces/ann.
        """
        from sunmao.data.capture.earlier_pictures import plan_captures
        from sunmao.data.capture.image_capture import capture_images, require_capture

        _, n = require_capture(self._place(), label, n, camera, interval, countdown)
        try:
            if missing := plan_captures(self._path, [str(label)], n)[str(label)]:
                capture_images(self._place(), label, missing, camera, interval, countdown, mirror, square)
        finally:
            self.read_again()

    def keep_unsure(self, result: Any, at_most: int = 100, below: float = 0.6) -> bool:
        """Keep the picture of an answer of which the model is unsure, so that somebody says what is in it: in the
        studio under *Teach* and *Data*. At most one a second, and none that is nearly the same as one that waits.

        Args:
            result: what a model for pictures answers.
            at_most: so many wait at once.
            below: unsure is what is less sure than this, 0 to 1.

        Returns: whether it was kept. Raises BadValue.
        """
        from sunmao.data.capture.unlabeled import UnsureCollector

        self._unsure = self._unsure or UnsureCollector(self._path)
        return self._unsure.collect(result, at_most, below)

    def content_hash(self) -> str:
        """A number that changes when a picture, a label or a part changes (32 hexadecimal digits)."""
        return self.content_hashes(SPLITS)[0]

    def content_hashes(self, *parts: tuple[str, ...]) -> list[str]:
        """Numbers as `content_hash`, each of some parts only; every file is read once."""
        totals, kind = [blake2b(digest_size=16) for _ in parts], self.sample_kind
        root = self._require_listing().root
        for item in self.items():
            label = item.label if item.label is not None else f"{item.tags}{item.things}"
            label = label if item.number is None or item.label is not None else repr(item.number)
            name = f"{item.split}/{label}/{item.path.relative_to(root).as_posix()}\0".encode("utf-8", "surrogatepass")
            found = b"".join([name, *kind.hash_sample(item)])
            for total, splits in zip(totals, parts, strict=True):
                if item.split in splits:
                    total.update(found)
        return [total.hexdigest() for total in totals]

    def open_class_masks(self) -> "ClassMaskReader":
        """A `ClassMaskReader`, which tells what each pixel of its pictures belongs to. Raises BadData."""
        from sunmao.data.sources.class_mask_reader import ClassMaskReader

        return ClassMaskReader(self._require_listing())

    def as_events(self) -> Iterator[Any]:
        """The pictures of the data set at a glance, and how many there are."""
        from sunmao.images.montage import make_montage

        yield from self.describe().as_events()
        yield make_montage(self)

    def __repr__(self) -> str:
        return f"Dataset(path={self.path!r})"

    def read_again(self) -> None:
        """Look into the folder anew when someone asks next: files come and go."""
        if not self._fixed:
            self._listing = None

    def _require_listing(self) -> DatasetListing:
        if self._listing is None:
            self.need_folder()
            if self._path.is_file():
                raise BadData("still_packed", path=self.path)
            tree = open_file_tree(self._path)
            self._listing = read_listing(tree)
            if not tree.folder:  # its pictures are no files of their own
                raise BadData("still_arrays", path=self.path)
            drop_damaged(self._listing, self._bad)
        return self._listing

    def need_folder(self) -> None:
        """Raises DataNotFound, with the nearest name, when the folder is not there (any more)."""
        if not self._path.exists():
            raise DataNotFound("folder_missing", path=self.path, guess=_find_similar_folder(self._path))

    def _require_label(self, label: Any) -> None:
        if label is not None and str(label) not in self.classes:
            raise BadValue(
                "unknown_label", label=label, names=", ".join(self.classes), guess=suggest_nearest(label, self.classes)
            )

    def _place(self) -> Path:
        """The folder that holds the classes. It is looked for once: a program may add a thousand pictures."""
        if self._root is None:
            from sunmao.data.capture.image_capture import find_class_root

            self._root = find_class_root(self._path)
        return self._root


def provide_sample(path: str | Path, argument: str = "path") -> str:
    """A path as it was given; when it lies in a sample that is not there yet, the sample is made first."""
    pieces = require_path(argument, path).parts
    known = SAMPLES | OTHER_SAMPLES
    if len(pieces) >= 2 and pieces[0] == "data" and pieces[1] in known and not Path("data", pieces[1]).exists():
        make_sample(pieces[1])
    return str(path)


def open_dataset(source: Any) -> Dataset:
    """The data set at a path, or the data set itself."""
    return source if isinstance(source, Dataset) else Dataset(source)


def _find_similar_folder(path: Path) -> dict:
    folders = [each.name for each in path.parent.iterdir() if each.is_dir()] if path.parent.is_dir() else []
    found = find_nearest(path.name, folders)
    return get_both("did_you_mean", name=(path.parent / found).as_posix()) if found else NOTHING
