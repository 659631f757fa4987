"""Explanation: where in a picture a model looked."""
