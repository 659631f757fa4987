"""Sentences that a page teaches with: kept in one table, changed one request at a time."""
