"""Both languages say the same things."""

from string import Formatter

from sunmao.server.texts import TEXTS, get_text


def holes(sentence: str) -> set:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_every_sentence_is_there_in_both_languages():
    for key, (zh, en) in TEXTS.items():
        assert zh.strip() and en.strip(), key
        assert holes(zh) == holes(en), key
        assert "!" not in en and "please" not in en.lower() and "invalid" not in en.lower() and "您" not in zh, key


def test_values_are_not_templates():
    assert get_text("file_unreadable", file="{reason}", reason="{x}")["en"] == "Cannot open {reason}: {x}"


def test_every_key_is_used():
    from pathlib import Path

    import sunmao.data.files.zip_archive
    import sunmao.server

    source = "".join(
        path.read_text(encoding="utf-8")
        for path in Path(sunmao.server.__file__).parent.rglob("*.py")
        if path.name != "texts.py"
    )
    source += Path(sunmao.data.files.zip_archive.__file__).read_text(
        encoding="utf-8"
    )  # says why an entry of a zip is left out
    assert [key for key in TEXTS if f'"{key}"' not in source] == []
