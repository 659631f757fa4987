"""All parts by the names of their classes. `sunmao.boards.parts` fills it, which the package `sunmao.boards` imports.

Apart from them, so that what checks a part need not import all parts.
"""

from typing import Any

PARTS: dict[str, type[Any]] = {}
