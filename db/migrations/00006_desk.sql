-- +goose Up

-- The logs of meetings. A log only grows: what came in is not changed or taken
-- out, and what is wrong in it is set right by a further entry. The key of a log,
-- and of an entry, is its writer's, so that what is sent twice is taken once.
CREATE TABLE minutes (
    id TEXT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    opened_by TEXT NOT NULL CHECK (opened_by <> ''),
    opened_at TEXT NOT NULL,
    -- The number of the last entry that the published minutes have in them.
    published INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE minutes_entry (
    meeting TEXT NOT NULL REFERENCES minutes (id) DEFERRABLE INITIALLY DEFERRED,
    number INTEGER NOT NULL CHECK (number >= 1),
    key TEXT NOT NULL,
    item TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('meeting', 'seat', 'statement', 'motion', 'ballot', 'decision', 'document')),
    fields TEXT NOT NULL CHECK (json_valid(fields)),
    was TEXT NOT NULL CHECK (json_valid(was)),
    by TEXT NOT NULL CHECK (by <> ''),
    at TEXT NOT NULL,
    said TEXT,
    PRIMARY KEY (meeting, number),
    UNIQUE (meeting, key)
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER minutes_entry_stands BEFORE UPDATE ON minutes_entry
BEGIN
    SELECT RAISE(ABORT, 'a log only grows');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER minutes_entry_stays BEFORE DELETE ON minutes_entry
BEGIN
    SELECT RAISE(ABORT, 'a log only grows');
END;
-- +goose StatementEnd

-- Meetings of which minutes are published, as far as lists need them; the minutes
-- themselves are the record.
CREATE TABLE meeting (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL CHECK (body IN ('committee', 'assembly')),
    session TEXT NOT NULL REFERENCES session (session) DEFERRABLE INITIALLY DEFERRED,
    day TEXT NOT NULL,
    number TEXT NOT NULL,
    presiding TEXT NOT NULL,
    report_due TEXT NOT NULL CHECK (report_due IN ('true', 'false'))
) STRICT;

CREATE INDEX meeting_session ON meeting (session, day, id);
