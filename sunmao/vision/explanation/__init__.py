"""Explanation: where in a picture a model looked, and which training pictures are nearest to it."""
