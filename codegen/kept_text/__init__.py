"""The text of a program as somebody wrote it, kept where the blocks still say the same."""
