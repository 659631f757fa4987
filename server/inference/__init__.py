"""Inference on the page: `model_pool` keeps a worker process for each model file, `worker_process` is that process."""
