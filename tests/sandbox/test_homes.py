"""Data that may be lost lie in memory, where there is enough of it."""

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from sandbox import homes


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "memory"
    folder.mkdir()
    monkeypatch.setattr(homes, "MEMORY", folder)
    monkeypatch.setattr(homes, "PLENTY", 0)
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "postgres"


def test_a_home_is_made_there_once(memory: Path, home: Path) -> None:
    homes.make_home_in_memory(home)
    (home / "data").write_text("kept")
    homes.make_home_in_memory(home)

    [folder] = memory.iterdir()
    assert (home.is_symlink(), home.resolve(), (folder / "data").read_text()) == (True, folder, "kept")
    assert oct(folder.stat().st_mode)[-3:] == "700"


def test_what_was_left_by_a_checkout_that_is_gone_goes(memory: Path, home: Path) -> None:
    homes.make_home_in_memory(home)
    (home / "data").write_text("of the one before")
    home.unlink()
    homes.make_home_in_memory(home)

    assert [list(folder.iterdir()) for folder in memory.iterdir()] == [[]]


def test_after_the_machine_was_off_it_is_made_anew(memory: Path, home: Path) -> None:
    homes.make_home_in_memory(home)
    homes.forget(memory / home.resolve().name)
    homes.make_home_in_memory(home)

    assert (home.is_dir(), list(home.iterdir())) == (True, [])


def test_a_home_on_the_disk_stays_there(memory: Path, home: Path) -> None:
    home.mkdir()
    homes.make_home_in_memory(home)

    assert (home.is_symlink(), list(memory.iterdir())) == (False, [])


def test_where_memory_is_short_nothing_lies_in_it(memory: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(homes, "PLENTY", 1 << 60)
    homes.make_home_in_memory(home)
    monkeypatch.setattr(homes, "MEMORY", memory / "nowhere")
    homes.make_home_in_memory(home)

    assert (home.exists(), list(memory.iterdir())) == (False, [])


def test_where_no_program_may_run_nothing_lies(memory: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As containers mount it."""
    monkeypatch.setattr(os, "statvfs", lambda folder: SimpleNamespace(f_flag=os.ST_NOEXEC))
    homes.make_home_in_memory(home)

    assert (home.exists(), list(memory.iterdir())) == (False, [])


def test_a_strangers_folder_is_not_taken(memory: Path, home: Path, tmp_path: Path) -> None:
    homes.make_home_in_memory(home)
    folder = home.resolve()
    home.unlink()
    folder.rmdir()
    folder.symlink_to(tmp_path)

    with pytest.raises(SystemExit, match="belongs to somebody else"):
        homes.make_home_in_memory(home)
