-- +goose Up

-- Who may do more than read. How the holder of an account proves to be the
-- holder stands in tables of its own: a password today.
CREATE TABLE account (
    number INTEGER PRIMARY KEY,
    email TEXT NOT NULL UNIQUE CHECK (email <> ''),
    name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    role TEXT NOT NULL CHECK (role IN ('viewer', 'editor', 'admin')),
    created TEXT NOT NULL,
    disabled TEXT,
    era INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A password as its argon2id hash, with the parameters it was made with.
CREATE TABLE password (
    account INTEGER PRIMARY KEY REFERENCES account (number) DEFERRABLE INITIALLY DEFERRED,
    hash TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

-- Links that can be used once, each kept as the hash of what opens it.
CREATE TABLE invitation (
    number INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    form TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('setup', 'invitation', 'password')),
    role TEXT NOT NULL CHECK (role IN ('viewer', 'editor', 'admin')),
    account INTEGER REFERENCES account (number) DEFERRABLE INITIALLY DEFERRED,
    meant_for TEXT NOT NULL,
    by TEXT NOT NULL,
    made TEXT NOT NULL,
    expires TEXT NOT NULL,
    used TEXT
) STRICT;

-- Keys of programs, each kept as its hash.
CREATE TABLE token (
    number INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    form TEXT NOT NULL UNIQUE,
    account INTEGER NOT NULL REFERENCES account (number) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('viewer', 'editor', 'admin')),
    made TEXT NOT NULL,
    revoked TEXT
) STRICT;

CREATE INDEX token_account ON token (account);

-- The sessions of browsers, under the hash of what their cookies hold.
CREATE TABLE web_session (
    hash TEXT PRIMARY KEY,
    content BLOB NOT NULL,
    expires TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX web_session_expires ON web_session (expires);
