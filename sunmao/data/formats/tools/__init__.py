"""Exports of annotation tools and label services: things in pictures, outlines, and labels of whole pictures."""
