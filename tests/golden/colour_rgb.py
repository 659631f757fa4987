def make_color(red, green, blue):
    """The color of so much red, green and blue, 0 to 100 each."""
    parts = [round(min(max(part, 0), 100) * 2.55) for part in (red, green, blue)]
    return "#" + "".join(f"{part:02x}" for part in parts)


print(make_color(100, 50, 0))
