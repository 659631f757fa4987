"""The simulated board: its firmware and displays, and a console that reports what its parts do."""
