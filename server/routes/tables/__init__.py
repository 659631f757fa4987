"""Tables of a project: what they hold, and what learns from them."""
