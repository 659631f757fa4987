"""Telling classes of sentences apart."""
