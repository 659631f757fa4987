"""Reading text in pictures, Chinese and English, with the models of PP-OCRv4 and code of our own."""
