#include "adapters/sql/migrations/migrations.hpp"

namespace langnghe::sql::steps {

// What is written for every message lies at the right edge of its table (journal, message, outbox) or is one short row
// (message_key, seen). Nothing that is indexed changes when a ticket is touched.
std::string_view base()
{
    return R"sql(
CREATE TABLE channel(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE fact(
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The words of everybody are here and nowhere else, so that they can be erased in one place.
CREATE TABLE journal(
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  ticket INTEGER,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  from_status INTEGER,
  to_status INTEGER,
  facts TEXT NOT NULL,
  text TEXT,
  salt BLOB,
  text_digest BLOB,
  hash BLOB NOT NULL,
  CHECK((text IS NULL) = (salt IS NULL))
) STRICT;
CREATE INDEX journal_ticket ON journal(ticket, seq) WHERE ticket IS NOT NULL;
CREATE TRIGGER journal_keep BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_fixed BEFORE UPDATE OF seq, at, ticket, actor, action, from_status, to_status, facts,
  text_digest, hash ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_erase BEFORE UPDATE OF text, salt ON journal WHEN NEW.text IS NOT NULL OR NEW.salt IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'words in the journal can only be erased'); END;

CREATE TABLE code_number(
  year INTEGER PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT;

CREATE TABLE ticket(
  id INTEGER PRIMARY KEY,
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  version INTEGER NOT NULL,
  status INTEGER NOT NULL,
  returns_to INTEGER,
  nature INTEGER NOT NULL,
  urgency INTEGER NOT NULL,
  field TEXT NOT NULL,
  area TEXT NOT NULL,
  place TEXT NOT NULL,
  department TEXT NOT NULL,
  assignee INTEGER,
  channel INTEGER NOT NULL REFERENCES channel(id),
  chat TEXT NOT NULL,
  reporter INTEGER,
  anonymous INTEGER NOT NULL,
  in_group INTEGER NOT NULL,
  suspected INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  last_citizen_at INTEGER NOT NULL,
  due_at INTEGER,
  closed_at INTEGER,
  voices INTEGER NOT NULL,
  merged_into INTEGER,
  follows INTEGER,
  result_kind INTEGER,
  result_text TEXT,
  result_at INTEGER,
  public_text TEXT NOT NULL,
  token_version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ticket_code ON ticket(year, number);
CREATE INDEX ticket_reporter ON ticket(reporter, channel, chat, id) WHERE reporter IS NOT NULL;
-- Open tickets only (the first six states): small for ever, moves with the status alone.
CREATE INDEX ticket_open ON ticket(status, id) WHERE status < 6;

CREATE TABLE ticket_tally(
  status INTEGER PRIMARY KEY,
  count INTEGER NOT NULL
) STRICT;
CREATE TRIGGER ticket_counted AFTER INSERT ON ticket
BEGIN
  INSERT INTO ticket_tally(status, count) VALUES(NEW.status, 1) ON CONFLICT(status) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER ticket_recounted AFTER UPDATE OF status ON ticket WHEN OLD.status <> NEW.status
BEGIN
  UPDATE ticket_tally SET count = count - 1 WHERE status = OLD.status;
  INSERT INTO ticket_tally(status, count) VALUES(NEW.status, 1) ON CONFLICT(status) DO UPDATE SET count = count + 1;
END;

-- By the entry that holds its words: of a ticket's messages, the journal's index tells which they are.
CREATE TABLE message(
  seq INTEGER PRIMARY KEY REFERENCES journal(seq),
  ticket INTEGER NOT NULL REFERENCES ticket(id),
  channel INTEGER NOT NULL REFERENCES channel(id),
  chat TEXT NOT NULL,
  message TEXT NOT NULL,
  author INTEGER,
  author_name TEXT NOT NULL,
  forwarded_by INTEGER,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  album TEXT NOT NULL,
  original TEXT NOT NULL,
  edited INTEGER NOT NULL,
  latitude REAL,
  longitude REAL,
  attachments TEXT
) STRICT;
CREATE INDEX message_album ON message(channel, chat, album) WHERE album <> '';
CREATE INDEX message_original ON message(channel, original) WHERE original <> '';
-- What a platform's message id stands for: theirs (seq) or one of ours (outbox).
CREATE TABLE message_key(
  channel INTEGER NOT NULL,
  chat TEXT NOT NULL,
  message TEXT NOT NULL,
  ticket INTEGER,
  seq INTEGER,
  outbox INTEGER,
  PRIMARY KEY(channel, chat, message)
) STRICT, WITHOUT ROWID;

-- Event keys. They are forgotten by time, and they come in the order of time: the index grows at its right edge only,
-- one page for dozens of keys, and a day's worth is deleted from its left edge. Tables for each day would need a look
-- into thirty of them for every event; two that take turns would keep keys up to twice as long.
CREATE TABLE seen(
  channel INTEGER NOT NULL,
  key TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY(channel, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX seen_at ON seen(at);

CREATE TABLE parked(
  id INTEGER PRIMARY KEY,
  channel INTEGER NOT NULL REFERENCES channel(id),
  key TEXT NOT NULL,
  reason TEXT NOT NULL,
  raw TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE TABLE parked_tally(
  id INTEGER PRIMARY KEY,
  count INTEGER NOT NULL
) STRICT;
INSERT INTO parked_tally(id, count) VALUES(1, 0);
CREATE TRIGGER parked_counted AFTER INSERT ON parked
BEGIN UPDATE parked_tally SET count = count + 1 WHERE id = 1; END;
CREATE TRIGGER parked_uncounted AFTER DELETE ON parked
BEGIN UPDATE parked_tally SET count = count - 1 WHERE id = 1; END;

-- `head`: the first row of its chat that still waits (queued, claimed or held: 0, 1, 9). Only heads may be sent, so
-- what is due is found without looking at what stands behind them.
CREATE TABLE outbox(
  id INTEGER PRIMARY KEY,
  channel INTEGER NOT NULL REFERENCES channel(id),
  chat TEXT NOT NULL,
  chat_kind INTEGER NOT NULL,
  thread TEXT NOT NULL,
  ticket INTEGER,
  kind INTEGER NOT NULL,
  priority INTEGER NOT NULL,
  text TEXT NOT NULL,
  buttons TEXT,
  reply_to TEXT NOT NULL,
  state INTEGER NOT NULL,
  head INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  repeated INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  lease_until INTEGER,
  expires_at INTEGER,
  sent_at INTEGER,
  message TEXT NOT NULL,
  last_error TEXT NOT NULL
) STRICT;
CREATE INDEX outbox_waiting ON outbox(channel, chat, id) WHERE state IN (0, 1, 9);
CREATE INDEX outbox_due ON outbox(channel, priority, next_at, id) WHERE head = 1 AND state = 0;
CREATE INDEX outbox_claimed ON outbox(channel, id) WHERE state = 1;
CREATE INDEX outbox_ticket ON outbox(ticket, id) WHERE ticket IS NOT NULL;
CREATE TABLE outbox_tally(
  channel INTEGER NOT NULL,
  state INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY(channel, state)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER outbox_counted AFTER INSERT ON outbox
BEGIN
  INSERT INTO outbox_tally(channel, state, count) VALUES(NEW.channel, NEW.state, 1)
    ON CONFLICT(channel, state) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER outbox_recounted AFTER UPDATE OF state ON outbox WHEN OLD.state <> NEW.state
BEGIN
  UPDATE outbox_tally SET count = count - 1 WHERE channel = OLD.channel AND state = OLD.state;
  INSERT INTO outbox_tally(channel, state, count) VALUES(NEW.channel, NEW.state, 1)
    ON CONFLICT(channel, state) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER outbox_uncounted AFTER DELETE ON outbox
BEGIN UPDATE outbox_tally SET count = count - 1 WHERE channel = OLD.channel AND state = OLD.state; END;

CREATE TABLE identity(
  id INTEGER PRIMARY KEY,
  channel INTEGER NOT NULL REFERENCES channel(id),
  external_id TEXT NOT NULL,
  name TEXT NOT NULL,
  account INTEGER,
  greeted INTEGER NOT NULL,
  stopped INTEGER NOT NULL,
  unreachable INTEGER NOT NULL,
  last_inbound_at INTEGER,
  UNIQUE(channel, external_id)
) STRICT;
CREATE INDEX identity_account ON identity(account) WHERE account IS NOT NULL;

CREATE TABLE account(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  roles INTEGER NOT NULL,
  department TEXT NOT NULL,
  disabled INTEGER NOT NULL
) STRICT;

CREATE TABLE link_code(
  digest TEXT NOT NULL PRIMARY KEY,
  account INTEGER,
  organization TEXT NOT NULL,
  area TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE wrong_try(
  identity INTEGER NOT NULL,
  at INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY(identity, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE chat_group(
  id INTEGER PRIMARY KEY,
  channel INTEGER NOT NULL REFERENCES channel(id),
  chat TEXT NOT NULL,
  title TEXT NOT NULL,
  organization TEXT NOT NULL,
  area TEXT NOT NULL,
  bound INTEGER NOT NULL,
  told_unbound INTEGER NOT NULL,
  unreachable INTEGER NOT NULL,
  UNIQUE(channel, chat)
) STRICT;

CREATE TABLE question(
  id INTEGER PRIMARY KEY,
  channel INTEGER NOT NULL REFERENCES channel(id),
  chat TEXT NOT NULL,
  ticket INTEGER,
  kind INTEGER NOT NULL,
  asked_at INTEGER NOT NULL,
  closed INTEGER NOT NULL
) STRICT;
CREATE INDEX question_open ON question(channel, chat, asked_at) WHERE closed = 0;
)sql";
}

} // namespace langnghe::sql::steps
