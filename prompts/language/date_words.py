"""The words that dates are made of, read from `date_words.toml`, and the patterns built from them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources

import msgspec

from prompts.language.words import DEFAULT_LANGUAGE

_YEAR = r"(?:[ ,./-]+'?(?P<year>[0-9]{4}|[0-9]{2}))?"
_LATER_YEAR = r"(?:[ ,./-]+'?(?P<year>[0-9]{4}|(?<=')[0-9]{2}))?"
"""Two more digits after `March 22` or `week 12` could be a time or another week."""
_LONG_YEAR = r"(?:,? '?(?P<year>[0-9]{4}))?"
"""After a month alone two digits could be a day: `marts 22`."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    months: dict[str, list[str]]
    weekdays: dict[str, list[str]]
    numbers: dict[str, list[str]]
    units: dict[str, list[str]]
    days: dict[str, list[str]]
    years: dict[str, list[str]]
    before: dict[str, list[str]]
    parts: dict[str, list[str]]
    words: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class DateWords:
    """Date words mapped to their values (months and weekdays from 1, `days` as offsets), and the patterns."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, int]
    units: Mapping[str, str]
    days: Mapping[str, int]
    parts: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]
    clock: str
    before_date: re.Pattern[str]
    before_part: re.Pattern[str]
    span: re.Pattern[str]
    weekday: re.Pattern[str]
    unclear_weekday: re.Pattern[str]
    week: re.Pattern[str]
    day_month: re.Pattern[str]
    month_day: re.Pattern[str]
    month: re.Pattern[str]
    part: re.Pattern[str]
    quarter: re.Pattern[str]
    half: re.Pattern[str]
    whole_year: re.Pattern[str]
    day_alone: re.Pattern[str]
    next_week: frozenset[str]
    near_years: Mapping[str, int]
    near_year: re.Pattern[str]
    until_week: re.Pattern[str]
    until_day: re.Pattern[str]
    until_month: re.Pattern[str]
    weekday_after: re.Pattern[str]
    vocabulary: tuple[str, ...]
    parts_of_year: frozenset[str]

    def month_name(self, month: int, language: str) -> str:
        """The month (from 1) in full, in the language or else the default one."""
        return self.names.get(language, self.names[DEFAULT_LANGUAGE])[month - 1]


@functools.cache
def date_words() -> DateWords:
    """The words of all languages, read once."""
    raw = (resources.files("prompts.language") / "date_words.toml").read_bytes()
    file = msgspec.toml.decode(raw, type=_File)
    months, weekdays = _counted(file.months), _counted(file.weekdays)
    numbers = {word: int(key) for key, words in file.numbers.items() for word in words}
    units = {word: key for key, words in file.units.items() for word in words}
    parts = {word: key for key, words in file.parts.items() for word in words}
    month, weekday = rf"(?P<month>{_any(months)})\.?", rf"(?P<weekday>{_any(weekdays)})\.?"
    before = rf"(?:(?:{_any(file.before['date'])})(?: |(?<=\.)))"
    week = _any(file.words["week"])
    until = rf" ?(?:[-/]|\b(?:{_any(file.words['until'])})\b) ?"
    years = {word: int(key) for key, words in file.years.items() for word in words}
    count = rf"(?P<count>[0-9]{{1,4}}|{_any(numbers)})"
    return DateWords(
        months=months,
        weekdays=weekdays,
        numbers=numbers,
        units=units,
        days={word: int(key) for key, words in file.days.items() for word in words},
        parts=parts,
        names={
            language: tuple(names.split()[0] for names in words) for language, words in file.months.items()
        },
        clock=_any(file.words["clock"]),
        before_date=re.compile(rf"^{before}{{1,3}}"),
        before_part=re.compile(rf"^(?:{_any(file.before['part'])}) "),
        span=re.compile(rf"(?:(?P<before>{_any(file.before['span'])}) )?{count} ?(?P<unit>{_any(units)})\.?"),
        weekday=re.compile(
            rf"{before}{{0,3}}(?:(?P<next>{_any(file.before['weekday'])}) )?{weekday}"
            rf"(?:[ ,]+(?P<rest>.+))?"
        ),
        unclear_weekday=re.compile(rf"{before}{{0,3}}(?:{_any(file.before['unclear-weekday'])}) {weekday}"),
        week=re.compile(
            rf"(?:(?:{_any((*file.before['part'], *file.words['in-week']))}) )?"
            rf"(?:{week})\.? ?(?P<week>[0-9]{{1,2}})\.?{_LATER_YEAR}"
        ),
        day_month=re.compile(rf"(?P<day>[0-9]{{1,2}})(?:\.|st|nd|rd|th)?(?: of)?[ -]?{month}{_YEAR}"),
        month_day=re.compile(rf"{month} (?:the )?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|\.)?{_LATER_YEAR}"),
        month=re.compile(rf"{month}{_LONG_YEAR}"),
        part=re.compile(rf"({_any(parts)})(?= |$|(?<=-))"),
        quarter=re.compile(
            rf"(?:q(?P<quarter>[1-4])"
            rf"|(?P<ordinal>[1-4])(?:\.|st|nd|rd|th)? ?(?:{_any(file.words['quarter'])})\.?){_YEAR}"
        ),
        half=re.compile(rf"(?P<half>[12])(?:\.|st|nd)? ?(?:{_any(file.words['half'])}){_YEAR}"),
        whole_year=re.compile(r"(?P<year>[0-9]{4})"),
        day_alone=re.compile(rf"(?:{_any(file.words['day'])}) ?(?P<day>[0-9]{{1,2}})(?:\.|st|nd|rd|th)?"),
        next_week=frozenset(file.words["next-week"]),
        near_years=years,
        near_year=re.compile(rf"(?<=.) ({_any(years)})$"),
        until_week=re.compile(
            rf"(?<![-0-9])\b({week})\.? ?[0-9]{{1,2}}\.?{until}(?:(?:{week})\.? ?)?(?=[0-9]{{1,2}}\b)"
        ),
        until_day=re.compile(
            rf"[0-9]{{1,2}}\.?{until}(?=[0-9]{{1,2}}(?:\.|st|nd|rd|th)?(?: of)? ?(?:{_any(months)})\b)"
        ),
        until_month=re.compile(rf"\b(?:{_any(months)})\.?{until}(?=(?:{_any(months)})\b)"),
        weekday_after=re.compile(rf"^([0-9].*?)[ ,(]+({_any(weekdays)})\.?$"),
        parts_of_year=frozenset((*months, *file.words["quarter"], *file.words["half"])),
        vocabulary=tuple(
            _single((months, weekdays, numbers, units, parts, *file.before.values(), *file.words.values()))
        ),
    )


def _counted(languages: Mapping[str, list[str]]) -> dict[str, int]:
    """Each name of a month or weekday and its number, from 1."""
    return {
        name.casefold(): number
        for entries in languages.values()
        for number, names in enumerate(entries, start=1)
        for name in names.split()
    }


def _single(phrases: Iterable[Iterable[str]]) -> set[str]:
    """Every single word of four letters or more of these, without marks: shorter ones are like too many."""
    return {word for group in phrases for phrase in group for word in re.findall(r"[^\W\d_]{4,}", phrase)}


def _any(words: Iterable[str]) -> str:
    """A pattern for one of `words`, longer ones first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
