"""Features of pictures by a packaged network, as rows of numbers: the nearest pictures, a map of a data set."""
