"""What the benchmark `fuzz` sends: requests made by chance for every route, and the studios that answer them."""
