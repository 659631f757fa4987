import random


def random_color():
    """Any color."""
    return f"#{random.randrange(256**3):06x}"


print(random_color())
