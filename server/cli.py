"""The command line of `sunmao`."""


def main() -> int:
    """Not yet."""
    return 0
