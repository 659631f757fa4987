"""Writes the sources of the site into a folder of its own, and has Sphinx make the pages of both languages of them."""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from checks.site.block_pages import make_block_pages
from checks.site.block_rows import LANGUAGES
from checks.site.command_pages import make_command_page
from checks.site.documents import DOCUMENTS, list_pictures, make_document_pages
from checks.site.library_pages import make_chinese_library_pages, make_library_pages

HERE = Path(__file__).resolve().parent
CODES = {"zh": "zh_CN", "en": "en"}  # Sphinx's
CAPTIONS = {
    "zh": ("文档", "参考", "另一种语言：[English](site:../en/index.html)", "# 榫卯文档"),
    "en": ("Documents", "Reference", "The other language: [中文](site:../zh/index.html)", "# Sunmao"),
}
REFERENCE = {
    "zh": ("blocks/index", "library", "commands", "messages"),
    "en": ("blocks/index", "library/index", "commands", "messages"),
}
FIRST = """<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><title>Sunmao 榫卯</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><h1>Sunmao 榫卯</h1><p><a href="zh/index.html">中文文档</a></p>
<p><a href="en/index.html" lang="en">Documentation in English</a></p></body></html>
"""


def build_site(root: Path, target: Path) -> list[str]:
    """Build the pages of the clone `root` into the folder `target`, anew. Returns Sphinx's complaints, [] when all is well.

    Raises: ModuleNotFoundError without the extra `docs`; CalledProcessError where Node cannot load Blockly.
    """
    import sphinx  # noqa: F401  # before anything is written

    with tempfile.TemporaryDirectory() as place:
        running = []
        for lang in LANGUAGES:
            sources = Path(place) / lang
            write_sources(root, sources, lang)
            shutil.rmtree(target / lang, ignore_errors=True)
            running.append(_start_sphinx(root, sources, target / lang, lang))
        complaints = [line for process in running for line in _read_complaints(process)]
    (target / "index.html").write_text(FIRST, encoding="utf-8")
    return complaints


def write_sources(root: Path, folder: Path, lang: str) -> None:
    """Write what Sphinx reads, in one language, into a new folder."""
    pages = {
        "index.md": _make_index(lang),
        **make_document_pages(root, lang),
        **make_block_pages(root, lang),
        "commands.md": make_command_page(lang),
        **(make_library_pages() if lang == "en" else make_chinese_library_pages("../en")),
    }
    for path, text in pages.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    for picture in list_pictures(root, lang):
        (folder / picture).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / picture, folder / picture)


def _make_index(lang: str) -> str:
    documents, reference, other, title = CAPTIONS[lang]
    named = [path.removesuffix(".md") for path in DOCUMENTS[lang]]
    return "\n".join(
        [title, "", other, "", *_make_tree(documents, named), "", *_make_tree(reference, REFERENCE[lang]), ""]
    )


def _make_tree(caption: str, pages: tuple[str, ...] | list[str]) -> list[str]:
    return ["```{toctree}", ":maxdepth: 1", f":caption: {caption}", "", *pages, "```"]


def _start_sphinx(root: Path, sources: Path, target: Path, lang: str) -> subprocess.Popen:
    words = ["-b", "html", "-q", "-c", str(HERE), "-D", f"language={CODES[lang]}", "-d", f"{sources}.doctrees"]
    return subprocess.Popen(
        [sys.executable, "-m", "sphinx", *words, str(sources), str(target)],
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )


def _read_complaints(process: subprocess.Popen) -> list[str]:
    _, said = process.communicate()
    lines = [line for line in said.splitlines() if re.search("WARNING|ERROR|CRITICAL|Error:", line)]
    return lines or ([f"Sphinx ended with {process.returncode}"] if process.returncode else [])
