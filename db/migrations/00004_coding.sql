-- +goose Up

-- What editors add to a dispute: who coded a fact and on what, the sheets of
-- sessions that have not decided yet, and replies.

ALTER TABLE source ADD COLUMN passage TEXT NOT NULL DEFAULT '';

ALTER TABLE position ADD COLUMN until TEXT;

CREATE TABLE preparation (
    dispute TEXT NOT NULL REFERENCES dispute (id) DEFERRABLE INITIALLY DEFERRED,
    session TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    challenge TEXT CHECK (challenge IN ('rival_credentials', 'objection', 'representation_item', 'none')),
    talks TEXT CHECK (talks IN ('true', 'false')),
    PRIMARY KEY (dispute, session)
) STRICT;

-- The session of a sheet may be one that has not opened, and so is not in the
-- table of sessions.
CREATE TABLE prepared_standing (
    dispute TEXT NOT NULL,
    session TEXT NOT NULL,
    claimant TEXT NOT NULL,
    holds_seat TEXT CHECK (holds_seat IN ('true', 'false')),
    credentials TEXT CHECK (credentials IN ('valid', 'informal', 'defective', 'none')),
    capital TEXT CHECK (capital IN ('held', 'contested', 'not_held')),
    territory TEXT CHECK (territory IN ('nearly_all', 'most', 'some', 'little', 'none')),
    origin TEXT CHECK (origin IN ('constitutional', 'negotiated', 'disputed_election', 'coup', 'armed_takeover', 'foreign_installed', 'independence')),
    elected TEXT CHECK (elected IN ('verified', 'claimed', 'unelected')),
    foreign_forces TEXT CHECK (foreign_forces IN ('none', 'present', 'dependent')),
    un_stance TEXT CHECK (un_stance IN ('endorsed', 'neutral', 'condemned')),
    un_sanctions TEXT CHECK (un_sanctions IN ('true', 'false')),
    restoration_demanded TEXT CHECK (restoration_demanded IN ('true', 'false')),
    regional_stance TEXT CHECK (regional_stance IN ('backed', 'neutral', 'divided', 'condemned')),
    recognition TEXT CHECK (recognition IN ('most', 'many', 'few', 'none')),
    abuses_cited TEXT CHECK (abuses_cited IN ('true', 'false')),
    defunct TEXT CHECK (defunct IN ('true', 'false')),
    PRIMARY KEY (dispute, session, claimant),
    FOREIGN KEY (dispute, session) REFERENCES preparation (dispute, session) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (dispute, claimant) REFERENCES claimant (dispute, id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE prepared_position (
    dispute TEXT NOT NULL,
    session TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    member TEXT NOT NULL REFERENCES member (code) DEFERRABLE INITIALLY DEFERRED,
    stance TEXT NOT NULL CHECK (stance IN ('recognizes', 'engages', 'refuses', 'objects', 'supports_credentials', 'reserves')),
    claimant TEXT,
    day TEXT,
    until TEXT,
    PRIMARY KEY (dispute, session, ordinal),
    FOREIGN KEY (dispute, session) REFERENCES preparation (dispute, session) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (dispute, claimant) REFERENCES claimant (dispute, id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE prepared_source (
    dispute TEXT NOT NULL,
    session TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    ref TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('un_document', 'un_yearbook', 'un_speech', 'un_archive', 'press_release', 'dataset', 'diplomatic_record', 'telegram', 'parliament', 'parliamentary_record', 'statement', 'regional_document', 'legal_database', 'newspaper', 'magazine', 'article', 'journal', 'book', 'chronology', 'reference', 'pamphlet', 'other')),
    read TEXT CHECK (read IN ('true', 'false')),
    passage TEXT NOT NULL,
    PRIMARY KEY (dispute, session, ordinal),
    FOREIGN KEY (dispute, session) REFERENCES preparation (dispute, session) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- Who coded one fact of a claimant. The number is that of a decision, 0 for a
-- sheet. carried is the session from which a value that nobody has confirmed was
-- carried over.
CREATE TABLE coding (
    dispute TEXT NOT NULL,
    session TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 0),
    ordinal INTEGER NOT NULL,
    claimant TEXT NOT NULL,
    fact TEXT NOT NULL CHECK (fact IN ('holds_seat', 'credentials', 'capital', 'territory', 'origin', 'elected', 'foreign_forces', 'un_stance', 'un_sanctions', 'restoration_demanded', 'regional_stance', 'recognition', 'abuses_cited', 'defunct')),
    by TEXT,
    source TEXT,
    passage TEXT NOT NULL,
    confidence TEXT CHECK (confidence IN ('high', 'medium', 'low')),
    carried TEXT,
    PRIMARY KEY (dispute, session, number, ordinal),
    FOREIGN KEY (dispute, claimant) REFERENCES claimant (dispute, id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- Another coder's value, beside the one that counts; NULL for not known.
CREATE TABLE dissent (
    dispute TEXT NOT NULL,
    session TEXT NOT NULL,
    number INTEGER NOT NULL,
    coding INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    by TEXT NOT NULL,
    value TEXT,
    source TEXT,
    passage TEXT NOT NULL,
    confidence TEXT CHECK (confidence IN ('high', 'medium', 'low')),
    PRIMARY KEY (dispute, session, number, coding, ordinal),
    FOREIGN KEY (dispute, session, number, coding) REFERENCES coding (dispute, session, number, ordinal) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE reply (
    dispute TEXT NOT NULL REFERENCES dispute (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    by TEXT NOT NULL,
    day TEXT,
    text TEXT NOT NULL,
    source TEXT,
    PRIMARY KEY (dispute, ordinal)
) STRICT;
