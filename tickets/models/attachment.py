"""A file that came with a message, or waits in a draft; it is as visible as that."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.files import private_files, random_path

#: Pictures without any script in them.
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
#: In bytes: a page that shows a dozen of them in small stays light.
SMALL = 400_000


class Attachment(models.Model):
    """`content_type` is what the bytes are, not what the sender claimed; `content_id` ties an inline picture to its place."""

    message = models.ForeignKey("tickets.Message", models.CASCADE, null=True, blank=True, related_name="attachments")
    draft = models.ForeignKey("tickets.Draft", models.CASCADE, null=True, blank=True, related_name="attachments")
    file = models.FileField(storage=private_files, upload_to=random_path, max_length=200)
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    content_id = models.CharField(max_length=255, blank=True)
    is_inline = models.BooleanField(default=False)
    document_kind = models.ForeignKey(
        "tickets.DocumentKind",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="attachments",
        verbose_name=_("kind of document"),
    )

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["document_kind"], name="attachment_document_kind", condition=models.Q(document_kind__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(message__isnull=False, draft__isnull=True)
                | models.Q(message__isnull=True, draft__isnull=False),
                name="attachment_has_one_home",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_small_picture(self) -> bool:
        """Whether lists show it as it is."""
        return self.content_type in PICTURES and self.size < SMALL
