"""The clock's door."""

from tenants.envelope import task
from tenants.handing_out import hand_out as hand_out_what_is_due


@task(of_the_house=True, acks_late=False)
def hand_out() -> None:
    hand_out_what_is_due()
