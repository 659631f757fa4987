"""Every public name of the library and every message stands on the site."""

import pytest

from checks.site.library_pages import list_messages, list_public_names, make_chinese_library_pages, make_library_pages


@pytest.mark.training
def test_every_public_name_is_asked_for():
    pages, names = make_library_pages(), list_public_names()
    assert {"sunmao", "sunmao.vision", "sunmao.boards", "sunmao.tables"} <= set(names)
    for module, public in names.items():
        lines = pages[f"library/{module}.rst"].splitlines()
        for name in public:
            assert any(
                line.startswith((".. auto", ".. py:data::")) and line.endswith(f":: {module}.{name}") for line in lines
            ), name


def test_the_chinese_site_leads_to_every_name():
    said = make_chinese_library_pages("../en")
    for module, public in list_public_names().items():
        assert all(f"../en/library/{module}.html#{module}.{name})" in said["library.md"] for name in public)
    assert all(f"`{kind}`" in said["messages.md"] for kind in list_messages())


@pytest.mark.training
def test_every_message_has_its_table():
    page = make_library_pages()["messages.md"]
    assert all(f"## `{kind}`\n" in page for kind in list_messages()) and "| `stream` | `Literal['stdout', " in page
