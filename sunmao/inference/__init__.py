"""The base of everything that can be asked about pictures."""
