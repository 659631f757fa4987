"""Routes of the page that teaches, for what is no picture: sentences, texts, and the blocks of each kind."""
