"""Kinds of learning: one folder each, with all that only this kind needs."""
