"""Tables of numbers and words in files: CSV and workbooks. What is guessed while one is read is said."""
