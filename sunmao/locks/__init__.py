"""Locks between threads, in one order."""
