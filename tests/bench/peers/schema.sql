-- What a team would draw up first: a table for each thing, an index for each question.
CREATE TABLE ticket(
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  channel TEXT NOT NULL,
  chat TEXT NOT NULL,
  status INTEGER NOT NULL DEFAULT 0,
  subject TEXT NOT NULL,
  assignee INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX ticket_open ON ticket(channel, chat) WHERE status < 9;
CREATE INDEX ticket_list ON ticket(status, updated_at);
CREATE TABLE message(
  id INTEGER PRIMARY KEY,
  channel TEXT NOT NULL,
  external_id TEXT NOT NULL,
  ticket INTEGER NOT NULL,
  sender TEXT NOT NULL,
  text TEXT NOT NULL,
  sent_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX message_key ON message(channel, external_id);
CREATE INDEX message_ticket ON message(ticket, id);
CREATE TABLE event(
  id INTEGER PRIMARY KEY,
  ticket INTEGER NOT NULL,
  action TEXT NOT NULL,
  actor TEXT NOT NULL,
  facts TEXT NOT NULL,
  at INTEGER NOT NULL
);
CREATE INDEX event_ticket ON event(ticket, id);
CREATE TABLE outbox(
  id INTEGER PRIMARY KEY,
  channel TEXT NOT NULL,
  chat TEXT NOT NULL,
  payload TEXT NOT NULL,
  ticket INTEGER NOT NULL,
  state INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL
);
CREATE INDEX outbox_due ON outbox(next_at) WHERE state = 0;
