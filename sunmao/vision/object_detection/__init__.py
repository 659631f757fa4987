"""Finding things in pictures: what was found, how it is tested, drawn, followed, and learned."""
