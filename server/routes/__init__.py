"""The addresses of the server, one file a resource."""

from . import bin, carrying, collecting, datasets, devices, models, network, page, projects, runs, session, trying

BLUEPRINTS = tuple(each.routes for each in (page, session, projects, bin, carrying, runs, datasets, collecting, models, trying, devices, network))
