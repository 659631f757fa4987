"""Links: each a way of speaking with boards, one folder and a row of `link_registry`; the byte streams that carry them,
and the detection of ports.
"""
