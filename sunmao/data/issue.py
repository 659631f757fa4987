"""One thing that is wrong, or worth knowing, about a data set."""

from dataclasses import dataclass, field

from sunmao.texts import get_both, language


@dataclass(frozen=True)
class Issue:
    """One thing that was found.

    key: its sentence in `sunmao/texts`, whose holes are filled by `holes`. level: 'reject' (it cannot be used so) or
    'warn'.
    pictures: the pictures concerned, all of them, as paths below the data set's folder. count: how many there are of it
    (pictures, boxes, lines …).
    """

    key: str
    holes: dict = field(default_factory=dict)
    level: str = "warn"
    pictures: tuple[str, ...] = ()
    count: int = 1

    @property
    def text(self) -> dict:
        """Its sentence: {'zh', 'en'}."""
        return get_both(self.key, **self.holes)

    @property
    def said(self) -> dict:
        """Its sentence without the names, for where the pictures themselves are shown: {'zh', 'en'}."""
        names = self.holes.get("names")
        if not self.pictures or not names:
            return self.text
        return {
            lang: words.replace(f"：{names}", "").replace(f": {names}", "").replace(f" ({names})", "")
            for lang, words in self.text.items()
        }

    def __repr__(self) -> str:
        return self.text[language()]

    def as_dict(self) -> dict:
        """For JSON: {'key', 'level', 'count', 'text', 'pictures'}."""
        return {
            "key": self.key,
            "level": self.level,
            "count": self.count,
            "text": self.text,
            "pictures": list(self.pictures),
        }
