"""The page: `dist/` holds what the server sends; it is built from `src/` by `build_page.py`."""
