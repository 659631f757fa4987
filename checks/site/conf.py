"""Sphinx's settings of the documentation site; `checks/site/build_site.py` adds the language."""

from sunmao import __version__

project = "Sunmao 榫卯"
version = release = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
root_doc = "index"

html_theme = "furo"
html_title = "Sunmao 榫卯"
html_copy_source = False
html_show_sourcelink = False
html_static_path = ["site.css"]
html_css_files = ["site.css"]

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 4
# `site:` leads to a page of the other language.
myst_url_schemes = {"http": None, "https": None, "mailto": None, "site": "{{path}}#{{fragment}}"}

default_role = "code"  # docstrings write names as Markdown does
add_module_names = False
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
suppress_warnings = ["docutils", "myst.header", "app.add_directive"]
