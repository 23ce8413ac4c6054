-- +goose Up

-- Forecasts as they were stamped. The table only grows: every entry holds the
-- hash of the one before, and nothing that was stamped is changed or taken out. A
-- session may be one that has not opened and is not in the record yet.
CREATE TABLE ledger (
    number INTEGER PRIMARY KEY CHECK (number >= 1),
    at TEXT NOT NULL,
    by TEXT NOT NULL CHECK (by <> ''),
    dispute TEXT NOT NULL,
    session TEXT NOT NULL,
    decision INTEGER NOT NULL CHECK (decision >= 1),
    as_of TEXT NOT NULL,
    opening TEXT NOT NULL CHECK (opening IN ('true', 'false')),
    challenge TEXT NOT NULL CHECK (challenge IN ('rival_credentials', 'objection', 'representation_item', 'none')),
    data_hash TEXT NOT NULL,
    rules_hash TEXT NOT NULL,
    method_hash TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE
) STRICT;

CREATE INDEX ledger_dispute ON ledger (dispute, session, decision);

CREATE TABLE ledger_outcome (
    entry INTEGER NOT NULL REFERENCES ledger (number) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    class TEXT NOT NULL CHECK (class IN ('accepted_holder', 'accepted_other', 'deferred', 'no_decision', 'vacant', 'rejected')),
    outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'deferred', 'vacant', 'rejected', 'no_decision')),
    seated TEXT NOT NULL,
    accepted TEXT,
    p REAL NOT NULL,
    PRIMARY KEY (entry, ordinal)
) STRICT;

-- What was decided, and how good the forecast was that stood then: once for each.
CREATE TABLE ledger_score (
    entry INTEGER PRIMARY KEY REFERENCES ledger (number) DEFERRABLE INITIALLY DEFERRED,
    at TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'deferred', 'vacant', 'rejected', 'no_decision')),
    accepted TEXT,
    seated TEXT NOT NULL,
    happened TEXT NOT NULL CHECK (happened IN ('accepted_holder', 'accepted_other', 'deferred', 'no_decision', 'vacant', 'rejected')),
    p REAL NOT NULL,
    brier REAL NOT NULL,
    log_loss REAL NOT NULL,
    outcome_right TEXT NOT NULL CHECK (outcome_right IN ('true', 'false')),
    seat_right TEXT NOT NULL CHECK (seat_right IN ('true', 'false'))
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER ledger_grows BEFORE INSERT ON ledger
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM ledger)
    OR NEW.previous <> coalesce((SELECT hash FROM ledger ORDER BY number DESC LIMIT 1), '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN
    SELECT RAISE(ABORT, 'the ledger only grows');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER ledger_stands BEFORE UPDATE ON ledger
BEGIN
    SELECT RAISE(ABORT, 'the ledger only grows');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER ledger_stays BEFORE DELETE ON ledger
BEGIN
    SELECT RAISE(ABORT, 'the ledger only grows');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER ledger_outcome_grows BEFORE INSERT ON ledger_outcome
WHEN NEW.entry <> (SELECT max(number) FROM ledger)
    OR EXISTS (SELECT 1 FROM ledger_outcome WHERE entry = NEW.entry AND ordinal = NEW.ordinal)
BEGIN
    SELECT RAISE(ABORT, 'the ledger only grows');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER ledger_outcome_stands BEFORE UPDATE ON ledger_outcome
BEGIN
    SELECT RAISE(ABORT, 'the ledger only grows');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER ledger_outcome_stays BEFORE DELETE ON ledger_outcome
BEGIN
    SELECT RAISE(ABORT, 'the ledger only grows');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER ledger_score_grows BEFORE INSERT ON ledger_score
WHEN EXISTS (SELECT 1 FROM ledger_score WHERE entry = NEW.entry)
BEGIN
    SELECT RAISE(ABORT, 'the ledger only grows');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER ledger_score_stands BEFORE UPDATE ON ledger_score
BEGIN
    SELECT RAISE(ABORT, 'the ledger only grows');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER ledger_score_stays BEFORE DELETE ON ledger_score
BEGIN
    SELECT RAISE(ABORT, 'the ledger only grows');
END;
-- +goose StatementEnd
