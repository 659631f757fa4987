"""The messages between a program, the studio and its pages, and the connection that carries them."""
