"""`python3 start.py docs [FOLDER]`: builds the documentation site, into `build/site` where no other folder is named."""

import sys
import time
from pathlib import Path

from checks.site.build_site import LANGUAGES, build_site

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str]) -> int:
    """Build the site. arguments: [] or [folder]. Returns the exit status."""
    if len(arguments) > 1 or any(word.startswith("-") for word in arguments):
        print("usage: start.py docs [FOLDER]", file=sys.stderr)
        return 2
    since = time.perf_counter()
    target = Path(*arguments) if arguments else ROOT / "build" / "site"
    complaints = build_site(ROOT, target.resolve())
    print("\n".join(complaints))
    pages = sum(1 for lang in LANGUAGES for _ in (target / lang).rglob("*.html"))
    print(f"{pages} pages in {time.perf_counter() - since:.0f} s: {(target / 'index.html').resolve()}")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
