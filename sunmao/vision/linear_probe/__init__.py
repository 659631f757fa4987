"""Learning only the last layer, on what a packaged network sees: quick training, and labels that may be wrong."""
