"""Between the stage of a program and the pages that look at it."""
