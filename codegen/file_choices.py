"""The files and folders that a program's pickers name: whether they are there, only the project's folder tells."""

from dataclasses import dataclass

from sunmao.codegen.nodes import Node

PICKERS = {"pick_dataset", "pick_picture", "pick_folder", "pick_model", "pick_table", "pick_camera"}
TRAININGS = {"model_train", "model_quick_train"}
_MAKES_DATASETS = {"data_add", "data_collect", "data_collect_classes", "data_declare"}
_OWN_PYTHON = {"program_python", "program_python_value"}


@dataclass(frozen=True)
class FileChoice:
    """A picker of a program. block: its id; path: what it names, as it was written; '' where nothing was chosen.
    camera: a camera is chosen, which a film may stand in for.
    """

    block: str
    path: str
    camera: bool = False


def find_file_choices(nodes: list[Node]) -> list[FileChoice]:
    """Find the files and cameras that a program's pickers name and it does not make. nodes: all that take part."""
    types = {node.type for node in nodes}
    return [
        FileChoice(node.id, node.field("value").strip(), node.type == "pick_camera")
        for node in nodes
        if node.type in PICKERS and node.id and not _may_be_made(node.field("value").strip(), node.type, nodes, types)
    ]


def _may_be_made(path: str, picker: str, nodes: list[Node], types: set[str]) -> bool:
    """Whether a block of the program may have made it before: one that names it, or the folder around it."""
    if not path:
        return False
    if _OWN_PYTHON & types or (picker == "pick_model" and TRAININGS & types and "model_save_fold" not in types):
        return True
    if _MAKES_DATASETS & types and path.startswith("data/"):
        return True
    written = [node.field("TEXT") for node in nodes if node.type == "text"]
    return any(text and (path == text or path.startswith(f"{text.rstrip('/')}/")) for text in written)
