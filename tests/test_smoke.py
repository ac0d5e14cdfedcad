"""The main job, in one breath."""

from monitoring.figures import current_computations, figures, total


def test_a_schools_file_becomes_a_figure_of_a_municipality(accepted):
    march = next(c for c in current_computations("regio") if c.stand == "2026-03")
    whole = total(None, march)
    assert (whole.a.value, whole.x.value, whole.x_unknown.value) == (56, 8, 1)
    by_place = {f.municipality: f.x.value for f in figures(None, march, ("municipality",))}
    assert by_place == {"0772": 6, "0794": 2}
