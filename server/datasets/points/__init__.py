"""Points that a page teaches with: a table for each class, in which no picture is kept."""
