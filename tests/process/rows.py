"""What these tests know of the store's tables; nothing else here names one. Each takes a connection to a copy."""
import collections

QUEUED, CLAIMED, AMBIGUOUS, HELD = 0, 1, 7, 9

Delivery = collections.namedtuple('Delivery', 'id channel chat text state repeated')


def stored(connection):
    """How often each key of a message is there."""
    rows = connection.execute('SELECT channel.name, chat, message FROM message JOIN channel ON channel.id = channel')
    return collections.Counter(tuple(row) for row in rows)


def tickets(connection):
    """(tickets, chats that have one)."""
    return connection.execute('SELECT count(*), count(DISTINCT channel || chat) FROM ticket').fetchone()


def messages_of_tickets(connection):
    """How many messages each ticket has."""
    return [number for number, in connection.execute('SELECT count(*) FROM message GROUP BY ticket')]


def silent_tickets(connection):
    """Tickets of which nobody was to be told anything."""
    return connection.execute('SELECT count(*) FROM ticket WHERE id NOT IN '
                              '(SELECT ticket FROM outbox WHERE ticket IS NOT NULL)').fetchone()[0]


def deliveries(connection):
    rows = connection.execute('SELECT outbox.id, channel.name, chat, text, state, repeated FROM outbox '
                              'JOIN channel ON channel.id = channel')
    return [Delivery(*row) for row in rows]


def in_state(connection, state):
    return connection.execute('SELECT count(*) FROM outbox WHERE state = ?', (state,)).fetchone()[0]


def schema(connection):
    return connection.execute('PRAGMA user_version').fetchone()[0]
