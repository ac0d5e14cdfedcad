"""A table that splits a hidden number shows nothing from which it follows: none of its values, also where there are none."""

import pandas as pd
import pytest

from monitoring.split_masks import by_group

HIDDEN = {"region": {"|a": "."}, "municipality": {"0772|a": "<5", "0861|a": "."}, "school": {"90AA|a": "."}}


@pytest.mark.parametrize("values", [["a/x"], ["a/x", "a/y"]])
@pytest.mark.parametrize("region", [True, False])
def test_of_a_hidden_number_no_part_is_shown(values, region):
    whole = HIDDEN if region else HIDDEN | {"region": {}}
    leaves = pd.DataFrame({"brin": "90AA", "municipality": "0772", "value": values, "n": 9})  # nobody lives in 0861
    told = by_group(leaves, leaves["value"].str[0], whole)
    hidden = {(table, key.split("|")[0]) for table in told for key in told[table] if key.split("|")[1] == values[-1]}
    assert hidden >= {("municipality", "0772"), ("municipality", "0861"), ("school", "90AA")}
    assert not region or ("region", "") in hidden
