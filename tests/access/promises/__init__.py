"""What every address answers to every member of the cast: one module per errand. test_matrix.py tries them all.

A page: route, its argument (a function, because the rows exist only later), who may read it, who is sent on, status
of everybody else behind the login (404: as if it did not exist), status of a POST by those who may read it.
"""

from tests.access.promises import (
    deliveries,
    figures,
    meetings,
    open_face,
    pages,
    people,
    releases,
    transition,
)

WINGS = (open_face, figures, deliveries, people, pages, releases, transition, meetings)
PAGES = [page for wing in WINGS for page in wing.PAGES]
BY_KEY = {route for wing in WINGS for route in wing.BY_KEY}  # no session opens these, not even one's own
ONLY_POST = {route for wing in WINGS for route in wing.ONLY_POST}
POSTS = {
    key: status for wing in WINGS for key, status in wing.POSTS.items()
}  # (route, name): otherwise than `on_post`
