"""One label a picture: what is learned, how it is measured, and what is answered."""
