"""Telling gestures apart by how something is moved: how they are learned, asked about, and watched for. `sunmao.motion`
is its public name.
"""
