"""Addresses of news, pages, what works, the agenda and the page for youngsters, and of those who write them."""

from django.urls import path

from monitoring.views import agenda, editing, news, well_known, what_works, young

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
    path("wat-werkt/", what_works.WhatWorks.as_view(), name="what-works"),
    path("wat-werkt/<slug:slug>/", what_works.ApproachDetail.as_view(), name="approach"),
    path("voor-jongeren-en-ouders/", young.Young.as_view(), name="young"),
    path(".well-known/security.txt", well_known.SecurityTxt.as_view(), name="security-txt"),
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
