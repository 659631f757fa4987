"""A sentence that names a block, an option behind its ＋ or a drawer names one that exists: its label as the page says
it, with any filling in its holes."""

import importlib
import pkgutil
import re

import pytest

from sunmao import texts
from sunmao.blocks.blockly_messages import MESSAGES
from sunmao.blocks.drawers import DRAWERS
from sunmao.blocks.registry import list_blocks
from sunmao.blocks.spec import Block
from sunmao.codegen.texts import TEXTS as OF_PROBLEMS
from tests.support.paths import ROOT

# What stands beside a quotation that makes it the label of a block.
NAMED = {
    "zh": re.compile(r"积木“([^”{]+)”|在“([^”]+)”上点|选“([^”]+)”填|“([^”{]+)”(?:积木|那块积木)|一块“([^”]+)”"),
    "en": re.compile(r"\bblocks? “([^”{]+)”|on “([^”]+)” choose|set “([^”]+)” to|“([^”{]+)” block\b"),
}
PAIR = re.compile(r"""\[\s*('(?:[^'\\]|\\.)*'|"[^"]*"),\s*('(?:[^'\\]|\\.)*'|"[^"]*"),?\s*\]""")
# Blocks of Blockly's own that sentences name.
STANDARD = {"zh": ("VARIABLES_SET", "TEXT_PROMPT_TYPE_NUMBER"), "en": ()}
ENGLISH_OF_BLOCKLY = ("set %1 to %2",)
# Labels, or parts of them, that Blockly itself has, as sentences quote them.
QUOTED = {
    "zh": ("把…连起来", "问一句话", "插入", "…的长度", "…是空的", "四舍五入", "重复…次"),
    "en": ("create text with", "prompt for number", "prompt for text", "length of", "round", "repeat … times"),
}


def sentences(language: str) -> list[str]:
    """Every sentence of the page, the library and the checks of programs."""
    place = ("zh", "en").index(language)
    modules = [importlib.import_module(f"sunmao.texts.{found.name}") for found in pkgutil.iter_modules(texts.__path__)]
    pairs = [pair for module in modules for pair in getattr(module, "TEXTS", {}).values()] + [*OF_PROBLEMS.values()]
    for file in sorted((ROOT / "static" / "src").rglob("*texts.ts")):
        pairs += [(zh[1:-1], en[1:-1]) for zh, en in PAIR.findall(file.read_text("utf-8"))]
    return [pair[place] for pair in pairs]


def labels(language: str) -> list[re.Pattern[str]]:
    """The labels of all blocks, options and drawers; a hole fits anything, and the last one may be left out."""
    place = ("zh", "en").index(language)
    blocks = [block for block in list_blocks() if isinstance(block, Block)]
    ours = [(block.zh, block.en)[place] for block in blocks]
    ours += [option.label[place] for block in blocks for option in block.optional_inputs]
    ours += [(drawer.zh, drawer.en)[place] for drawer in DRAWERS]
    blocklys = [MESSAGES["zh"][key] for key in STANDARD["zh"]] if language == "zh" else ENGLISH_OF_BLOCKLY
    bare = [re.split(r"\{\w+\}|%\d", label) for label in (*ours, *blocklys)]
    wordy = [
        parts for parts in bare if len("".join("".join(parts).split())) > 1
    ]  # "{report} 的 {metric}" would fit anything
    wordy += [[label] for label in QUOTED[language]]
    return [re.compile(".*".join(re.escape("".join(part.split())) for part in parts)) for parts in wordy]


def exists(label: str, known: list[re.Pattern[str]]) -> bool:
    bare = "".join(label.split())
    return any(one.fullmatch(bare) for one in known)


@pytest.mark.parametrize("language", NAMED)
def test_a_block_that_a_sentence_names_is_there(language):
    known = labels(language)
    named = ["".join(found) for text in sentences(language) for found in NAMED[language].findall(text)]
    missing = [label for label in named if not exists(label, known)]
    assert len(named) > 5 and not missing


def test_the_block_that_loads_a_data_set_was_called_what_it_is_not():
    assert not exists("加载数据集", labels("zh")) and exists("让 model 读入数据", labels("zh"))
