"""The addresses of the server, one file a resource."""

from sunmao.server.routes import trash, import_export, capture, datasets, devices, models, network, page, projects, runs, session, inference

BLUEPRINTS = tuple(each.routes for each in (page, session, projects, trash, import_export, runs, datasets, capture, models, inference, devices, network))
