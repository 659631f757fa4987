"""The contract of backends: a library that runs models of its own file format, made from ONNX files."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the command line names the backends before anything is known to work
    import numpy as np

# From the input, (1, C, H, W) float32, to the outputs in the order of the ONNX file.
Infer = Callable[["np.ndarray"], "list[np.ndarray]"]


@dataclass(frozen=True)
class Backend:
    """One backend.

    name: as programs choose it. extra: of the package; packages: what it installs. modules: what must be there to run
    files, and makers what must be there to make them. ending: of its files; beside: endings of the files that belong
    to one. convert: writes the files of an ONNX file whose shapes are known. load: a file, with so many threads (None:
    its own choice), as a function. suppresses: whether its graphs can hold non-maximum suppression; else boxes are
    chosen outside of them.
    """

    name: str
    extra: str
    packages: tuple[str, ...]
    modules: tuple[str, ...]
    makers: tuple[str, ...]
    ending: str
    beside: tuple[str, ...]
    convert: Callable[[Path, Path], None]
    load: Callable[[Path, int | None], Infer]
    suppresses: bool = False

    def list_missing(self, making: bool = True) -> list[str]:
        """The modules that are not here, of those that make files (and run them) or only run them."""
        wanted = dict.fromkeys(self.modules + self.makers * making)
        return [name for name in wanted if find_spec(name) is None]

    def list_files(self, path: Path) -> list[Path]:
        """The file and those that belong to it, but for what it says of itself (`model_card`)."""
        return [path, *(self.replace_ending(path, ending) for ending in self.beside)]

    def replace_ending(self, path: Path, ending: str) -> Path:
        """The file of the same name with another ending."""
        return path.with_name(path.name.removesuffix(self.ending) + ending)


class ConversionFailed(RuntimeError):
    """A backend's converter refuses a network."""
