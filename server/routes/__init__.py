"""The addresses of the server, one file a resource."""

from . import datasets, page, projects, runs, session

BLUEPRINTS = (page.routes, session.routes, projects.routes, runs.routes, datasets.routes)
