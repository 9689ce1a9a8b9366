"""Plays vectors against a server and says what is not as specified."""
import collections
from concurrent.futures import ThreadPoolExecutor

import answers
import wire
from vectors.vector import CANARY_STATUS, LAST

Fault = collections.namedtuple('Fault', 'vector way what')
WAYS = ('whole', 'bytes', 'random')


def _matches(status, allowed):
    return status in allowed if isinstance(allowed, (set, frozenset)) else status == allowed


def _statuses(found, expected):
    """An invitation that came though nobody had to wait for one changes nothing."""
    statuses = [answer.status for answer in found]
    if 100 in statuses and 100 not in expected:
        statuses.remove(100)
    return statuses


def judge(vector, proxied, heard, ended):
    """What is wrong with the answers to one vector, or nothing."""
    expected, close = vector.expected(proxied)
    if not close:
        expected = (*expected, 200)  # to the question asked behind it
    try:
        found = answers.read(heard, vector.bodyless)
    except answers.Malformed as error:
        return str(error)
    statuses = _statuses(found, expected)
    if CANARY_STATUS in statuses and CANARY_STATUS not in expected:
        return f'the canary was answered: {statuses[:10]}'
    if len(statuses) != len(expected):
        return f'{len(statuses)} answers instead of {len(expected)}: {statuses[:10]}'
    if not all(map(_matches, statuses, expected)):
        return f'{statuses[:10]} instead of {expected[:10]}'
    if not ended:
        return 'the connection stayed open'
    return None


def play(opened, vector, way, proxied=False, seed=0):
    """A fault, or nothing. A connection that must stay gets one more question, which asks for its end."""
    close = vector.expected(proxied)[1]
    data = vector.data if close else vector.data + LAST
    try:
        heard, ended = wire.converse(opened(), wire.pieces(data, way, seed), vector.unfinished)
    except OSError as error:
        return Fault(vector.name, way, f'no connection: {error}')
    what = judge(vector, proxied, heard, ended)
    return Fault(vector.name, way, what) if what else None


def poisoned(opened):
    """Whether somebody else's answer comes to a question that has nothing to do with it."""
    heard, ended = wire.converse(opened(), [LAST], False)
    try:
        statuses = [answer.status for answer in answers.read(heard)]
    except answers.Malformed as error:
        return str(error)
    return None if ended and statuses == [200] else f'the next client got {statuses}'


def play_all(opened, vectors, proxied=False, ways=WAYS, seed=1):
    """All faults, each vector in every way, a few at a time."""

    def one(vector):
        faults = [play(opened, vector, way, proxied, seed) for way in ways]
        if proxied and (what := poisoned(opened)):
            faults.append(Fault(vector.name, 'behind', what))
        return [fault for fault in faults if fault]

    with ThreadPoolExecutor(8) as pool:
        return [fault for faults in pool.map(one, vectors) for fault in faults]
