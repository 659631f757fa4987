"""Runs of programs: start, states, event log, history."""
