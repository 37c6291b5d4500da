"""A canned reply (Antwortvorlage): words an agent need not write again (BR-17)."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class CannedReply(models.Model):
    """`html` is clean and may hold placeholders such as `{contact}`; without a team it is for everybody.

    `text` is what of it is searched.
    """

    name = models.CharField(_("name"), max_length=80)
    html = models.TextField(_("text"))
    text = models.TextField(editable=False)
    team = models.ForeignKey(
        "accounts.Team", models.PROTECT, null=True, blank=True, related_name="canned_replies", verbose_name=_("team")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("canned reply")
        verbose_name_plural = _("canned replies")
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), "team", name="one_canned_reply_per_name", nulls_distinct=False),
        ]

    def __str__(self) -> str:
        return self.name
