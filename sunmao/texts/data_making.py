"""What is said while a data set is made: converting, dividing, collecting, samples. Key → (zh, en)."""

TEXTS: dict[str, tuple[str, str]] = {}
