"""`BaseDT.dataset`: folders of pictures become the textbook's layout of data sets, and are checked."""

import tempfile
from pathlib import Path

from sunmao.compat.argument_types import FilePath
from sunmao.compat.basedt.innolab import LABELS, write_coco
from sunmao.compat.basedt.split_table import split_tab_dataset
from sunmao.core.atomic_files import require_path, write_with_parents
from sunmao.core.strict import suggest_nearest
from sunmao.data.convert import convert_dataset
from sunmao.data.dataset import Dataset
from sunmao.data.split_dataset import split_dataset
from sunmao.errors import BadData, BadValue, NoNetwork
from sunmao.runtime.notices import print_safely
from sunmao.texts import get_text

__all__ = ["DataSet", "split_tab_dataset"]
FORMATS = ("INNOLAB", "IMAGENET", "VOC", "COCO")
FEW = {"train": 100, "val": 10}  # pictures of a class, below which a warning is printed
FOLDERS = {"train": "training_set", "val": "val_set"}
LISTED = 10  # files of a folder that are named


# BaseDT's own name, with its other capitals, for lessons.
class DataSet:
    """A folder of a data set, which is made when it is not there. dataset_type: 'cls', 'det' or None.

    `make_dataset` writes it anew, `check` says whether it is as MMEdu's lessons have it.
    """

    def __init__(self, dataset_path: FilePath | None = None, dataset_type: str | None = None) -> None:
        self.dataset_path, self.dataset_type = str(dataset_path or Path.cwd()), dataset_type
        Path(self.dataset_path).mkdir(parents=True, exist_ok=True)

    def make_dataset(
        self,
        source: FilePath,
        src_format: str = "INNOLAB",
        train_ratio: float = 0.7,
        test_ratio: float = 0.1,
        val_ratio: float = 0.2,
    ) -> None:
        """Write the folder from another one, which stays as it is: pictures for training, validation and test.

        Args:
            src_format: 'IMAGENET': a folder a class, also inside `images`; 'VOC', 'COCO': boxes; 'INNOLAB': boxes of
                its annotation tool.

        Raises: BadData, BadValue, FileMissing, DiskFull.
        """
        kind = str(src_format).upper()
        if kind not in FORMATS:
            guess = suggest_nearest(kind, FORMATS)
            raise BadValue("dt_no_format", value=repr(src_format)[:60], names=", ".join(FORMATS), guess=guess)
        origin, target = require_path("source", source), Path(self.dataset_path)
        if any(target.iterdir()):
            raise BadValue("dt_target_full", path=target.as_posix())
        if not origin.is_dir():
            raise BadData("dt_no_source", path=origin.as_posix())
        with tempfile.TemporaryDirectory() as place:
            if kind == "INNOLAB" and (origin / LABELS).is_file():
                write_coco(origin, Path(place, "innolab"))
                origin = Path(place, "innolab")
            whole = Path(place, "whole")
            convert_dataset(origin, whole)
            found = Dataset(whole.as_posix()).listing
            wanted = "classification" if kind == "IMAGENET" else "detection"
            if found.task not in (wanted, "instance"):
                raise BadData("dt_other_kind", path=Path(source).as_posix(), format=kind)
            split_dataset(found, (train_ratio, val_ratio, test_ratio))
            target.rmdir()
            made = convert_dataset(whole, target)
        if wanted == "detection":
            write_with_parents(target / "classes.txt", "".join(f"{name}\n" for name in made.classes).encode())
        self.check()

    def check(self, dataset_path: FilePath | None = None) -> bool:
        """Print whether the folder is a data set for MMEdu, and where a class has few pictures."""
        folder = Path(dataset_path or self.dataset_path)
        try:
            data = Dataset(folder.as_posix())
            kinds = {"det": ("detection", "instance"), "cls": ("classification",)}
            wanted = kinds.get(str(self.dataset_type), (*kinds["det"], *kinds["cls"]))
            ready = data.listing.task in wanted and (folder / "classes.txt").is_file() and data.divided
        except BadData as error:
            print_safely(error)
            ready = False
        if not ready:
            kind = self.dataset_type
            print_safely(f"数据集不符合{kind}标准" if kind else "数据集既不符合det也不符合cls")
            print_safely(get_text("dt_layout"))
            return False
        self._warn_of_few(data)
        print_safely(f"数据集符合{'cls' if data.listing.task == 'classification' else 'det'}标准")
        print_safely(format_tree(folder))
        return True

    def _warn_of_few(self, data: Dataset) -> None:
        classes = data.listing.task == "classification"
        for split, few in FEW.items():
            names = data.classes if classes else [None]
            counts = [sum(label in (None, item.label) for item in data.items(split)) for label in names]
            if min(counts, default=0) < few:
                folder = FOLDERS[split] if classes else {"train": "train", "val": "valid"}[split]
                print_safely(f"{folder} 文件夹图片数量不足 {few} 可能会影响训练结果")

    def download(self, dataset_name: str) -> None:
        """Raises NoNetwork: data sets of online services are not fetched here."""
        raise NoNetwork("dt_no_download", name=dataset_name)


def format_tree(folder: Path, depth: int = 0) -> str:
    """The folders in a folder, a line each, further right the deeper; files are named, many are counted."""
    lines, files = [], []
    for each in sorted(folder.iterdir()):
        if each.is_dir():
            lines += [f"{'  ' * depth}{each.name}/", format_tree(each, depth + 1)]
        elif not each.name.startswith("."):
            files.append(each.name)
    lines += [f"{'  ' * depth}({len(files)} files)"] if len(files) > LISTED else [f"{'  ' * depth}{n}" for n in files]
    return "\n".join(line for line in lines if line)
