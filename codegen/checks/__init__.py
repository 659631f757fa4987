"""Checks of a program before it runs: types, values, pins, data sets and weights."""
