"""What a ticket is about, as its page shows it: objects, articles, its names elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from tickets.choices import Access
from tickets.forms.relating import ArticleRowForm, AssetRowForm, ReferenceRowForm
from tickets.models import LineItem, Ticket
from tickets.particulars import Particulars
from tickets.showing import plain


@dataclass(frozen=True, slots=True)
class Row:
    pk: int
    title: str
    detail: str = ""
    href: str = ""
    #: Of several objects the first is the primary one; the others have an address that makes them so (C-10).
    is_primary: bool = False
    leading: str = ""


@dataclass(frozen=True, slots=True)
class Belongings:
    """Rows and the forms that add to them; what the type hides, or where there is nothing to choose from, is not shown."""

    assets: Sequence[Row]
    articles: Sequence[Row]
    references: Sequence[Row]
    shows_assets: bool
    shows_articles: bool
    shows_references: bool
    asset: AssetRowForm = field(default_factory=AssetRowForm)
    article: ArticleRowForm = field(default_factory=ArticleRowForm)
    reference: ReferenceRowForm = field(default_factory=ReferenceRowForm)


def belongings(
    held: Particulars,
    *,
    ticket: Ticket,
    asset: AssetRowForm | None = None,
    article: ArticleRowForm | None = None,
    reference: ReferenceRowForm | None = None,
) -> Belongings:
    shown = {rule.key for rule in held.rules if rule.staff != Access.HIDDEN}
    articles = [_article(item) for item in held.line_items]
    return Belongings(
        assets=_assets(held, ticket),
        articles=articles,
        references=[Row(row.pk, str(row), row.reply_id) for row in held.references],
        shows_assets="assets" in shown,
        shows_articles="articles" in shown and (bool(articles) or "articles" in held.referable),
        shows_references="external_references" in shown,
        asset=asset or AssetRowForm(),
        article=article or ArticleRowForm(),
        reference=reference or ReferenceRowForm(),
    )


def _assets(held: Particulars, ticket: Ticket) -> list[Row]:
    several = len(held.assets) > 1
    return [
        Row(
            row.pk,
            row.name,
            row.address,
            reverse("asset", args=[row.pk]),
            is_primary=several and place == 0,
            leading=reverse("asset_lead", args=[ticket.pk, row.pk]) if place else "",
        )
        for place, row in enumerate(held.assets)
    ]


def _article(item: LineItem) -> Row:
    return Row(item.pk, item.article.name, f"{plain(item.quantity)} {item.article.unit}".strip())
