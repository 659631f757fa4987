"""Structured pruning: whole channels are cut out of a trained network, and what is left learns again."""

BUDGETS = ("multiply_adds", "size", "time")
BUDGET_RANGE = (0.05, 0.95)  # share of a network that may go
