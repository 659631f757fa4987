"""What a check of a data set finds. Key → (zh, en)."""

TEXTS: dict[str, tuple[str, str]] = {}
