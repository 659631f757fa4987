"""The formats that are known, in the order in which they are looked for: what says most about itself comes first."""

from .bare import BARE
from .class_folders import CLASS_FOLDERS
from .csv_labels import CSV_LABELS
from .declare import Format
from .imagenet import IMAGENET
from .paddle import PADDLE
from .teachable import TEACHABLE

FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        TEACHABLE,
        PADDLE,
        CSV_LABELS,
        IMAGENET,
        CLASS_FOLDERS,
        BARE,
    )
}
