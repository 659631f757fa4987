"""`python -m benchmarks.other_tree …`: as `python -m benchmarks …`, on a library that may be older than these benchmarks.

Where it calls something by an older name, that name is taken, also in programs that are text.
"""

import re
import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

# module:name of today → what it was before; benchmarks that need more than these cannot measure so old a tree.
OLD_NAMES = {
    "sunmao.codegen.program:check_workspace": "sunmao.codegen.program:check",
    "sunmao.codegen.program:write_program": "sunmao.codegen.program:write",
    "sunmao.boards.pin_modes:OUTPUT": "sunmao.boards.links.firmata:OUTPUT",
    "sunmao.boards.links.firmata.protocol:encode_write_port": "sunmao.boards.links.protocol:write_port",
    "sunmao.models.openmmlab.mmcv_shim:get_model_registry": "sunmao.models.openmmlab.standin:networks",
}


def main(words: list[str]) -> int:
    """The command, with all names known."""
    old = {new: before for new, before in OLD_NAMES.items() if not is_known(new)}
    for new, before in old.items():
        alias(new, before)
    from benchmarks import __main__ as command

    for name in words:
        if name in command.BENCHMARKS:
            rename_in_texts(import_module(f"benchmarks.{name}"), old)
    return command.main(words)


def is_known(name: str) -> bool:
    """Whether the library has a name."""
    module, attribute = name.split(":")
    return find_spec(module) is not None and hasattr(import_module(module), attribute)


def alias(new: str, before: str) -> None:
    """Let the library have a name of today."""
    (module, attribute), (old_module, old_attribute) = new.split(":"), before.split(":")
    if module not in sys.modules and find_spec(module) is None:
        sys.modules[module] = ModuleType(module)
    setattr(import_module(module), attribute, getattr(import_module(old_module), old_attribute))


def rename_in_texts(benchmark: ModuleType, old: dict[str, str]) -> None:
    """Programs of a benchmark run in processes of their own: their imports say the older name themselves."""
    for constant, text in list(vars(benchmark).items()):
        if isinstance(text, str) and "import" in text:
            for new, before in old.items():
                (module, attribute), (old_module, old_attribute) = new.split(":"), before.split(":")
                line = rf"from {re.escape(module)} import {attribute}$"
                text = re.sub(line, f"from {old_module} import {old_attribute} as {attribute}", text, flags=re.M)
            setattr(benchmark, constant, text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
