"""What is said while a data set is read: archives, formats, labels. Key → (zh, en)."""

TEXTS: dict[str, tuple[str, str]] = {}
