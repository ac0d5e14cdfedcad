"""Addresses of news, pages, what works, the agenda and the page for youngsters, and of those who write them."""

from django.urls import path

from monitoring.views import agenda, editing, news, open_figures, releases, well_known, what_works, young

urlpatterns = [
    path("nieuws/", news.NewsList.as_view(), name="news"),
    path("nieuws/rss.xml", news.NewsFeedPage.as_view(), name="news-feed"),
    path("nieuws/<slug:slug>/", news.NewsItem.as_view(), name="news-item"),
    path("pagina/<slug:slug>/", news.ArticlePage.as_view(), name="page"),
    path("beeld/<slug:token>/<slug:size>.webp", news.PictureFile.as_view(), name="picture"),
    path("agenda/", agenda.Agenda.as_view(), name="agenda"),
    path("regio/agenda/", agenda.RegionAgenda.as_view(), name="region-agenda"),
    path("regio/agenda/nieuw/", agenda.AmbitionNew.as_view(), name="ambition-new"),
    path("regio/agenda/<int:pk>/", agenda.AmbitionEdit.as_view(), name="ambition-edit"),
    path("openbaar/cijfers/", open_figures.OpenFigures.as_view(), name="open-figures"),
    path("openbaar/cijfers/gemeente/<str:code>/", open_figures.OpenPlace.as_view(), name="open-municipality"),
    path("openbaar/cijfers/school/<str:code>/", open_figures.OpenSchool.as_view(), name="open-school"),
    path("openbaar/cijfers/vrijgave/<int:number>/cijfers.csv", open_figures.ReleaseFile.as_view(), name="open-file"),
    path("openbaar/begrippen/", open_figures.OpenTerms.as_view(), name="open-terms"),
    path("openbaar/correcties/", open_figures.Corrections.as_view(), name="corrections"),
    path("openbaar/cijfers/vrijgave/<int:number>/", open_figures.ReleasedFigures.as_view(), name="open-figures-release"),
    path("wat-werkt/", what_works.WhatWorks.as_view(), name="what-works"),
    path("wat-werkt/<slug:slug>/", what_works.ApproachDetail.as_view(), name="approach"),
    path("voor-jongeren-en-ouders/", young.Young.as_view(), name="young"),
    path(".well-known/security.txt", well_known.SecurityTxt.as_view(), name="security-txt"),
    path("regio/vrijgeven/", releases.ReleaseList.as_view(), name="releases"),
    path("regio/vrijgeven/<int:pk>/", releases.ReleaseDetail.as_view(), name="release"),
    path("regio/vrijgeven/<int:pk>/goedkeuren/", releases.ReleaseApprove.as_view(), name="release-approve"),
    path("regio/vrijgeven/<int:pk>/intrekken/", releases.ReleaseWithdraw.as_view(), name="release-withdraw"),
    path("redactie/", editing.Desk.as_view(), name="desk"),
    path("redactie/nieuw/<slug:kind>/", editing.ArticleNew.as_view(), name="article-new"),
    path("redactie/<int:pk>/", editing.ArticleEdit.as_view(), name="article-edit"),
    path("redactie/<int:pk>/intrekken/", editing.ArticleWithdraw.as_view(), name="article-withdraw"),
    path("redactie/<int:pk>/geschiedenis/", editing.ArticleHistory.as_view(), name="article-history"),
    path("redactie/<int:pk>/geschiedenis/<int:number>/", editing.ArticleVersionDetail.as_view(), name="article-version"),
    path("redactie/afbeeldingen/", editing.PictureList.as_view(), name="pictures"),
    path("redactie/afbeeldingen/<slug:token>/verwijderen/", editing.PictureRemove.as_view(), name="picture-remove"),
    path("redactie/wat-werkt/nieuw/", what_works.ApproachNew.as_view(), name="approach-new"),
    path("redactie/wat-werkt/<int:pk>/", what_works.ApproachEdit.as_view(), name="approach-edit"),
    path("redactie/contacten/", young.ContactList.as_view(), name="contacts"),
    path("redactie/contacten/<str:code>/<slug:kind>/", young.ContactEdit.as_view(), name="contact-edit"),
]
