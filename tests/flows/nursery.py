"""Has read all the code once; every program of a house is a fork of it, born in a moment instead of in two seconds.

Spoken to by lines of JSON: `{"main": "module:function", "argv": […], "log": path}` is answered by the number of a new process,
`{"ask": number}` by its exit code, or null as long as it runs. Should whoever speaks to it be gone, it and its children go too.
"""

import gc
import json
import os
import signal
import sys
from importlib import import_module
from typing import NoReturn

from django.db import connection, transaction

from helpdesk.celery import app
from helpdesk.makers import MAKERS
from tenants.compiled import Compiled, CompiledInsert
from tests.pages import remember_pages

WATCHER = "tickets.management.commands.watch_mailboxes"
#: What our programs read as they begin, beside our own code.
THEIRS = (
    "celery.bin.celery",
    "celery.apps.beat",
    "celery.apps.worker",
    "celery.concurrency.prefork",
    "celery.worker.components",
    "celery.worker.consumer",
    "celery.worker.strategy",
    "gunicorn.app.wsgiapp",
    "gunicorn.workers.gthread",
    "kombu.transport.redis",
    "psycopg_pool",
    "tenant_schemas_celery.compat",
)
ADDRESSES = ("helpdesk.urls.desk", "helpdesk.urls.portal", "helpdesk.urls.public")
OURS = ("helpdesk.wsgi", *ADDRESSES, WATCHER, *(maker.rpartition(".")[0] for maker in MAKERS.values()))


def main() -> None:
    app.loader.import_default_modules()
    app.finalize()
    for name in (*THEIRS, *OURS):
        import_module(name)
    remember_pages()
    _work_out_questions()
    gc.freeze()
    print("ready", flush=True)
    for line in sys.stdin:
        wish = json.loads(line)
        print(json.dumps(_exit_code(wish["ask"]) if "ask" in wish else _born(**wish)), flush=True)


def _work_out_questions() -> None:
    """Those that are always the same; each process would do so at the first time it asks."""
    with transaction.atomic():
        for thing in gc.get_objects():
            if isinstance(thing, Compiled | CompiledInsert):
                _ = thing._sql
    connection.close()
    connection.close_pool()


def _born(*, main: str, argv: list[str], log: str) -> int:
    child = os.fork()
    if not child:
        _live(main, argv, log)
    return child


def _live(main: str, argv: list[str], log: str) -> NoReturn:
    """As started from a shell: a session of its own, no input, its words in the log."""
    code = 1
    try:
        os.setsid()
        _die_with_parent()
        words = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(words, 1)
        os.dup2(words, 2)
        sys.argv = argv
        module, function = main.split(":")
        getattr(import_module(module), function)()
        code = 0
    except SystemExit as ending:
        code = ending.code if isinstance(ending.code, int) else int(ending.code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _die_with_parent() -> None:
    import ctypes

    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def _exit_code(child: int) -> int | None:
    """Asked once more, it is no longer known: whoever asks remembers."""
    number, status = os.waitpid(child, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if number else None


if __name__ == "__main__":
    main()
