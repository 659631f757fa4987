"""The command line `sunmao` and its verbs."""
