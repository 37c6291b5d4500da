"""A house that is closed leaves nothing behind."""

from pathlib import Path

import psycopg

from tests.flows.gate import Gate
from tests.flows.house import House


def test_servers_leave_no_folder_behind_wherever_their_data_lay(tmp_path: Path) -> None:
    """Of a folder that only root may enter, data lie elsewhere."""
    house = House(tmp_path, database_url="", database=lambda: psycopg.connect(""))
    homes = [(tmp_path / name).resolve() for name in ("mail", "valkey")]
    stood = [home.is_dir() for home in homes]

    house.close()

    assert (stood, [home.exists() for home in homes]) == ([True, True], [False, False])
    assert [path.name for path in tmp_path.iterdir()] == []


def test_nobody_waits_at_a_closed_gate() -> None:
    gate = Gate(1)
    gate.close()

    assert not gate._doorman.is_alive()
