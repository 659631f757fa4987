"""The addresses of the server, one file a resource."""

from . import datasets, models, page, projects, runs, session, trying

BLUEPRINTS = (page.routes, session.routes, projects.routes, runs.routes, datasets.routes, models.routes, trying.routes)
