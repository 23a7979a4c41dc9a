"""The views of a session file: its agreements, initiatives and placements for whoever asks with SQL.

They are a promise to people outside the program (`docs/sql.md`): a column is never renamed or removed, a new
one is added at the end. Of the program only the overview of many files reads them. Each follows the rule of
its subject: what is removed, merged, hidden or withdrawn is not there, and choices of fewer than three people
are not told.
"""

from __future__ import annotations

import sqlite3

_AGREEMENTS_OPEN = """CREATE VIEW agreements_open AS
SELECT
  workshop.title AS workshop, workshop.organisation, workshop.group_name,
  next_steps.number, next_steps.who, next_steps.what,
  nullif(next_steps.due, '') AS due, nullif(next_steps.due_words, '') AS due_in_words,
  next_steps.first_visible_result, next_steps.resources, next_steps.help,
  next_steps.status, nullif(next_steps.learning, '') AS learned,
  next_steps.meeting AS agreed_in_meeting, nullif(meetings.date, '') AS agreed_on,
  about.text AS about, nullif(about.agreed, '') AS approach
FROM next_steps
CROSS JOIN workshop
LEFT JOIN meetings ON meetings.number = next_steps.meeting
LEFT JOIN cards AS written ON written.id = next_steps.card
LEFT JOIN cards AS about
  ON about.id = coalesce(nullif(written.merged_into, ''), written.id)
  AND NOT about.hidden AND NOT about.withdrawn
WHERE NOT next_steps.removed AND next_steps.status IN ('not-started', 'under-way')"""

_INITIATIVES = """CREATE VIEW initiatives AS
SELECT
  workshop.title AS workshop, workshop.organisation, workshop.group_name,
  cards.number, cards.text, nullif(cards.status, '') AS status, nullif(themes.name, '') AS theme,
  nullif(cards.agreed, '') AS approach, nullif(cards.next_category, '') AS next_approach,
  nullif(cards.disagreement, '') AS disagreement, nullif(cards.behaviour_goal, '') AS behaviour_goal,
  cards.meeting AS written_in_meeting, nullif(meetings.date, '') AS written_on
FROM cards
CROSS JOIN workshop
LEFT JOIN themes ON themes.id = cards.theme
LEFT JOIN meetings ON meetings.number = cards.meeting
WHERE cards.merged_into = '' AND NOT cards.hidden AND NOT cards.withdrawn
  AND (cards.deck = 'initiatives' OR cards.deck IN (
    SELECT deck FROM cards
    WHERE agreed <> '' OR id IN (SELECT card FROM placements WHERE category_set = '')))"""

_PLACEMENTS_BY_GROUP = """CREATE VIEW placements_by_group AS
WITH
ended AS (
  SELECT card, participant, placement_round, (placement_round + 1) / 2 AS meeting, category
  FROM placements
  WHERE category_set = '' AND placement_round NOT IN (
    SELECT placement_round FROM scheduled_activities WHERE input_open)),
hands AS (
  SELECT subject AS card, placement_round, (placement_round + 1) / 2 AS meeting, choice, count
  FROM hand_counts
  WHERE scheduled = '' AND placement_round > 0 AND count > 0 AND choice NOT IN (
    SELECT category FROM placements WHERE category_set <> '' UNION SELECT agreed FROM set_placements)),
standing AS (
  SELECT card, meeting, category, 1 AS people FROM ended
  WHERE placement_round = (
    SELECT max(placement_round) FROM ended AS other
    WHERE other.card = ended.card AND other.participant = ended.participant AND other.meeting = ended.meeting)
  UNION ALL
  SELECT card, meeting, choice, count FROM hands
  WHERE placement_round = (
    SELECT max(placement_round) FROM hands AS other
    WHERE other.card = hands.card AND other.meeting = hands.meeting)),
told AS (
  SELECT card, meeting, sum(people) AS people FROM standing GROUP BY card, meeting HAVING sum(people) >= 3)
SELECT
  workshop.title AS workshop, workshop.organisation, workshop.group_name,
  cards.number, cards.text, told.meeting, nullif(meetings.date, '') AS placed_on,
  standing.category AS approach, sum(standing.people) AS people, told.people AS of_people
FROM told
JOIN standing ON standing.card = told.card AND standing.meeting = told.meeting
JOIN cards ON cards.id = told.card
CROSS JOIN workshop
LEFT JOIN meetings ON meetings.number = told.meeting
WHERE cards.merged_into = '' AND NOT cards.hidden AND NOT cards.withdrawn
GROUP BY told.card, told.meeting, standing.category"""

VIEWS = {
    "agreements_open": _AGREEMENTS_OPEN,
    "initiatives": _INITIATIVES,
    "placements_by_group": _PLACEMENTS_BY_GROUP,
}
"""Name and statement of each view, exactly as a session file holds them."""


def make_views(connection: sqlite3.Connection) -> None:
    """Make the views in a file that has today's tables, in place of earlier ones. Raises sqlite3.Error."""
    for name, statement in VIEWS.items():
        connection.execute(f"DROP VIEW IF EXISTS {name}")
        connection.execute(statement)


def has_foreign_program(connection: sqlite3.Connection) -> bool:
    """Whether the file holds a trigger, or a view that this program did not make. Raises sqlite3.Error."""
    programs = connection.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')")
    return any(VIEWS.get(name) != statement for name, statement in programs)
