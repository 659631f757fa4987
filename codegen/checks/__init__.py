"""Checks of a program before it runs: types, pins, stacks that lie loose."""
