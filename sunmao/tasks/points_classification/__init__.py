"""Telling postures apart by the points of a hand, a body or a face."""
