"""The link to a board: Firmata's messages, the streams that carry them, and how ports and boards are found."""
