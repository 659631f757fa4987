"""Labeling: what is in each picture, as pages say it, with the help of models and of what the picture itself shows."""
