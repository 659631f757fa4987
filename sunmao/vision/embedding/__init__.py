"""What a packaged network sees in pictures, as rows of numbers: the nearest pictures, a map of a data set."""
