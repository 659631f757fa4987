"""Telling classes of a table's rows apart."""
