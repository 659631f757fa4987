"""A data set: pictures with labels in a folder."""

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from pathlib import Path

from sunmao.core.atomic_files import require_path
from sunmao.core.strict import NOTHING, Strict, find_nearest, suggest_nearest
from sunmao.core.table import Table
from sunmao.data.annotation_methods import AnnotationMethods
from sunmao.data.builtin.samples import SAMPLES, make_sample
from sunmao.data.files.file_tree import TEXT_BYTES, read_first_bytes
from sunmao.data.formats.labels.imagenet import write_missing_lists
from sunmao.data.issue import Issue
from sunmao.data.listing import SPLITS, DatasetListing, Sample, drop_damaged
from sunmao.data.number_labels import get_number
from sunmao.data.sources.detect_format import open_file_tree, read_listing
from sunmao.errors import BadData, BadValue, DataNotFound
from sunmao.runtime.notices import show_notice
from sunmao.texts import get_both, get_text

# What a model for a task can learn from: an outline has a box, a box has no outline.
LEARNED_FROM = {
    "classification": ("classification",),
    "multi_label": ("multi_label",),
    "detection": ("detection", "instance"),
    "instance": ("instance",),
    "semantic": ("semantic", "instance"),
    "regression": ("regression", "classification"),  # folders may be called as numbers
}
# What an error says itself: it is not said before it, too.
SAID = {"nothing_marked": ("no_boxes",), "outlines_broken": ("no_boxes", "outline_bad")}


