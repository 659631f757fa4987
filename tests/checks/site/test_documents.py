"""Links of documents lead to pages of the site, and to nothing that is no page."""

import pytest

from checks.site.documents import DOCUMENTS, list_pictures, make_document_pages, rewrite_links
from tests.support.paths import ROOT

pytestmark = pytest.mark.skipif(not (ROOT / "docs").is_dir(), reason="no docs/: a source distribution")


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("[a](docs/guide.md#setting-up)", "[a](docs/guide.md#setting-up)"),
        ("[a](README.zh-CN.md)", "[a](site:../zh/README.zh-CN.html)"),
        ("[`a`](server/cli/main.py)", "`a`"),
        ("[a](https://example.org/)", "[a](https://example.org/)"),
        ("![a](docs/screens/x.png)", "![a](docs/screens/x.png)"),
        ("```\n[a](server/cli/main.py)\n```", "```\n[a](server/cli/main.py)\n```"),
    ],
)
def test_a_link_holds_on_the_site(link, said):
    assert rewrite_links("README.md", link, "en") == said


@pytest.mark.parametrize("lang", [*DOCUMENTS])
def test_every_document_and_picture_is_there(lang):
    assert all(text.lstrip() for text in make_document_pages(ROOT, lang).values())
    assert all((ROOT / picture).is_file() for picture in list_pictures(ROOT, lang))
