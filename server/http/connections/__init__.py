"""Connections of visitors: how many there may be, whose turn it is, and TLS."""
