"""The clock's door, and the broom's."""

from tenants import sweeping
from tenants.envelope import task
from tenants.handing_out import hand_out as hand_out_what_is_due


@task(of_the_house=True, acks_late=False)
def hand_out() -> None:
    hand_out_what_is_due()


@task()
def sweep_files() -> None:
    sweeping.sweep_files()
