-- +goose Up

-- Briefs that were kept as they were, beside the record and no part of it. They name
-- a dispute without a reference: the record may change, and they do not. One that is
-- withdrawn keeps its number, its key and its hash, so that a copy of it can still be
-- told, and nothing of what it said. The key is random and stands on every copy: it
-- opens one that is not shared. The hash can be worked out by whoever guesses what
-- was asked for, and opens nothing that is not. What a list of them says stands
-- beside the content, which is long.
CREATE TABLE brief (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE CHECK (length(key) = 26),
    hash TEXT NOT NULL CHECK (length(hash) = 64),
    account INTEGER NOT NULL REFERENCES account (number) DEFERRABLE INITIALLY DEFERRED,
    by TEXT NOT NULL CHECK (by <> ''),
    at TEXT NOT NULL,
    shared TEXT NOT NULL CHECK (shared IN ('true', 'false')),
    withdrawn TEXT,
    dispute TEXT NOT NULL,
    title TEXT,
    session TEXT,
    decision INTEGER,
    as_of TEXT,
    for_claimant TEXT,
    for_name TEXT,
    language TEXT,
    content TEXT CHECK (json_valid(content)),
    footing TEXT CHECK (json_valid(footing)),
    CHECK ((withdrawn IS NULL) = (content IS NOT NULL) AND (content IS NULL) = (footing IS NULL)),
    CHECK (content IS NULL OR title IS NOT NULL AND session IS NOT NULL AND decision IS NOT NULL AND as_of IS NOT NULL AND language IS NOT NULL),
    CHECK (content IS NOT NULL OR coalesce(title, session, decision, as_of, for_claimant, for_name, language) IS NULL)
) STRICT;

CREATE INDEX brief_dispute ON brief (dispute);

CREATE INDEX brief_hash ON brief (hash);

CREATE INDEX brief_account ON brief (account);

CREATE UNIQUE INDEX brief_once ON brief (account, hash) WHERE withdrawn IS NULL;
