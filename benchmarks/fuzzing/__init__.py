"""The parts of the benchmark `fuzz`: requests made by chance for every route, and the studios that answer them."""
