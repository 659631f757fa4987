"""Weight files: written, loaded, resumed from."""
