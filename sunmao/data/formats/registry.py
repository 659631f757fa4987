"""The formats that are known, in the order in which they are looked for: what says most about itself comes first."""

from .bare import BARE
from .class_folders import CLASS_FOLDERS
from .declare import Format
from .imagenet import IMAGENET

FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        IMAGENET,
        CLASS_FOLDERS,
        BARE,
    )
}
