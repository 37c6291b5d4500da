"""How static files are named and packed."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleManifestStorage(CompressedManifestStaticFilesStorage):
    """Hashed names, also in the imports between our own JavaScript modules.

    Only in ours: Django's `support_js_module_import_aggregation` would stumble over an import named in somebody else's comment.
    A name that was never collected is a broken picture, not a broken page.
    """

    manifest_strict = False
    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]),
    )
