"""Static files under hashed names, ES modules' imports included, so that browsers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """The manifest storage, with the ``import`` lines of our modules rewritten to the hashed names."""

    support_js_module_import_aggregation = True
    # Names settle from the leaves of the imports to their root, a level a pass: far more levels than there will be.
    max_post_process_passes = 30
