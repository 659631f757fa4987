"""Three small kinds of learning that are no pictures, each a folder and a registration, as a real one is."""
