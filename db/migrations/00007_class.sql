-- +goose Up

-- Classes of students, beside the record and no part of it. What opens the door of
-- a class, and what a student's browser shows, are kept as hashes.
CREATE TABLE class (
    number INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    form TEXT NOT NULL UNIQUE,
    account INTEGER NOT NULL REFERENCES account (number) DEFERRABLE INITIALLY DEFERRED,
    title TEXT NOT NULL CHECK (title <> ''),
    codes TEXT NOT NULL CHECK (codes IN ('true', 'false')),
    made TEXT NOT NULL
) STRICT;

CREATE INDEX class_account ON class (account);

-- A case names a decision without a reference: the record may change under a class.
CREATE TABLE class_case (
    class INTEGER NOT NULL REFERENCES class (number) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 1),
    dispute TEXT NOT NULL,
    session TEXT NOT NULL,
    decision INTEGER NOT NULL,
    closed TEXT,
    PRIMARY KEY (class, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE student (
    number INTEGER PRIMARY KEY,
    class INTEGER NOT NULL REFERENCES class (number) ON DELETE CASCADE,
    hash TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    -- The name in lower case, in which no two of a class may be alike.
    folded TEXT NOT NULL,
    joined TEXT NOT NULL,
    UNIQUE (class, hash),
    UNIQUE (class, folded)
) STRICT;

CREATE TABLE student_answer (
    student INTEGER NOT NULL REFERENCES student (number) ON DELETE CASCADE,
    class_case INTEGER NOT NULL,
    shares TEXT NOT NULL CHECK (json_valid(shares)),
    argument TEXT NOT NULL,
    facts TEXT NOT NULL CHECK (json_valid(facts)),
    at TEXT NOT NULL,
    PRIMARY KEY (student, class_case)
) STRICT, WITHOUT ROWID;
