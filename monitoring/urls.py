"""Addresses of VSV in Beeld."""

from django.urls import path

urlpatterns = []
