"""The documentation site: pages of the blocks, the library, the command line, the messages and the documents in `docs/`,
generated from the declarations and docstrings, in Chinese and English.

`python3 start.py docs` builds it into `build/site`; it opens from the disk and asks no network for anything.
"""
