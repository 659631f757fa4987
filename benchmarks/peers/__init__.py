"""The peers that Sunmao is compared with: bare scripts as a good engineer writes them, without Sunmao."""
