"""What we are compared with: bare scripts as a good engineer writes them, without Sunmao."""
