"""Builds the database that tests copy, unless it is there: `python -m tests.template`."""

import gc
import os

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")
    django.setup()
    from tests.conftest import build_template

    gc.disable()  # migrations leave much behind, and this process is soon over
    build_template()


if __name__ == "__main__":
    main()
