"""Measurements that take longer than a test may. `python -m benchmarks [NAME …]` prints one table."""
