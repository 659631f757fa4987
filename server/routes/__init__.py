"""The addresses of the server, one file a resource."""

from . import page, projects, runs, session

BLUEPRINTS = (page.routes, session.routes, projects.routes, runs.routes)
