"""The lines of the studio's log, each of bounded length: what one request can write must not push all others out."""

import logging

MAX_CHARACTERS = 16 * 1024  # characters of one record with its traceback, of which its two ends stay


class BoundedFormatter(logging.Formatter):
    """Formats a record as its base does; of one that is too long the middle is left out."""

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        if len(text) <= MAX_CHARACTERS:
            return text
        half = MAX_CHARACTERS // 2
        return f"{text[:half]}\n… {len(text) - 2 * half} characters left out …\n{text[-half:]}"
