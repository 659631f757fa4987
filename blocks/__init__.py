"""Every block, declared once; one file per drawer of the toolbox, in `categories/`.

A new block is one declaration in its drawer's file, for example in `categories/model.py`:

    Block(
        "model_nap",
        "让 {model} 睡 {hours} 小时",
        "let {model} sleep {hours} hours",
        "{model}.sleep(hours={hours})",
        holes=(of("model", "Model"), value("hours", "Number", 8, least=0)),
        help=("模型睡一会儿。", "The model sleeps for a while."),
    )

Its definition for Blockly, its place in the toolbox, its shadows, its search words, its checks and its Python follow
from that. `tests/golden/model_nap.json`, a saved workspace with the block, and `pytest --regenerate` make its test.

A third party's pack is a module named by an entry point of the group `sunmao.blocks`; like a drawer's file here it has
`BLOCKS` (see `spec.py`), and may have `DRAWER` (its drawer), `HELPERS` (functions that its Python needs) and `ALSO`
(blocks of other drawers that it offers as well).
"""

from sunmao.blocks.registry import DRAWERS, HELPERS, PACK_PROBLEMS, RENAMED, find_block, list_blocks

__all__ = ["DRAWERS", "HELPERS", "PACK_PROBLEMS", "RENAMED", "find_block", "list_blocks"]
