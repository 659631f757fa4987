def blend_colors(first, second, share):
    """The color between two: the first for a share of 0, the second for 1."""
    share = min(max(share, 0), 1)
    parts = [(int(first[i:i + 2], 16), int(second[i:i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


print(blend_colors('#ff0000', '#0000ff', 0.5))
