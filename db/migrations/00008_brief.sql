-- +goose Up

-- Briefs that were kept as they were, beside the record and no part of it. They name
-- a dispute without a reference: the record may change, and they do not. One that is
-- withdrawn keeps its number and its hash, so that a copy of it can still be told,
-- and nothing of what it said.
CREATE TABLE brief (
    number INTEGER PRIMARY KEY,
    hash TEXT NOT NULL CHECK (length(hash) = 64),
    account INTEGER NOT NULL REFERENCES account (number) DEFERRABLE INITIALLY DEFERRED,
    by TEXT NOT NULL CHECK (by <> ''),
    at TEXT NOT NULL,
    shared TEXT NOT NULL CHECK (shared IN ('true', 'false')),
    withdrawn TEXT,
    dispute TEXT NOT NULL,
    content TEXT CHECK (json_valid(content)),
    footing TEXT CHECK (json_valid(footing)),
    CHECK ((withdrawn IS NULL) = (content IS NOT NULL) AND (content IS NULL) = (footing IS NULL))
) STRICT;

CREATE INDEX brief_dispute ON brief (dispute);

CREATE INDEX brief_hash ON brief (hash);

CREATE INDEX brief_account ON brief (account);
