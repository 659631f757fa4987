"""Trainings on another computer: what was handed in, its data by content, the job itself, and following it.

Scheduling, placement and transport between nodes are Ray's (https://docs.ray.io), by its Jobs API.
"""