class Dataset(AnnotationMethods, Strict):
    """Pictures with labels in a folder, in any format that is known; a new one is begun when the folder does not exist.

    Args:
        path: a folder; its format is recognized (`sunmao.data.formats`).

    Example:
        >>> import numpy
        >>> dataset = Dataset(path='data/pets')
        >>> path = dataset.add(image=numpy.zeros((64, 64, 3), 'uint8'), label='cat')
        >>> dataset.classes, dataset.count_pictures(label='cat')
        (['cat'], 1)
    """

    def __init__(self, path, *, listing: DatasetListing | None = None):
        self._path = Path(provide_sample(path))
        self._bad: set[Path] = set()
        self._root: Path | None = None
        self._fixed = listing is not None  # a choice of pictures is not read again from the folder
        self._listing = listing

    @property
    def path(self) -> str:
        """The folder, with '/'."""
        return self._path.as_posix()

    @property
    def task(self) -> str:
        """What its labels are for: 'classification', 'multi_label', 'detection', 'instance', 'semantic' or 'regression'."""
        return self._require_listing().task

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
        return self._look(alike=True)

    def _look(self, alike: bool) -> list[Issue]:
        from sunmao.data.check_dataset import check_while_running

        self._bad = set()
        self._read_again()
        findings, self._bad = check_while_running(open_file_tree(self._path), self._require_listing(), alike)
        return findings

    def say_findings(self, but: tuple = ()) -> None:
        """Say what is odd about the folder, without opening a picture. but: keys of what is said elsewhere."""
        for finding in self._require_listing().findings:
            if finding.key not in ("no_validation_set", *but):  # nobody is going to train
                show_notice(finding.key, level="warn", **finding.holes)

    def split(self, ratio="8:1:1", seed: int = 0, lock_test: bool = False) -> None:
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
        self._read_again()
        split_with_notices(self._require_listing(), ratio, seed, lock_test)
        with suppress(OSError):  # a log that cannot be read does not hold
            EditLog(self._path).note_division()
        self._read_again()

    def mend(self, findings="all"):
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
        self._read_again()
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

    def samples(self, split: str = "all"):
        """Yield each picture, (H, W, 3) uint8 RGB, with its label: a text, a number, or the list of its labels where
        the task allows several.
        """
        from sunmao.images.image_files import map_in_threads, read_image_file

        items = self.items(split)
        for item, image in zip(items, map_in_threads(read_image_file, [item.path for item in items]), strict=True):
            single = item.number if item.number is not None else item.label or ""
            yield image, single if self.task in ("classification", "regression") else list(item.labels)

    def filter(self, label: str, split: str | None = None, n: int | None = None) -> "Dataset":
        """Keep only the pictures of one label (at most `n` of them); the files stay where they are."""
        self._require_label(label)
        items = [item for item in self.items(split or "all") if str(label) in item.labels][:n]
        return Dataset(self._path, listing=replace(self._require_listing(), items=items))

    def add(self, image, label: str) -> str:
        """Save a picture, (H, W, 3) uint8 RGB, as one more of `label`; returns its path."""
        from sunmao.data.capture import save_image_bytes
        from sunmao.images.image_files import encode_png, to_rgb

        path = save_image_bytes(self._place(), label, encode_png(to_rgb(image)), ".png")
        self._read_again()
        return path.as_posix()

    def collect(
        self,
        label: str,
        n: int = 30,
        camera=None,
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
        from sunmao.data.capture import capture_images, require_capture
        from sunmao.data.earlier_pictures import plan_captures

        _, n = require_capture(self._place(), label, n, camera, interval, countdown)
        try:
            if missing := plan_captures(self._path, [str(label)], n)[str(label)]:
                capture_images(self._place(), label, missing, camera, interval, countdown, mirror, square)
        finally:
            self._read_again()

    def content_hash(self) -> str:
        """A number that changes when a picture, a label or a part changes (32 hexadecimal digits)."""
        return self.content_hashes(SPLITS)[0]

    def content_hashes(self, *parts: tuple[str, ...]) -> list[str]:
        """Numbers as `content_hash`, each of some parts only; every file is read once."""
        totals, root = [blake2b(digest_size=16) for _ in parts], self._require_listing().root
        for item in self.items():
            label = item.label if item.label is not None else f"{item.tags}{item.things}"
            label = label if item.number is None or item.label is not None else repr(item.number)
            name = f"{item.split}/{label}/{item.path.relative_to(root).as_posix()}\0".encode("utf-8", "surrogatepass")
            files = (item.path, item.mask) if item.mask else (item.path,)
            found = b"".join([name, *(blake2b(_read_content(file)).digest() for file in files)])
            for total, splits in zip(totals, parts, strict=True):
                if item.split in splits:
                    total.update(found)
        return [total.hexdigest() for total in totals]

    def open_class_masks(self):
        """A `ClassMaskReader`, which tells what each pixel of its pictures belongs to. Raises BadData."""
        from sunmao.data.sources.class_mask_reader import ClassMaskReader

        return ClassMaskReader(self._require_listing())

    def ready_for_training(self, check: bool = False, task: str = "classification") -> "Dataset":
        """This data set, when a model for this task can learn from it. check: look at every picture first.

        Raises: DataNotFound or BadData, which say why not.
        """
        self._read_again()
        need = {
            "classification": self._need_two_classes,
            "multi_label": self._need_tags,
            "semantic": self._need_painted,
            "regression": self._need_numbers,
        }.get(task, partial(self._need_things, task))
        try:
            fits = self.task in LEARNED_FROM[task]
            if fits or (task, self.task) == (
                "instance",
                "detection",
            ):  # which of the two it is, only whole outlines tell
                need()
            if not fits:
                raise BadData(
                    "other_task", path=self.path, task=get_both(f"task_{self.task}"), wanted=get_both(f"task_{task}")
                )
        except BadData as error:
            self.say_findings(SAID.get(error.key, ()))  # what was left out may be why
            raise
        if check:
            self._look(alike=False)  # to compare all pictures would keep a training waiting
            need()
        if not self.items("train"):
            raise BadData("empty_part", path=self.path, split=get_both("train_set"))
        if task == "classification":
            write_missing_lists(self._require_listing())
        elif task == "multi_label":
            self._say_constant_tags()
        elif task != "regression":
            self._say_never_seen()
        return self

    def as_events(self):
        """The pictures of the data set at a glance, and how many there are."""
        from sunmao.images.montage import make_montage

        yield from self.describe().as_events()
        yield make_montage(self)

    def __repr__(self) -> str:
        return f"Dataset(path={self.path!r})"

    def _read_again(self) -> None:
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

    def _need_two_classes(self) -> None:
        if not self._require_listing().items:
            raise BadData("all_damaged", path=self.path)
        if not self.classes:
            raise BadData("pictures_without_classes", path=self.path)
        if len(self.classes) < 2:
            raise BadData("one_class", path=self.path, name=self.classes[0])

    def _need_tags(self) -> None:
        if not self._require_listing().items:
            raise BadData("all_damaged", path=self.path)
        tagged = [set(item.tags) for item in self.items("train") or self.items()]
        if not any(tagged):
            raise BadData("nothing_tagged", path=self.path)
        if all(tags == tagged[0] for tags in tagged):
            raise BadData("tags_never_differ", path=self.path, names=", ".join(sorted(tagged[0])))

    def _say_constant_tags(self) -> None:
        """Say which labels no picture has, and which all have: of these nothing can be learned."""
        tagged = [item.tags for item in self.items("train")]
        counts = Counter(label for tags in tagged for label in tags)
        for key, count in (("never_tagged", 0), ("always_tagged", len(tagged))):
            if names := [label for label in self.classes if counts[label] == count]:
                show_notice(key, level="warn", names=", ".join(names))

    def _need_things(self, task: str) -> None:
        if not self._require_listing().items:
            raise BadData("all_damaged", path=self.path)
        marked = any(item.things for item in self.items("train") or self.items())
        broken = next((finding for finding in self._require_listing().findings if finding.key == "outline_bad"), None)
        if broken and not (marked and self._would_do(task, broken.count)):
            raise BadData("outlines_broken", path=self.path, **broken.holes)
        if not marked:
            raise BadData("nothing_marked", path=self.path)

    def _need_painted(self) -> None:
        if not self._require_listing().items:
            raise BadData("all_damaged", path=self.path)
        if not any(item.labels for item in self.items("train") or self.items()):
            raise BadData("nothing_painted", path=self.path)

    def _need_numbers(self) -> None:
        if not self._require_listing().items:
            raise BadData("all_damaged", path=self.path)
        numbers = {get_number(item): item.label for item in self.items("train") or self.items()}
        if None in numbers:
            raise BadData("class_no_number", path=self.path, name=numbers[None] or "")
        if len(numbers) < 2:
            raise BadData("numbers_all_equal", path=self.path, value=f"{next(iter(numbers)):g}")

    def _would_do(self, task: str, broken: int) -> bool:
        """Whether it is no fault of so many broken outlines when a model for this task cannot learn from it."""
        things = [bool(thing.polygons or thing.rle) for item in self.items() for thing in item.things]
        return self.task in LEARNED_FROM[task] or 2 * (sum(things) + broken) <= len(things)

    def _say_never_seen(self) -> None:
        seen = {label for item in self.items("train") for label in item.labels}
        if never := [label for label in self.classes if label not in seen]:
            show_notice("never_marked", level="warn", names=", ".join(never))

    def _require_label(self, label) -> None:
        if label is not None and str(label) not in self.classes:
            raise BadValue(
                "unknown_label", label=label, names=", ".join(self.classes), guess=suggest_nearest(label, self.classes)
            )

    def _place(self) -> Path:
        """The folder that holds the classes. It is looked for once: a program may add a thousand pictures."""
        if self._root is None:
            from sunmao.data.capture import find_class_root

            self._root = find_class_root(self._path)
        return self._root


def provide_sample(path, argument: str = "path") -> str:
    """A path as it was given; when it lies in a sample that is not there yet, the sample is made first."""
    pieces = require_path(argument, path).parts
    if len(pieces) >= 2 and pieces[0] == "data" and pieces[1] in SAMPLES and not Path("data", pieces[1]).exists():
        make_sample(pieces[1])
    return str(path)


def open_dataset(source) -> Dataset:
    """The data set at a path, or the data set itself."""
    return source if isinstance(source, Dataset) else Dataset(source)


def _read_content(path: Path) -> bytes:
    try:
        return read_first_bytes(path, TEXT_BYTES)
    except OSError:
        return b""  # a file that has gone meanwhile is a change, not an error


def _find_similar_folder(path: Path) -> dict:
    folders = [each.name for each in path.parent.iterdir() if each.is_dir()] if path.parent.is_dir() else []
    found = find_nearest(path.name, folders)
    return get_both("did_you_mean", name=(path.parent / found).as_posix()) if found else NOTHING
