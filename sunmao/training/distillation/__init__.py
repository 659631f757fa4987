"""Distillation: trained models teach a smaller one what they see in pictures."""
