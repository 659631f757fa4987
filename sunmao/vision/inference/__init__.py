"""Predictions: the predictor, its results, embeddings."""
