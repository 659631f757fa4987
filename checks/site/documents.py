"""The documents of the clone as pages of the site: their links lead to pages, or are words where no page is meant."""

import re
from pathlib import Path
from posixpath import normpath, relpath
from urllib.parse import unquote

DOCUMENTS = {
    "zh": ("README.zh-CN.md", "docs/guide.zh-CN.md"),
    "en": (
        "README.md",
        "docs/guide.md",
        "docs/boards.md",
        "docs/architecture.md",
        "docs/walks.md",
        "docs/words.md",
        "benchmarks/README.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "CHANGELOG.md",
    ),
}
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)(\s+\"[^\"]*\")?\)")
_CODE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)


def make_document_pages(root: Path, lang: str) -> dict[str, str]:
    """Path below the site's sources → Markdown, as in the clone at `root`."""
    return {path: rewrite_links(path, (root / path).read_text(encoding="utf-8"), lang) for path in DOCUMENTS[lang]}


def list_pictures(root: Path, lang: str) -> list[str]:
    """The pictures that the documents show, as paths below the clone."""
    found = set()
    for document in DOCUMENTS[lang]:
        for match in _LINK.finditer((root / document).read_text(encoding="utf-8")):
            if match[1]:
                found.add(_resolve(document, match[3]))
    return sorted(found)


def rewrite_links(document: str, text: str, lang: str) -> str:
    """A document with links that hold on the site. What leads to a file without a page keeps its words alone."""

    def change(match: re.Match[str]) -> str:
        picture, words, target, _ = match.groups()
        if picture or re.match(r"[a-z]+:|#", target):
            return match[0]
        path, _, heading = target.partition("#")
        place = _resolve(document, path)
        if place in DOCUMENTS[lang]:
            return f"[{words}]({target})"
        for other, documents in DOCUMENTS.items():
            if place in documents:
                page = f"../{other}/{place.removesuffix('.md')}.html" + (f"#{heading}" if heading else "")
                return f"[{words}](site:{relpath(page, str(Path(document).parent))})"
        return words

    parts, end = [], 0
    for code in _CODE.finditer(text):
        # A graph is shown as its text: what would draw it is fetched from afar.
        parts += [_LINK.sub(change, text[end : code.start()]), code[0].replace("```mermaid", "```text", 1)]
        end = code.end()
    return "".join([*parts, _LINK.sub(change, text[end:])])


def _resolve(document: str, target: str) -> str:
    """A link's target below the clone."""
    return normpath((Path(document).parent / unquote(target)).as_posix())
