"""Inputs of any size, as files bring them in, and what reads them: for tests of how the cost grows with the size."""
