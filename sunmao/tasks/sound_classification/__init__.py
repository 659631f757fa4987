"""Telling classes of sounds apart."""
