"""Training in several processes that each learn from a part of every batch (torch's DistributedDataParallel)."""
