"""`base` of old lessons, which only told Python where their package was."""

__all__: list[str] = []
