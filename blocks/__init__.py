"""The words of Sunmao: every block, declared once, one file a drawer.

A third party's pack is a module named by an entry point of the group `sunmao.blocks`; like a drawer's file here it has
`BLOCKS` (see `declare.py`), and may have `DRAWER` (its drawer), `HELPERS` (functions that its Python needs) and `ALSO`
(blocks of other drawers that it offers as well).
"""

from .registry import DRAWERS, HELPERS, PACK_PROBLEMS, RENAMED, every, find

__all__ = ["DRAWERS", "HELPERS", "PACK_PROBLEMS", "RENAMED", "every", "find"]
