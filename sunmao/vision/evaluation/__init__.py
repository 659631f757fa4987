"""Metrics, reports and charts of classifiers."""
