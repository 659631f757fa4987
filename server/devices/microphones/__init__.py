"""The microphones process: what the pages' microphones hear, for programs."""
