"""The words of Sunmao: every block, declared once, one file a drawer.

A third party's pack is a module named by an entry point of the group `sunmao.blocks`; like a drawer's file here it has
`BLOCKS`, and may have `DRAWER` and `HELPERS`.
"""

from .registry import DRAWERS, HELPERS, PACK_PROBLEMS, RENAMED, every, find

__all__ = ["DRAWERS", "HELPERS", "PACK_PROBLEMS", "RENAMED", "every", "find"]
