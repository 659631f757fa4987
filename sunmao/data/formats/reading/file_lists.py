"""Questions that every format asks of a tree: its pictures, and the lines in its lists."""

from sunmao.data.files.file_tree import FileTree
from sunmao.data.files.text_encoding import read_whole, split_lines

PICTURES = (
    ".jpg",
    ".jpeg",
    ".png",
    ".bmp",
    ".webp",
    ".gif",
    ".tif",
    ".tiff",
    ".jfif",
    ".jpe",
    ".heic",
    ".heif",
    ".avif",
    ".svg",
)
START = 4096  # bytes of a list that show what it is


def is_picture(path: str) -> bool:
    """Whether a file is called as pictures are."""
    return path[path.rfind(".") :].lower() in PICTURES


def list_images(tree: FileTree, folder: str = "") -> list[str]:
    """The paths of the pictures somewhere below a folder."""
    return [path for path in tree.below(folder) if is_picture(path)]


def read_lines(tree: FileTree, path: str) -> list[str]:
    """The lines of a text file that say something; none where there is no such file. Raises BadData where it is too
    large.
    """
    return split_lines(read_whole(tree, path)) if path in tree.files else []


def get_top_folder(path: str) -> str:
    """The first folder of a path, '' for a file that lies in none."""
    folder, slash, _ = path.partition("/")
    return folder if slash else ""
