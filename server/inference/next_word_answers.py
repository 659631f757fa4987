"""The next-word machine as a page asks it: it counts texts of a project, and goes on with words."""

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

MAX_PLACES = 200  # of a word's followers that are shown
MAX_COUNTS = 12


def answer_next_word(
    paths: list[str],
    order: int,
    words: list[str],
    count: int,
    temperature: float,
    why: int | None,
) -> dict:
    """Go on with some words, and say what was counted.

    Args:
        paths: text files that are counted together. words: what stands there. count: how many words are added.
        temperature: how bold. why: the place of one of the words, of which everything is said; None: of none.

    Returns: {'words': all of them, 'thrown': [{'die', 'cell'}] of the added ones, 'ended': no word was seen after the
    last one, 'counts': [[word, times]] after the last one, 'total', 'different': words and marks, 'counted', 'copied':
    the longest run of words as in the texts, 'why'}, the last as of `_explain`.

    Raises: BadValue, BackendMissing.
    """
    machine = _count(tuple(paths), tuple(os.stat(path).st_mtime_ns for path in paths), order)
    thrown, ended = [], False
    words = list(words)
    for _ in range(count):
        word = machine.next(text=words, temperature=temperature)
        if not word:
            ended = True
            break
        reason = machine.why()
        thrown.append({"die": reason.die, "cell": list(reason.cell or ())})
        words.append(word)
    rows = machine.counts(text=words).rows
    return {
        "words": words,
        "thrown": thrown,
        "ended": ended or (bool(words) and not rows),
        "counts": [row[:2] for row in rows[:MAX_COUNTS]],
        "total": sum(row[1] for row in rows),
        "different": machine.different_words,
        "counted": machine.word_count,
        "copied": machine.count_copied(words) if words else 0,
        "why": None if why is None else _explain(machine, words, why, paths),
    }


@lru_cache(maxsize=4)
def _count(paths: tuple[str, ...], _changed: tuple[int, ...], order: int) -> Any:
    from sunmao.language import NextWord

    machine = NextWord(order=order)
    for path in paths:
        machine.train(text=Path(path).read_text(encoding="utf-8"), name=path)
    return machine


def _explain(machine: Any, words: list[str], at: int, paths: list[str]) -> dict:
    """{'before', 'word', 'counts': [[word, times]], 'total', 'places': [{'text': which of the texts, 'start', 'end',
    'before': where the words before begin, 'chosen'}]} of the word at a place.
    """
    before = words[max(0, at - machine.order) : at]
    rows = machine.counts(text=before).rows
    places = []
    for word, *_ in rows[:MAX_COUNTS]:
        for place in machine.why(text=before, word=word).places[: MAX_PLACES - len(places)]:
            start = place.start
            places.append(
                {
                    "text": paths.index(place.name),
                    "start": start,
                    "end": place.end,
                    "before": _find_before(place.text, start, before),
                    "chosen": word == words[at],
                }
            )
    return {
        "before": before,
        "word": words[at],
        "counts": [row[:2] for row in rows[:MAX_COUNTS]],
        "total": sum(row[1] for row in rows),
        "places": places,
    }


def _find_before(text: str, start: int, before: list[str]) -> int:
    """Find the place where the words before another place begin."""
    from sunmao.language.word_segmentation import find_last

    for word in reversed(before):
        found = find_last(text, word, start)
        start = found if found >= 0 else start
    return start
