"""How static files are named and packed."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Hashed names, also in the imports between our JavaScript modules.

    A name that was never collected is a broken picture, not a broken page.
    """

    support_js_module_import_aggregation = True
    manifest_strict = False
