"""The letters of this room."""

from accounts.models import Invitation, User
from notifications import outbox
from notifications.addressing import portal_url, root_url
from notifications.outbox import Recipient


def invited(invitation: Invitation, *, token: str) -> None:
    """The one-time link; the token is in this letter and nowhere else."""
    root = root_url() if invitation.user.is_agent else portal_url()
    outbox.queue(
        "invitation",
        to=recipient(invitation.user),
        context={"invitation": invitation, "host": root.partition("://")[2], "link": f"{root}/invitations/{token}/"},
        topic=f"user:{invitation.user_id}",
    )


def reset_asked(user: User, *, link: str) -> None:
    outbox.queue("password_reset", to=recipient(user), context={"user": user, "link": link}, topic=f"user:{user.pk}")


def recipient(user: User) -> Recipient:
    return Recipient(address=user.email, name=user.name, language=user.language, user_id=user.pk)
