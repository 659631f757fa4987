"""Telling gestures apart by how something is moved."""
