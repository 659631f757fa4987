"""All loaders by the name under which a `BoardSpec` asks for one."""

from sunmao.boards.board_spec import BoardSpec
from sunmao.boards.loaders.caterina import Caterina
from sunmao.boards.loaders.sketch_loader import SketchLoader
from sunmao.boards.loaders.stk500v1 import Stk500v1
from sunmao.boards.loaders.stk500v2 import Stk500v2

LOADERS: dict[str, type[SketchLoader]] = {"stk500v1": Stk500v1, "stk500v2": Stk500v2, "caterina": Caterina}


def open_loader(board: BoardSpec, port: str, tries: int | None = None) -> SketchLoader:
    """The bootloader of a board at a port, ready to be asked; tries, and what it raises: as of `SketchLoader`.

    Raises:
        ValueError: a board of this kind is loaded by another program.
    """
    if board.loader is None:
        raise ValueError(f"{board.name} has no loader")
    return LOADERS[board.loader](board, port, tries)
