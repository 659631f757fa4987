"""Runs of programs: start and stop, states, event log, summaries, training history."""
