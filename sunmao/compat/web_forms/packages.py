"""The package for pages that lessons make of a program, an extra that the first command does not bring."""

EXTRA = "forms"
PACKAGES = ("pywebio>=1.8.4",)
MODULES = ("pywebio",)
MEGABYTES = 2  # that are fetched
