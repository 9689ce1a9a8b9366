"""Plays vectors against a server and says what is not as specified."""
import collections
from concurrent.futures import ThreadPoolExecutor

import answers
import wire
from vectors.behind import BARE, OUTCOMES, Outcome
from vectors.vector import CANARY_STATUS, LAST

Fault = collections.namedtuple('Fault', 'vector way what')
WAYS = ('whole', 'bytes', 'random')


def _matches(status, allowed):
    return status in allowed if isinstance(allowed, (set, frozenset)) else status == allowed


def _statuses(found, wanted):
    """An invitation that came though nobody had to wait for one changes nothing."""
    statuses = [answer.status for answer in found]
    if 100 in statuses and 100 not in wanted:
        statuses.remove(100)
    return statuses


def expected(vector, proxied):
    outcome = OUTCOMES.get(vector.name) if proxied else None
    return outcome or Outcome(vector.answers, vector.close)


def _compared(statuses, wanted, cut):
    """`cut`: nginx resets what it refuses while it is still sent, and its words may be lost on the way."""
    if CANARY_STATUS in statuses and CANARY_STATUS not in wanted:
        return f'the canary was answered: {statuses[:10]}'
    if len(statuses) != len(wanted) and not (cut and len(statuses) < len(wanted)):
        return f'{len(statuses)} answers instead of {len(wanted)}: {statuses[:10]}'
    if not all(map(_matches, statuses, wanted)):
        return f'{statuses[:10]} instead of {wanted[:10]}'
    return None


def judge(vector, proxied, heard):
    """What is wrong with the answers to one vector, or nothing."""
    wanted, close = expected(vector, proxied)
    if wanted == BARE:
        return None if not heard.data.startswith(b'HTTP/') and b' 405 ' not in heard.data else 'there is a head'
    if not close:
        wanted = (*wanted, 200)  # to the question asked behind it
    try:
        found = answers.read(heard.data, vector.bodyless)
    except answers.Malformed as error:
        return str(error)
    what = _compared(_statuses(found, wanted), wanted, proxied and heard.end == 'reset')
    return what or (None if heard.end else 'the connection stayed open')


def play(opened, vector, way, proxied=False, seed=0):
    """A fault, or nothing. A connection that must stay gets one more question, which asks for its end."""
    close = expected(vector, proxied).close
    data = vector.data if close else vector.data + LAST
    try:
        heard = wire.converse(opened(), wire.pieces(data, way, seed), vector.unfinished)
    except OSError as error:
        return Fault(vector.name, way, f'no connection: {error}')
    what = judge(vector, proxied, heard)
    return Fault(vector.name, way, what) if what else None


def poisoned(opened):
    """Whether somebody else's answer comes to a question that has nothing to do with it."""
    heard = wire.converse(opened(), [LAST], False)
    try:
        statuses = [answer.status for answer in answers.read(heard.data)]
    except answers.Malformed as error:
        return str(error)
    return None if heard.end and statuses == [200] else f'the next client got {statuses}'


def play_all(opened, vectors, proxied=False, ways=WAYS, seed=1):
    """All faults, each vector in every way, a few at a time."""

    def one(vector):
        faults = [play(opened, vector, way, proxied, seed) for way in ways]
        if proxied and (what := poisoned(opened)):
            faults.append(Fault(vector.name, 'behind', what))
        return [fault for fault in faults if fault]

    with ThreadPoolExecutor(8) as pool:
        return [fault for faults in pool.map(one, vectors) for fault in faults]
