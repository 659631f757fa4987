def make_color(red, green, blue):
    """The color of so much red, green and blue, 0 to 100 each."""
    return "#" + "".join(f"{round(min(max(part, 0), 100) * 2.55):02x}" for part in (red, green, blue))


print(make_color(100, 50, 0))
