"""The package for the tables that lessons read by `import pandas`, an extra that the first command does not bring."""

EXTRA = "frames"
PACKAGES = ("pandas>=2.2",)
MODULES = ("pandas",)
MEGABYTES = 12  # that are fetched
