"""Structure of a file by its head, whatever it is called: JSON's keys, XML's elements, a table's lines.

Each is read once for each `FileEntry`; a format claims a file by these, never by a word that occurs somewhere in it.
"""

import csv
import re
from functools import lru_cache

from sunmao.data.files.file_tree import FileEntry, FileTree
from sunmao.data.files.text_encoding import decode_text
from sunmao.data.formats.reading.file_lists import PICTURES

HEAD = 64 * 1024  # bytes
_DEEPEST = 16  # levels that are looked at: a name for each of thousands would fill the memory
_KEPT = 4096  # files whose heads are kept
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]')
_MARK_LINE = re.compile(r"\A\s*sep=.\s*?\n", re.IGNORECASE)
_LABELED = re.compile(
    rf"[^\s:]+(?:{'|'.join(map(re.escape, PICTURES))})\s*[:\s]\s*(?!\S*\.[a-z]{{3}})\S+", re.IGNORECASE
).fullmatch
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ELEMENT = re.compile(r"<(/?)([A-Za-z_][\w.:-]*)[^<>]*?(/?)>")


def list_json_keys(tree: FileTree, path: str) -> frozenset[str]:
    """The keys in the head of a JSON file by where they stand, with '[]' for a list's elements and '.' between objects;
    empty for what is no JSON object or list.

    Example: a COCO file gives {'images', 'images[].file_name', 'annotations[].bbox', …}, a list of LabelMe's shapes
    {'[].shapes[].label', …}.
    """
    return _list_json_keys(tree.files[path])


def list_xml_elements(tree: FileTree, path: str) -> frozenset[str]:
    """The elements in the head of an XML file by where they stand: {'annotation', 'annotation/object/bndbox', …}; empty
    for what is no XML.
    """
    return _list_xml_elements(tree.files[path])


def read_table_head(tree: FileTree, path: str, rows: int = 5) -> list[list[str]]:
    """The first lines of a table as cells without blanks around them, divided at its own mark (comma, semicolon, tab)."""
    return [list(row) for row in _read_table_head(tree.files[path])[:rows]]


def drop_mark_line(text: str) -> str:
    """A table's text without Excel's first line that says its mark (`sep=;`)."""
    return _MARK_LINE.sub("", text, count=1)


def find_table_mark(lines: list[str]) -> str:
    """The mark between the cells of a table's first lines: comma, semicolon or tab."""
    said = [line.strip() for line in lines if line.strip()][:2]
    mark = max(",;\t", key=lambda mark: min((line.count(mark) for line in said), default=0))
    if said and mark not in said[0] and all(map(_LABELED, said)):  # 'a.jpg: cat', 'a.jpg cat'
        return ":" if all(line.count(":") == 1 for line in said) else " "
    return mark


def read_head(tree: FileTree, path: str) -> str:
    """The text in the head of a file; '' for what is no text."""
    return _read_head(tree.files[path])


def _read_head(entry: FileEntry) -> str:
    try:
        found = decode_text(entry.read(HEAD), whole=entry.size <= HEAD)
    except OSError:
        return ""
    return found[0] if found else ""


@lru_cache(_KEPT)
def _list_json_keys(entry: FileEntry) -> frozenset[str]:
    text = _read_head(entry).lstrip()
    if not text.startswith(("{", "[")):
        return frozenset()
    found, stack, last, at_key = set(), [], "", False
    for token in _TOKEN.findall(text):
        if token in "{[":
            prefix = f"{stack[-1][1]}{last}" if 0 < len(stack) < _DEEPEST else ""
            stack.append(
                (token, f"{prefix}." if token == "{" and prefix else f"{prefix}[]" if token == "[" else prefix)
            )
            last, at_key = "", token == "{"
        elif token in "}]":
            if not stack:
                break
            stack.pop()
            last = ""
        elif token == ",":
            at_key, last = bool(stack) and stack[-1][0] == "{", ""
        elif token == ":":
            at_key = False
        elif at_key and stack:
            last, at_key = token[1:-1], False
            if len(stack) <= _DEEPEST:
                found.add(f"{stack[-1][1]}{last}")
    return frozenset(found)


@lru_cache(_KEPT)
def _list_xml_elements(entry: FileEntry) -> frozenset[str]:
    text = _read_head(entry).lstrip()
    if not text.startswith("<"):
        return frozenset()
    found, stack = set(), []
    for closing, name, alone in _ELEMENT.findall(_COMMENT.sub("", text)):
        if closing:
            if name in stack:
                del stack[len(stack) - 1 - stack[::-1].index(name) :]
            continue
        if len(stack) < _DEEPEST:
            found.add("/".join([*stack, name]))
        if not alone:
            stack.append(name)
    return frozenset(found)


@lru_cache(_KEPT)
def _read_table_head(entry: FileEntry) -> tuple[tuple[str, ...], ...]:
    lines = [line for line in drop_mark_line(_read_head(entry)).splitlines() if line.strip()][:40]
    if not lines:
        return ()
    try:
        return tuple(tuple(cell.strip() for cell in row) for row in csv.reader(lines, delimiter=find_table_mark(lines)))
    except csv.Error:
        return ()
