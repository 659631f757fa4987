"""Mending what the check of a data set finds: by edits that can be undone, and no label is guessed."""
