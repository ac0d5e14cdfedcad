"""The yardstick of counting: one set-based statement that stores the leaf cells of a monthly stand.

Written by hand from deliveries.md §6 for PostgreSQL and SQLite alike; it keeps no evidence and no outcomes.
"""

from django.db import connection, transaction

from monitoring.calculation.school_year import Stand
from monitoring.models import Computation

BEST_PLACE = "brin {c}, vestiging {c}, length(volgnummer), volgnummer {c}"
STATEMENT = """
INSERT INTO monitoring_cell (computation_id, brin, vestiging, municipality, category,
                             a, b, c_confirmed, c_reported, d, x, x_unknown)
WITH candidates AS (
  SELECT pupil_id, brin, vestiging, municipality, category, ROW_NUMBER() OVER (
           PARTITION BY pupil_id
           ORDER BY CASE WHEN category LIKE 'mbo_' THEN 1 WHEN category <> 'vavo' THEN 2 ELSE 3 END,
                    started_on DESC, CASE WHEN category LIKE 'mbo_' THEN category ELSE '' END DESC,
                    {place}) AS place
  FROM monitoring_enrolment
  WHERE delivery_id IN ({deliveries}) AND bekostigd AND category <> '' AND %(year)s - cohort < 22
    AND started_on <= %(opens)s AND (ended_on IS NULL OR ended_on > %(opens)s)
), departures AS (
  SELECT pupil_id, destination, ROW_NUMBER() OVER (
           PARTITION BY pupil_id ORDER BY ended_on DESC, started_on DESC, {place}) AS place
  FROM monitoring_enrolment
  WHERE delivery_id IN ({deliveries}) AND ended_on <= %(peildatum)s
), told AS (
  SELECT pupil_id, MAX(is_active) AS enrolled, MAX(is_active * takes_lessons) AS confirmed,
         MAX(leaves) AS leaves, MIN(qualified_on) AS qualified_on, MIN(entree_on) AS entree_on
  FROM (
    SELECT pupil_id, qualified_on, entree_on,
           CASE WHEN started_on <= %(peildatum)s AND (ended_on IS NULL OR ended_on > %(peildatum)s)
                THEN 1 ELSE 0 END AS is_active,
           CASE WHEN leerweg = 'EX' AND onderwijssoort LIKE 'mbo-_' THEN 0 ELSE 1 END AS takes_lessons,
           CASE WHEN ended_on <= %(peildatum)s
                 AND destination IN ('overleden', 'emigratie', 'buitenland', 'vrijstelling')
                THEN 1 ELSE 0 END AS leaves
    FROM monitoring_enrolment WHERE delivery_id IN ({deliveries})
  ) AS facts GROUP BY pupil_id
), judged AS (
  SELECT c.brin, c.vestiging, c.municipality, c.category, COALESCE(l.destination, '') AS destination,
         CASE WHEN c.municipality = '1999' OR (t.leaves = 1 AND t.enrolled = 0) THEN 'B'
              WHEN t.confirmed = 1 THEN 'confirmed'
              WHEN l.destination IN ('vo', 'mbo', 'vavo', 'so_pro', 'ho', 'particulier', 'dji',
                                     'defensie_politie', 'maatschappelijk') THEN 'reported'
              WHEN t.qualified_on <= %(diplomas)s
                OR (t.entree_on <= %(diplomas)s AND l.destination = 'werk') THEN 'D'
              ELSE 'X' END AS outcome
  FROM candidates AS c JOIN told AS t ON t.pupil_id = c.pupil_id
  LEFT JOIN departures AS l ON l.pupil_id = c.pupil_id AND l.place = 1
  WHERE c.place = 1
)
SELECT %(computation)s, brin, vestiging, municipality, category, COUNT(*),
       SUM(CASE WHEN outcome = 'B' THEN 1 ELSE 0 END),
       SUM(CASE WHEN outcome = 'confirmed' THEN 1 ELSE 0 END),
       SUM(CASE WHEN outcome = 'reported' THEN 1 ELSE 0 END),
       SUM(CASE WHEN outcome = 'D' THEN 1 ELSE 0 END), SUM(CASE WHEN outcome = 'X' THEN 1 ELSE 0 END),
       SUM(CASE WHEN outcome = 'X' AND destination IN ('', 'onbekend') THEN 1 ELSE 0 END)
FROM judged GROUP BY brin, vestiging, municipality, category
"""


def count_by_statement(computation: Computation, deliveries: list[int]) -> None:
    """Store the leaf cells of the stand of `computation` from these deliveries."""
    stand = Stand.parse(computation.teljaar, computation.stand)
    collated = 'COLLATE "C"' if connection.vendor == "postgresql" else ""
    place, among = BEST_PLACE.format(c=collated), ", ".join(map(str, deliveries))
    statement = STATEMENT.format(place=place, deliveries=among)
    parameters = {
        "computation": computation.pk, "year": stand.teljaar.start, "opens": str(stand.teljaar.opens),
        "peildatum": str(stand.peildatum), "diplomas": str(stand.diplomas_until),
    }  # fmt: skip
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A careful author's first lines: with its own settings PostgreSQL takes ten times as long.
            cursor.execute("SET LOCAL work_mem = '256MB'; SET LOCAL enable_nestloop = off")
        cursor.execute(statement, parameters)
