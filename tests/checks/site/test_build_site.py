"""The whole site, built: every name is found in it, every link holds, and no page asks the network for anything."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from checks.site.build_site import LANGUAGES, build_site
from checks.site.library_pages import list_messages, list_public_names
from sunmao.blocks.registry import list_blocks
from tests.support.paths import ROOT

pytestmark = [
    pytest.mark.process,
    pytest.mark.long,
    pytest.mark.skipif(not (ROOT / "docs").is_dir(), reason="no docs/: a source distribution"),
]
# Elements that a browser fetches something for.
FETCHED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "use": "href"}


class Page(HTMLParser):
    """A page of the site: the addresses it links to, those a browser fetches for it, and its anchors."""

    def __init__(self, path: Path):
        super().__init__()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.anchors: set[str] = set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        self.anchors |= {said["id"]} if said.get("id") else set()
        if tag == "a" and said.get("href"):
            self.links.append(said["href"])
        if tag == "link" and "canonical" not in (said.get("rel") or ""):
            self.fetched.append(said.get("href") or "")
        if said.get(FETCHED.get(tag, "-")):
            self.fetched.append(said[FETCHED[tag]])


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    pytest.importorskip("sphinx")
    folder = tmp_path_factory.mktemp("site")
    assert build_site(ROOT, folder) == []
    return folder


@pytest.fixture(scope="module")
def pages(site):
    return {path: Page(path) for path in site.rglob("*.html")}


def test_every_block_name_and_message_has_its_place(site, pages):
    anchors = {
        lang: set().union(*(pages[path].anchors for path in (site / lang).rglob("*.html"))) for lang in LANGUAGES
    }
    for lang in LANGUAGES:
        assert {f"block-{block.type.replace('_', '-').lower()}" for block in list_blocks()} <= anchors[lang]
    assert {f"{module}.{name}" for module, names in list_public_names().items() for name in names} <= anchors["en"]
    assert {f"message-{kind.replace('_', '-')}" for kind in list_messages()} <= anchors["en"]


def test_every_link_holds(pages):
    broken = []
    for path, page in pages.items():
        for link in page.links:
            said = urlsplit(link)
            if said.scheme:
                continue
            target = (path.parent / unquote(said.path)).resolve() if said.path else path
            known = pages.get(target)
            if not target.is_file() or (said.fragment and known and unquote(said.fragment) not in known.anchors):
                broken.append(f"{path.name}: {link}")
    assert not broken, broken[:20]


def test_no_page_asks_the_network(site, pages):
    for path, page in pages.items():
        for address in page.fetched:
            said = urlsplit(address)
            assert said.scheme in ("", "data") and not said.netloc, (path.name, address)
            own = said.scheme or not said.path  # within the page
            assert own or (path.parent / unquote(said.path)).is_file(), (path.name, address)
    for sheet in site.rglob("*.css"):
        said = re.findall(r"(?:@import\s+|url\()['\"]?([^'\")\s]+)", sheet.read_text(encoding="utf-8"))
        assert not [address for address in said if re.match(r"(https?:)?//", address)], sheet.name
