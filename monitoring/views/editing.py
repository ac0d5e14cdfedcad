"""The editor's desk: news and pages are written, previewed, planned, taken off the site and brought back here."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.views.generic import View

from monitoring import access_pages, clock, presenters
from monitoring.models import Article, Picture
from monitoring.open_face import editing
from monitoring.open_face.markup import to_html
from monitoring.open_face.page_forms import ArticleForm, PictureForm, RemoveForm
from monitoring.open_face.pictures import StillInText, remove, store
from monitoring.vocabulary_pages import ArticleChange, ArticleKind, ArticleState

UNPROCESSABLE, CONFLICT = 422, 409
DESK = {"label": "Redactie", "url": reverse_lazy("desk")}
MEANWHILE = (
    "Iemand anders heeft dit intussen gewijzigd. Uw tekst staat hieronder; hij is nog niet bewaard. Bekijk de "
    "laatste versie bij Geschiedenis, en bewaar daarna opnieuw om die te vervangen."
)


class EditorPage(View):
    """For editors only; to others it does not exist."""

    def dispatch(self, request, *args, **kwargs):
        is_known = request.method.lower() in self.http_method_names
        if is_known and request.user.is_authenticated and not access_pages.may_edit(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def found(self, pk: int) -> Article:
        articles = Article.objects.visible_to(self.request.user, clock.today())
        return get_object_or_404(articles.select_related("picture").defer("picture__large", "picture__small"), pk=pk)


class Desk(EditorPage):
    """Everything that is written, with where it stands."""

    def get(self, request):
        on = clock.today()
        articles = Article.objects.visible_to(request.user, on).defer("body")
        lines = [{"article": article, "state": article.state(on)} for article in articles]
        context = {
            "drafts": [line for line in lines if line["state"] in {ArticleState.DRAFT, ArticleState.PLANNED}],
            "news": [line for line in lines if _is_out(line, ArticleKind.NEWS)],
            "pages": [line for line in lines if _is_out(line, ArticleKind.PAGE)],
            "trail": [DESK],
        }
        return render(request, "monitoring/editing/desk.html", context)


def _is_out(line: dict, kind: ArticleKind) -> bool:
    return line["article"].kind == kind and line["state"] in {ArticleState.OUT, ArticleState.WITHDRAWN}


class ArticleNew(EditorPage):
    """A new article; the same page shows what it will look like."""

    def get(self, request, kind):
        return self._page(ArticleForm(instance=self._made(kind)))

    def post(self, request, kind):
        return self._answer(ArticleForm(request.POST, request.FILES, instance=self._made(kind)), ArticleChange.MADE)

    def _made(self, kind: str) -> Article:
        if kind not in ArticleKind.values:
            raise Http404
        return Article(kind=kind)

    def _answer(self, form: ArticleForm, change: ArticleChange):
        is_valid = form.is_valid()
        picture = self._picture(form)
        if not is_valid:
            return self._page(form, picture, status=UNPROCESSABLE)
        if "voorbeeld" in self.request.POST:
            return self._page(form, picture, preview=to_html(form.cleaned_data["body"]))
        article = form.instance
        article.picture = None if form.cleaned_data.get("without_picture") else picture
        try:
            editing.save(article, by=self.request.user, change=change, opened_at=form.cleaned_data["opened_at"])
        except editing.ChangedMeanwhile:
            form.add_error(None, MEANWHILE)
            form.data = form.data | {"opened_at": self.found(article.pk).version}
            return self._page(form, picture, status=CONFLICT)
        messages.success(self.request, _told(article, article.state(clock.today())))
        return redirect("article-edit", article.pk)

    def _picture(self, form: ArticleForm) -> Picture | None:
        """The picture that was sent now, came along with an earlier try, or was there already."""
        if form.pieces:
            return store(form.pieces, form.cleaned_data["alt"], by=self.request.user)
        return form.picture_kept() or form.instance.picture

    def _page(self, form: ArticleForm, picture: Picture | None = None, *, preview: str = "", status: int = 200):
        article = form.instance
        context = {
            "form": form, "article": article, "picture": picture or article.picture, "preview": preview,
            "state": article.state(clock.today()) if article.pk else None, "is_news": article.kind == ArticleKind.NEWS,
            "trail": [DESK, {"label": article.title if article.pk else f"Nieuw: {article.get_kind_display()}"}],
        }  # fmt: skip
        return render(self.request, "monitoring/editing/article_edit.html", context, status=status)


class ArticleEdit(ArticleNew):
    """An article that exists."""

    def get(self, request, pk):
        return self._page(ArticleForm(instance=self.found(pk)))

    def post(self, request, pk):
        return self._answer(
            ArticleForm(request.POST, request.FILES, instance=self.found(pk)), ArticleChange.CHANGED
        )


class ArticleHistory(EditorPage):
    """Who changed what, and the way back."""

    def get(self, request, pk):
        article = self.found(pk)
        context = {
            "article": article, "versions": article.versions.defer("body"),
            "trail": [DESK, {"label": article.title, "url": reverse("article-edit", args=[pk])}, {"label": "Geschiedenis"}],
        }  # fmt: skip
        return render(request, "monitoring/editing/article_history.html", context)


class ArticleVersionDetail(EditorPage):
    """What one version said; a click makes it the newest."""

    def get(self, request, pk, number):
        article = self.found(pk)
        version = get_object_or_404(article.versions.all(), number=number)
        history = {"label": "Geschiedenis", "url": reverse("article-history", args=[pk])}
        context = {
            "article": article, "version": version, "html": to_html(version.body),
            "trail": [DESK, history, {"label": f"Versie {number}"}],
        }  # fmt: skip
        return render(request, "monitoring/editing/article_version.html", context)

    def post(self, request, pk, number):
        article = self.found(pk)
        version = get_object_or_404(article.versions.all(), number=number)
        editing.restore(article, version, by=request.user)
        messages.success(request, f"Versie {number} is teruggezet, als nieuwe versie. Er is niets verdwenen.")
        return redirect("article-edit", pk)


class ArticleWithdraw(EditorPage):
    """Off the site with one click, and back on it with the next."""

    http_method_names = ["post"]

    def post(self, request, pk):
        article = self.found(pk)
        if article.is_withdrawn:
            editing.put_back(article, by=request.user)
            messages.success(request, _told(article, article.state(clock.today())))
        else:
            editing.withdraw(article, by=request.user)
            messages.success(request, f"‘{article.title}’ is van de site gehaald. Met ‘Zet terug’ staat het er weer op.")
        return redirect("article-edit", pk)


class PictureList(EditorPage):
    """Pictures for in the text, each with the line to paste."""

    def get(self, request):
        return self._page(PictureForm())

    def post(self, request):
        form = PictureForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(form, status=UNPROCESSABLE)
        store(form.cleaned_data["picture"], form.cleaned_data["alt"], by=request.user)
        messages.success(request, "De afbeelding staat klaar. Plak de regel eronder in uw tekst.")
        return redirect("pictures")

    def _page(self, form: PictureForm, *, status: int = 200):
        pictures = Picture.objects.visible_to(self.request.user).defer("large", "small")[:60]
        context = {"form": form, "pictures": pictures, "trail": [DESK, {"label": "Afbeeldingen"}]}
        return render(self.request, "monitoring/editing/pictures.html", context, status=status)


class PictureRemove(EditorPage):
    """A picture is erased, for a reason: somebody on it no longer wants that."""

    def get(self, request, token):
        return self._page(self._picture(token), RemoveForm())

    def post(self, request, token):
        picture, form = self._picture(token), RemoveForm(request.POST)
        if not form.is_valid():
            return self._page(picture, form, status=UNPROCESSABLE)
        try:
            remove(picture, form.cleaned_data["reason"], by=request.user, on=clock.today())
        except StillInText as where:
            form.add_error(None, f"Zij staat nog in de tekst van: {', '.join(where.args)}. Haal haar daar eerst uit.")
            return self._page(picture, form, status=UNPROCESSABLE)
        messages.success(request, "De afbeelding is gewist, ook uit eerdere versies.")
        return redirect("pictures")

    def _picture(self, token: str) -> Picture:
        return get_object_or_404(Picture.objects.visible_to(self.request.user), token=token)

    def _page(self, picture: Picture, form: RemoveForm, *, status: int = 200):
        trail = [DESK, {"label": "Afbeeldingen", "url": reverse("pictures")}, {"label": "Verwijderen"}]
        context = {"picture": picture, "form": form, "trail": trail}
        return render(self.request, "monitoring/editing/picture_remove.html", context, status=status)


def _told(article: Article, state: ArticleState) -> str:
    said = {
        ArticleState.DRAFT: "is bewaard als concept. Vul een dag in bij ‘Verschijnt op’ om het te laten verschijnen.",
        ArticleState.PLANNED: f"verschijnt vanzelf op {presenters.day(article.publish_on)}." if article.publish_on else "",
        ArticleState.OUT: "staat op de site.",
        ArticleState.WITHDRAWN: "is bewaard. Het staat niet op de site.",
    }
    return f"‘{article.title}’ {said[state]}"
