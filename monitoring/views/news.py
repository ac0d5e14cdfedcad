"""News and pages as visitors read them: list, item, page, feed, and their pictures."""

from datetime import datetime, time

from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.timezone import get_default_timezone
from django.views.generic import View

from monitoring import access_pages, clock
from monitoring.models import Article, FormerAddress, Picture
from monitoring.open_face.markup import to_html
from monitoring.open_face.visiting import VisitorPage
from monitoring.vocabulary_pages import ArticleKind

ON_A_PAGE, IN_THE_FEED = 12, 20
FOREVER = "public, max-age=31536000, immutable"
NEWS = {"label": "Nieuws", "url": reverse_lazy("news")}


def news(on):
    """What is on the site, newest first, without the bytes of its pictures."""
    found = Article.objects.visible_to(None, on).filter(kind=ArticleKind.NEWS)
    return found.select_related("picture").defer("body", "picture__large", "picture__small")


class NewsList(VisitorPage):
    """The news, newest first."""

    def get(self, request):
        page = Paginator(news(clock.today()), ON_A_PAGE).get_page(request.GET.get("bladzijde"))
        context = {"page": page, "trail": [NEWS], "may_edit": access_pages.may_edit(request.user)}
        return render(request, "monitoring/open/news_list.html", context)


class ArticlePage(VisitorPage):
    """One article that is on the site, at its own address or one that it had."""

    kind = ArticleKind.PAGE

    def get(self, request, slug):
        visible = Article.objects.visible_to(None, clock.today()).filter(kind=self.kind)
        article = visible.select_related("picture").defer("picture__large", "picture__small").filter(slug=slug).first()
        if article is None:
            return self._sent_on(visible, slug)
        context = {
            "article": article, "html": to_html(article.body), "trail": [*self.trail(), {"label": article.title}],
            "may_edit": access_pages.may_edit(request.user),
        }  # fmt: skip
        return render(request, "monitoring/open/article.html", context)

    def trail(self) -> list[dict]:
        return []

    def _sent_on(self, visible, slug):
        formerly = FormerAddress.objects.visible_to(None).filter(kind=self.kind, slug=slug)
        return redirect(get_object_or_404(visible, former_addresses__in=formerly), permanent=True)


class NewsItem(ArticlePage):
    kind = ArticleKind.NEWS

    def trail(self) -> list[dict]:
        return [NEWS]


@method_decorator(login_not_required, name="dispatch")
class PictureFile(View):
    """The bytes of a picture. Its address holds the digest of what is shown, so it never changes."""

    def get(self, request, token, size):
        picture = get_object_or_404(Picture.objects.visible_to(request.user), token=token)
        content = {"groot": picture.large, "klein": picture.small}.get(size)
        if content is None:
            raise Http404
        kept = {"Cache-Control": FOREVER, "X-Content-Type-Options": "nosniff", "Content-Disposition": "inline"}
        return HttpResponse(bytes(content), content_type="image/webp", headers=kept)


class NewsFeed(Feed):
    """The news as RSS 2.0."""

    title = "Nieuws over voortijdig schoolverlaten"
    description = "Nieuws van de regio over jongeren, school en startkwalificatie."
    language = "nl"

    def link(self) -> str:
        return reverse("news")

    def items(self):
        return news(clock.today())[:IN_THE_FEED]

    def item_title(self, item) -> str:
        return item.title

    def item_description(self, item) -> str:
        return item.summary

    def item_pubdate(self, item):
        return datetime.combine(item.publish_on, time(), get_default_timezone())

class NewsFeedPage(VisitorPage):
    """The feed, kept like a page."""

    def get(self, request):
        return NewsFeed()(request)
