"""The kinds of what can be mended, as menus offer them; `mend_<kind>` in the catalog of sentences is each one's name."""

KINDS = ("broken", "duplicates", "leaks", "boxes", "names", "unclear", "parts")
ASKED_KINDS = ("uneven",)  # good pictures go by these: not among 'all'
