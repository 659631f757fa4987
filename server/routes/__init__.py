"""The routes of the server: one Flask blueprint per resource."""

from sunmao.server.routes import (
    backends,
    capture,
    dataset_edits,
    datasets,
    devices,
    explanation,
    image_map,
    import_export,
    imports,
    inference,
    labeling,
    models,
    network,
    page,
    projects,
    runs,
    session,
    trash,
)
from sunmao.server.routes.stage import panel, sprites
from sunmao.server.routes.tables import contents, learners
from sunmao.server.routes.teach import kept_programs, motions, next_word, points, sentences, sounds

BLUEPRINTS = tuple(
    each.routes
    for each in (
        page,
        session,
        projects,
        trash,
        import_export,
        runs,
        datasets,
        imports,
        contents,
        learners,
        dataset_edits,
        image_map,
        labeling,
        capture,
        models,
        backends,
        inference,
        explanation,
        devices,
        network,
        kept_programs,
        sentences,
        next_word,
        points,
        sprites,
        panel,
        motions,
        sounds,
    )
)
