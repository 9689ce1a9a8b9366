#!/usr/bin/env python3
"""Recomputes tests/golden/deadlines.txt from config/taxonomy.toml by other means than the program's: minute by minute
and day by day, with Python's own calendar.

  deadlines.py          fails where a row says something else
  deadlines.py --write  writes what it found: then every changed row wants to be derived by hand
"""
import datetime
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / 'tests/golden/deadlines.txt'
TAXONOMY = tomllib.loads((ROOT / 'config/taxonomy.toml').read_text('utf-8'))
ONE_DAY = datetime.timedelta(days=1)
ONE_MINUTE = datetime.timedelta(minutes=1)


def days_between(first, last):
    while first <= last:
        yield first
        first += ONE_DAY


def minutes(text):
    return int(text[:2]) * 60 + int(text[3:])


HOURS = [tuple(map(minutes, span.split('-'))) for span in TAXONOMY['calendar']['hours']]
OFF = {day: entry['name'] for entry in TAXONOMY['holiday']
       for day in days_between(datetime.date.fromisoformat(entry['date']),
                               datetime.date.fromisoformat(entry.get('until', entry['date'])))}
MADE_UP = {datetime.date.fromisoformat(entry['date']): entry['name'] for entry in TAXONOMY['make_up_day']}
CERTAIN = {int(year) for year in TAXONOMY['calendar']['years']} - {int(y) for y in TAXONOMY['calendar']['provisional']}


def why_off(day):
    if day in OFF:
        return OFF[day]
    return 'weekend' if day.weekday() >= 5 and day not in MADE_UP else None


def at_work(moment):
    minute = moment.hour * 60 + moment.minute
    return why_off(moment.date()) is None and any(a <= minute < b for a, b in HOURS)


def after_hours(begin, count):
    left, moment, spent = count * 60, begin, {}
    while left:
        if at_work(moment):
            spent[moment.date()] = spent.get(moment.date(), 0) + 1
            left -= 1
        moment += ONE_MINUTE
    return moment, spent


def after_days(begin, count):
    day, spent = begin.date(), {}
    while len(spent) < count:
        day += ONE_DAY
        if why_off(day) is None:
            spent[day] = sum(b - a for a, b in HOURS)
    return closing(day), spent


def derivation(begin, due, spent):
    steps = []
    for day in days_between(begin.date(), due.date()):
        what = str(spent[day]) if day in spent else why_off(day) or '0'
        extra = f' ({MADE_UP[day]})' if day in MADE_UP else ''
        steps.append(f'{day:%d/%m} {what}{extra}')
    years = {day.year for day in days_between(begin.date(), due.date())}
    return ' · '.join(steps) + ('' if years <= CERTAIN else ' · provisional')


def closing(day):
    close = HOURS[-1][1]
    return datetime.datetime.combine(day, datetime.time(close // 60, close % 60))


def working_minutes(begin, end):
    count = 0
    while begin < end:
        count += at_work(begin)
        begin += ONE_MINUTE
    return count


def later(moment, minutes_left, whole_days):
    while minutes_left:
        minutes_left -= at_work(moment)
        moment += ONE_MINUTE
    return closing(moment.date()) if whole_days else moment


# ", +2d" is an approved extension, ", stood A to B" a pause: the deadline moves by that many minutes of work.
def changed(due, changes, whole_days):
    notes = ''
    day = sum(b - a for a, b in HOURS)
    for change in changes:
        if change.startswith('+'):
            due = later(due, int(change[1:-1]) * day, whole_days)
            notes += f' · approved {change[1:]}'
        else:
            stood = working_minutes(*map(datetime.datetime.fromisoformat, change.removeprefix('stood ').split(' to ')))
            due = later(due, stood, whole_days) if stood else due
            notes += f' · stood {stood}'
    return due, notes


def recompute(line):
    left = line.split(' = ')[0]
    counted, *changes = left.split(', ')
    begin_text, term = counted.split(' + ')
    begin = datetime.datetime.fromisoformat(begin_text)
    due, spent = (after_hours if term[-1] == 'h' else after_days)(begin, int(term[:-1]))
    steps = derivation(begin, due, spent)
    due, notes = changed(due, changes, term[-1] == 'd')
    return [f'{left} = {due:%Y-%m-%d %H:%M}', '    ' + steps + notes]


def main():
    lines = TABLE.read_text('utf-8').splitlines()
    found = []
    for line in lines:
        if line.startswith('#') or not line:
            found.append(line)
        elif not line.startswith(' '):
            found += recompute(line)
    if '--write' in sys.argv:
        TABLE.write_text('\n'.join(found) + '\n', 'utf-8')
        return 0
    differences = [(a, b) for a, b in zip(lines, found) if a != b]
    for stands, computed in differences:
        print(f'stands:   {stands}\ncomputed: {computed}')
    rows = sum(not line.startswith((' ', '#')) and bool(line) for line in lines)
    print(f'{rows} deadlines, {len(differences)} lines differ')
    return 1 if differences or len(lines) != len(found) or rows < 40 else 0


if __name__ == '__main__':
    sys.exit(main())
