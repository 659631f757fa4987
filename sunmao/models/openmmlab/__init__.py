"""Everything that knows mmdet: the stand-in for its compiled part, its networks, and what Sunmao makes of them."""
