"""Recipes that a pupil chooses: schedules, changes of pictures, mixing, sampling, averages, a search of the rate."""
