"""Formats of public collections of pictures, each as its makers lay it out."""
