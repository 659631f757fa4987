"""The kinds of samples that data sets hold: how each is kept, read, checked and divided."""
