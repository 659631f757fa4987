"""Output of errors of a command."""

import json
import sys
from typing import Any

from sunmao.texts import language


def print_error(sentence: dict[str, str], as_json: bool, **more: Any) -> None:
    """On standard error in the language of the person; for a program in both, with `more`, where it reads the answer.

    sentence: by language.
    """
    if as_json:
        print(json.dumps({**more, "error": sentence}, ensure_ascii=False))
    else:
        print(sentence[language()], file=sys.stderr)
