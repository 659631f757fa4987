"""Edits of a data set: what its pictures are, without a picture or a file of labels being touched."""
