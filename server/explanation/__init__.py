"""Explanation on the page: why a model gave a wrong answer.

`picture_explanation` and `nearest_search` work in the process of a model (`server/inference/worker_process.py`),
`explanation_request` finds what they work with.
"""
