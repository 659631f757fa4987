"""Parts that the tests of all kinds of learning share: many pictures in batches, counts with intervals, charts."""
