"""Figures on pages: what each of the cast sees of region, municipality and school."""

import pytest


@pytest.mark.parametrize("address", ["/cijfers/", "/cijfers/gemeente/0772/", "/cijfers/school/90BB/"])
def test_policy_staff_sees_region_own_municipality_and_schools(client, accepted, dirk, address):
    client.force_login(dirk)
    response = client.get(address)
    assert response.status_code == 200
