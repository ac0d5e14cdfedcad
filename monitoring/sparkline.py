"""A sparkline as numbers for an SVG that the server writes: where its line runs, and the same in words."""

from dataclasses import dataclass

WIDTH, HEIGHT, EDGE = 160, 32, 3


@dataclass(frozen=True)
class Sparkline:
    """For _components/sparkline.html. `lines` are the points of each unbroken stretch; `end` is the last point."""

    lines: tuple[str, ...]
    end: tuple[float, float]
    told: str
    width: int = WIDTH
    height: int = HEIGHT


def sparkline(values: list[float | None], told: str) -> Sparkline | None:
    """Values in order of time, from zero; None leaves a gap. None where there are no two values to join."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return None
    top = max(known) or 1.0
    step = (WIDTH - 2 * EDGE) / (len(values) - 1)
    places = [
        None if value is None else (EDGE + place * step, HEIGHT - EDGE - value / top * (HEIGHT - 2 * EDGE))
        for place, value in enumerate(values)
    ]
    end = [place for place in places if place][-1]
    return Sparkline(tuple(_stretches(places)), (round(end[0], 1), round(end[1], 1)), told)


def _stretches(places: list[tuple[float, float] | None]) -> list[str]:
    """The points of each stretch without a gap, as SVG wants them."""
    stretches: list[list[str]] = [[]]
    for place in places:
        if place is None:
            stretches.append([])
        else:
            stretches[-1].append(f"{place[0]:.1f},{place[1]:.1f}")
    return [" ".join(stretch) for stretch in stretches if len(stretch) > 1]
