"""A page for each drawer: what every block of it looks like, does, takes and prints, and a program with it."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from checks.site.block_pictures import draw_block
from checks.site.block_rows import GROUPS, LANGUAGES, make_title
from sunmao.blocks.registry import list_blocks
from sunmao.blocks.spec import Block, Input, Standard

GOLDEN = Path("tests") / "golden"
WORDS = {
    "zh": {
        "title": "积木",
        "about": "{count} 块积木，按工具箱的抽屉排列。每块积木：样子、作用、可以填什么、变成怎样的 Python、一个例子。",
        "other": "英文",
        "gives": "得到",
        "anything": "任何值",
        "python": "它的 Python",
        "example": "一个用到它的程序",
        "columns": "| 空位 | 填什么 | 原来是 |",
        "gear": "齿轮里",
        "kinds": {
            "value": "积木",
            "menu": "选一个",
            "var": "变量",
            "check": "勾选",
            "code": "Python",
            "pick": "选一个",
        },
        "levels": {1: "入门", 2: "进阶", 3: "深入"},
    },
    "en": {
        "title": "Blocks",
        "about": "{count} blocks, by the drawers of the toolbox. Of each: its look, what it does, what it takes, the Python "
        "that it becomes, an example.",
        "other": "Chinese",
        "gives": "Gives",
        "anything": "anything",
        "python": "Its Python",
        "example": "A program with it",
        "columns": "| hole | takes | begins with |",
        "gear": "behind the gear",
        "kinds": {
            "value": "a block",
            "menu": "one of a menu",
            "var": "a variable",
            "check": "a tick",
            "code": "Python",
            "pick": "one of what there is",
        },
        "levels": {1: "for everybody", 2: "for those who go on", 3: "for experts"},
    },
}
_FIELD = re.compile(r"\*{0,2}\{(\w+)\}")


def make_block_pages(root: Path, lang: str) -> dict[str, str]:
    """Path below the site's sources → MyST Markdown: 'blocks/index.md' and one page a drawer. root: the clone, whose golden
    programs are the examples.
    """
    drawers = {id: [block for block in list_blocks() if block.drawer == id] for id in GROUPS}
    pages = {f"blocks/{id}.md": _make_page(id, blocks, root, lang) for id, blocks in drawers.items() if blocks}
    words = WORDS[lang]
    about = words["about"].format(count=len(list_blocks()))
    tree = "\n".join(["```{toctree}", ":maxdepth: 1", "", *(Path(page).stem for page in pages), "```"])
    return {"blocks/index.md": f"# {words['title']}\n\n{about}\n\n{tree}\n", **pages}


def _make_page(id: str, blocks: list[Block | Standard], root: Path, lang: str) -> str:
    drawer = GROUPS[id]
    parts = [f"# {drawer.zh if lang == 'zh' else drawer.en}", *(_describe(block, root, lang) for block in blocks)]
    return "\n\n".join(parts) + "\n"


def _describe(block: Block | Standard, root: Path, lang: str) -> str:
    words, other = WORDS[lang], LANGUAGES[1 - LANGUAGES.index(lang)]
    facts = [f"`{block.type}`", words["levels"][block.level], f"{words['other']}: {escape(make_title(block, other))}"]
    if gives := _describe_output(block, lang):
        facts.append(f"{words['gives']}: {gives}")
    parts = [
        f"(block-{block.type})=\n## {escape(make_title(block, lang))}",
        "```{raw} html\n" + draw_block(block, lang) + "\n```",
    ]
    if isinstance(block, Block):
        parts.append(escape(block.help[LANGUAGES.index(lang)]))
    parts.append(" · ".join(facts))
    if isinstance(block, Block) and (rows := list(_list_holes(block, lang))):
        parts.append("\n".join([words["columns"], "|---|---|---|", *rows]))
    if python := _list_templates(block):
        parts.append(f"{words['python']}:\n\n```python\n{python}\n```")
    if example := find_example(root / GOLDEN, block.type):
        parts.append(f"{words['example']}:\n\n```python\n{example}\n```")
    return "\n\n".join(parts)


def find_example(folder: Path, type: str) -> str:
    """The Python of the block's own golden program, else of the shortest one with it; '' where there is none."""
    own = folder / f"{type}.py"
    if own.is_file():
        return own.read_text(encoding="utf-8").strip()
    return min(_read_examples(folder).get(type, [""]), key=len)


@cache
def _read_examples(folder: Path) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.json")):
        program = path.with_suffix(".py").read_text(encoding="utf-8").strip()
        for type in _list_types(json.loads(path.read_text(encoding="utf-8"))):
            found.setdefault(type, []).append(program)
    return found


def _list_types(saved: object) -> Iterator[str]:
    """The types of all blocks of a saved workspace."""
    if isinstance(saved, dict):
        if isinstance(saved.get("type"), str):
            yield saved["type"]
        for value in saved.values():
            yield from _list_types(value)
    elif isinstance(saved, list):
        for value in saved:
            yield from _list_types(value)


def _describe_output(block: Block | Standard, lang: str) -> str:
    """The type of its value; '' of a statement, and where a field decides."""
    if isinstance(block, Block) and block.chosen:
        return " / ".join(f"`{row[0]}`" for row in block.chosen.options)
    if not isinstance(block.output, str | tuple):
        return ""
    kinds = (block.output,) if isinstance(block.output, str) else block.output
    return " / ".join(WORDS[lang]["anything"] if kind == "*" else f"`{kind}`" for kind in kinds)


def _list_holes(block: Block, lang: str) -> Iterator[str]:
    """A row of the table for each hole and optional input."""
    words, at = WORDS[lang], LANGUAGES.index(lang)
    for hole in block.holes + block.optional_inputs:
        name = f"`{hole.name}`" + (f" ({words['gear']}: {escape(hole.label[at])})" if hole.label else "")
        takes = words["kinds"][hole.kind]
        if hole.kind == "menu":
            takes = ", ".join(escape(str(row[1 + at])) for row in hole.options)
        elif hole.checks:
            takes += " · " + " / ".join(f"`{kind}`" for kind in hole.checks)
        if hole.least is not None or hole.most is not None:
            takes += f" · {'' if hole.least is None else hole.least} … {'' if hole.most is None else hole.most}"
        yield f"| {name} | {takes} | {_format_default(hole, at)} |"


def _format_default(hole: Input, at: int) -> str:
    default = hole.default[at] if isinstance(hole.default, tuple) else hole.default
    return "" if default in (None, "") else f"`{default}`".replace("|", "\\|").replace("\n", " ")


def _list_templates(block: Block | Standard) -> str:
    """List a block's Python templates, with the names of its holes in their places; '' where a function prints it."""
    if not isinstance(block, Block):
        return ""
    templates = [block.python] if block.python else list(dict.fromkeys(block.templates.values()))
    return "\n".join(
        _FIELD.sub(lambda match: "..." if match[1] in ("more", "items") else match[1], each) for each in templates
    )


def escape(text: str) -> str:
    """A text as Markdown that shows it as it is."""
    return re.sub(r"([\\`*_{}\[\]<>#|$~])", r"\\\1", text)
