"""The simulated board: its firmware and displays, the stream to it, and a console that reports what its parts do."""
