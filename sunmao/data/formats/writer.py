"""Pictures and texts into the folder of a new data set."""

from pathlib import Path, PurePosixPath

from sunmao.data.sources.file_tree import FileTree, normalize_name


class FolderWriter:
    """Copies pictures out of a tree; none takes the place of another, whatever the disk thinks of capital letters.

    tree: where they come from. folder: the new data set's. one_stem: no two pictures of a folder are called the same
    but for their endings, where a file of labels is called after each.
    """

    def __init__(self, tree: FileTree, folder: Path, one_stem: bool = False):
        self._tree, self._folder, self._taken, self._one_stem = tree, folder, {}, one_stem

    def put(self, place: Path, below: str, stem: str | None = None) -> str:
        """Copy a picture into a folder of the new set; returns its path there, with '/'.

        place: as a Sample calls it. below: the folder, '' for the set's own. stem: the name without its ending, else
        its own.
        Raises: OSError when it cannot be read or written.
        """
        source = self._tree.name(place)
        name = PurePosixPath(source)
        path = self._free(f"{below}/{stem or name.stem}".lstrip("/"), name.suffix)
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

    def _free(self, stem: str, ending: str) -> str:
        name, count, first = stem, 1, self._key(stem, ending)
        while (key := self._key(name, ending)) in self._taken:
            count = (
                max(count, self._taken[first]) + 1
            )  # go on from the last number: a thousand folders may hold the same names
            name = f"{stem}-{count}"
        self._taken[key] = 1
        self._taken[first] = count
        return name + ending

    def _key(self, stem: str, ending: str) -> str:
        return normalize_name(stem if self._one_stem else stem + ending)
