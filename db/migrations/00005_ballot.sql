-- Absent and not participating become votes of their own, a recorded vote says
-- why its totals differ, and Members have their names in full.

-- +goose Up
ALTER TABLE ballot RENAME TO ballot_before;

CREATE TABLE ballot (
    rollcall TEXT NOT NULL REFERENCES rollcall (id) DEFERRABLE INITIALLY DEFERRED,
    member TEXT NOT NULL REFERENCES member (code) DEFERRABLE INITIALLY DEFERRED,
    vote TEXT NOT NULL CHECK (vote IN ('Y', 'N', 'A', 'X', 'P')),
    PRIMARY KEY (rollcall, member)
) STRICT, WITHOUT ROWID;

INSERT INTO ballot (rollcall, member, vote) SELECT rollcall, member, vote FROM ballot_before;

DROP TABLE ballot_before;

ALTER TABLE rollcall ADD COLUMN why TEXT;

ALTER TABLE member_name ADD COLUMN formal TEXT NOT NULL DEFAULT 'false' CHECK (formal IN ('true', 'false'));
