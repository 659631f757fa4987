"""The link `firmata`: messages, client, identification, rest, and what reads along."""
