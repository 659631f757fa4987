"""Pictures and texts into the folder of a new data set."""

from pathlib import Path, PurePosixPath

from sunmao.data.files.file_tree import FileTree
from sunmao.data.safe_names import FreeNames


class FolderWriter:
    """Copies pictures out of a tree; none takes the place of another, whatever the disk thinks of capital letters.

    tree: where they come from. folder: the new data set's. one_stem: no two pictures of a folder are called the same
    but for their endings, where a file of labels is called after each.
    """

    def __init__(self, tree: FileTree, folder: Path, one_stem: bool = False) -> None:
        self._tree, self._folder, self._names = tree, folder, FreeNames(one_stem)

    def put(self, place: Path, below: str, stem: str | None = None) -> str:
        """Copy a picture into a folder of the new set; returns its path there, with '/'.

        place: as a Sample calls it. below: the folder, '' for the set's own. stem: the name without its ending, else
        its own.
        Raises: OSError when it cannot be read or written.
        """
        source = self._tree.name(place)
        name = PurePosixPath(source)
        path = self._names.take(f"{below}/{stem or name.stem}".lstrip("/"), name.suffix)
        self.file(path, self._tree.read(source))
        return path

    def file(self, path: str, data: bytes) -> None:
        """Write a file of the new set."""
        target = self._folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)

    def words(self, path: str, text: str) -> None:
        """Write a text file of the new set."""
        self.file(path, text.encode("utf-8", "surrogatepass"))
