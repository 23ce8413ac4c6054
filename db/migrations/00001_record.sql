-- +goose Up

-- Habits of this schema. A value that is not known is NULL. A closed set of
-- values is text under a CHECK whose list a test compares with the vocabulary in
-- package credentials. A date is text as the dataset writes it (1996, 1996-10 or
-- 1996-10-22), which sorts as credentials.Date does; an instant is RFC 3339 in
-- UTC. References between records are checked when a transaction ends, so that a
-- whole import may come in any order.

-- Every change of a record. The content is the record in the dataset's own
-- format; all the other tables are drawn from the latest revisions.
CREATE TABLE revision (
    id INTEGER PRIMARY KEY,
    record TEXT NOT NULL CHECK (record <> ''),
    number INTEGER NOT NULL CHECK (number >= 1),
    by TEXT NOT NULL CHECK (by <> ''),
    at TEXT NOT NULL,
    what TEXT NOT NULL,
    content TEXT NOT NULL,
    UNIQUE (record, number)
) STRICT;

-- The built-in libraries that this file has been opened with, the latest last.
CREATE TABLE library (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

-- Records that a person has edited and a newer library stated otherwise, with what
-- it last stated, until an editor has settled which of the two it is to be.
CREATE TABLE kept (
    record TEXT PRIMARY KEY,
    content TEXT NOT NULL,
    at TEXT NOT NULL,
    settled_by TEXT,
    settled_at TEXT
) STRICT;

-- folded is the name as precedents.Fold gives it, by which lists are sorted.
CREATE TABLE member (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    admitted TEXT,
    ended TEXT,
    regional_group TEXT NOT NULL CHECK (regional_group IN ('African Group', 'Asia-Pacific', 'Eastern European', 'GRULAC', 'WEOG', 'none')),
    source TEXT NOT NULL,
    confidence TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
    note TEXT NOT NULL
) STRICT;

CREATE TABLE member_name (
    member TEXT NOT NULL REFERENCES member (code) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    begun TEXT,
    ended TEXT,
    source TEXT NOT NULL,
    confidence TEXT CHECK (confidence IN ('high', 'medium', 'low')),
    PRIMARY KEY (member, ordinal)
) STRICT;

CREATE TABLE member_alias (
    member TEXT NOT NULL REFERENCES member (code) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (member, ordinal)
) STRICT;

CREATE TABLE member_successor (
    member TEXT NOT NULL REFERENCES member (code) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    successor TEXT NOT NULL REFERENCES member (code) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (member, ordinal)
) STRICT;

-- The earlier rows whose membership a Member continues.
CREATE TABLE member_continued (
    member TEXT NOT NULL REFERENCES member (code) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    continued TEXT NOT NULL REFERENCES member (code) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (member, ordinal)
) STRICT;

CREATE TABLE session (
    session TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('regular', 'special', 'emergency')),
    number INTEGER NOT NULL CHECK (number >= 1),
    opened TEXT,
    closed TEXT,
    president TEXT,
    president_member TEXT REFERENCES member (code) DEFERRABLE INITIALLY DEFERRED,
    confidence TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
    note TEXT NOT NULL,
    UNIQUE (kind, number)
) STRICT;

-- The nine. A session without rows is one whose nine are not known.
CREATE TABLE committee_member (
    session TEXT NOT NULL REFERENCES session (session) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    member TEXT NOT NULL REFERENCES member (code) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    chair TEXT CHECK (chair IN ('true', 'false')),
    source TEXT NOT NULL,
    confidence TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
    PRIMARY KEY (session, ordinal),
    UNIQUE (session, member)
) STRICT;

CREATE TABLE report (
    session TEXT NOT NULL REFERENCES session (session) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    symbol TEXT,
    met TEXT,
    adopted TEXT,
    resolution TEXT,
    chair TEXT,
    note TEXT NOT NULL,
    source TEXT NOT NULL,
    confidence TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
    PRIMARY KEY (session, ordinal)
) STRICT;

CREATE TABLE law (
    code TEXT PRIMARY KEY,
    ordinal INTEGER NOT NULL UNIQUE,
    title TEXT NOT NULL,
    section TEXT NOT NULL,
    says TEXT NOT NULL,
    consequence TEXT NOT NULL,
    reference TEXT NOT NULL,
    confidence TEXT NOT NULL
) STRICT;

CREATE TABLE dispute (
    id TEXT PRIMARY KEY,
    seat TEXT NOT NULL REFERENCES member (code) DEFERRABLE INITIALLY DEFERRED,
    seat_name TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('rival_claimants', 'objection', 'representation_item')),
    opened TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    closed TEXT,
    closed_by TEXT,
    summary TEXT NOT NULL,
    doubts TEXT NOT NULL
) STRICT;

CREATE INDEX dispute_seat ON dispute (seat);

CREATE TABLE see_also (
    dispute TEXT NOT NULL REFERENCES dispute (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    other TEXT NOT NULL REFERENCES dispute (id) DEFERRABLE INITIALLY DEFERRED,
    note TEXT NOT NULL,
    PRIMARY KEY (dispute, ordinal)
) STRICT;

CREATE TABLE claimant (
    dispute TEXT NOT NULL REFERENCES dispute (id) DEFERRABLE INITIALLY DEFERRED,
    id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    leader TEXT,
    seated_at_start TEXT CHECK (seated_at_start IN ('true', 'false')),
    note TEXT NOT NULL,
    PRIMARY KEY (dispute, id),
    UNIQUE (dispute, ordinal)
) STRICT;

-- The number tells decisions of one dispute at one session apart; the ordinal is
-- the place in the dispute. decided is the day as well as it is known. A body
-- without an outcome took no action; a body that decided by vote has its numbers
-- as far as they are known.
CREATE TABLE decision (
    dispute TEXT NOT NULL REFERENCES dispute (id) DEFERRABLE INITIALLY DEFERRED,
    session TEXT NOT NULL REFERENCES session (session) DEFERRABLE INITIALLY DEFERRED,
    number INTEGER NOT NULL CHECK (number >= 1),
    ordinal INTEGER NOT NULL,
    decided TEXT,
    challenge TEXT NOT NULL CHECK (challenge IN ('rival_credentials', 'objection', 'representation_item', 'none')),
    committee_outcome TEXT CHECK (committee_outcome IN ('accepted', 'deferred', 'vacant', 'rejected', 'no_decision', 'no_action')),
    committee_how TEXT CHECK (committee_how IN ('without_vote', 'vote')),
    committee_for INTEGER CHECK (committee_for >= 0),
    committee_against INTEGER CHECK (committee_against >= 0),
    committee_abstaining INTEGER CHECK (committee_abstaining >= 0),
    committee_note TEXT NOT NULL,
    assembly_date TEXT,
    assembly_outcome TEXT CHECK (assembly_outcome IN ('approved_report', 'seated_other', 'no_action', 'accepted', 'deferred', 'vacant', 'rejected', 'no_decision')),
    assembly_how TEXT CHECK (assembly_how IN ('without_vote', 'vote')),
    assembly_for INTEGER CHECK (assembly_for >= 0),
    assembly_against INTEGER CHECK (assembly_against >= 0),
    assembly_abstaining INTEGER CHECK (assembly_abstaining >= 0),
    assembly_note TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'deferred', 'vacant', 'rejected', 'no_decision')),
    accepted TEXT,
    seated TEXT,
    vacant TEXT NOT NULL CHECK (vacant IN ('true', 'false')),
    talks TEXT CHECK (talks IN ('true', 'false')),
    confidence TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
    doubts TEXT NOT NULL,
    PRIMARY KEY (dispute, session, number),
    UNIQUE (dispute, ordinal),
    FOREIGN KEY (dispute, accepted) REFERENCES claimant (dispute, id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (dispute, seated) REFERENCES claimant (dispute, id) DEFERRABLE INITIALLY DEFERRED,
    CHECK ((outcome = 'accepted') = (accepted IS NOT NULL)),
    CHECK ((vacant = 'true') = (seated IS NULL))
) STRICT;

CREATE INDEX decision_session ON decision (session);

CREATE TABLE committee_date (
    dispute TEXT NOT NULL,
    session TEXT NOT NULL,
    number INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    met TEXT NOT NULL,
    PRIMARY KEY (dispute, session, number, ordinal),
    FOREIGN KEY (dispute, session, number) REFERENCES decision (dispute, session, number) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE decision_document (
    dispute TEXT NOT NULL,
    session TEXT NOT NULL,
    number INTEGER NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('decision_report', 'decision_resolution', 'decision_meeting')),
    ordinal INTEGER NOT NULL,
    symbol TEXT NOT NULL,
    PRIMARY KEY (dispute, session, number, role, ordinal),
    FOREIGN KEY (dispute, session, number) REFERENCES decision (dispute, session, number) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- The coded facts of one claimant at one decision, one column for each. The
-- column of a fact bears its key.
CREATE TABLE standing (
    dispute TEXT NOT NULL,
    session TEXT NOT NULL,
    number INTEGER NOT NULL,
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
    PRIMARY KEY (dispute, session, number, claimant),
    FOREIGN KEY (dispute, session, number) REFERENCES decision (dispute, session, number) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (dispute, claimant) REFERENCES claimant (dispute, id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE position (
    dispute TEXT NOT NULL,
    session TEXT NOT NULL,
    number INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    member TEXT NOT NULL REFERENCES member (code) DEFERRABLE INITIALLY DEFERRED,
    stance TEXT NOT NULL CHECK (stance IN ('recognizes', 'engages', 'refuses', 'objects', 'supports_credentials', 'reserves')),
    claimant TEXT,
    day TEXT,
    PRIMARY KEY (dispute, session, number, ordinal),
    FOREIGN KEY (dispute, session, number) REFERENCES decision (dispute, session, number) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (dispute, claimant) REFERENCES claimant (dispute, id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX position_member ON position (member);

-- What a decision rests on, or a dispute where session and number are NULL.
CREATE TABLE source (
    dispute TEXT NOT NULL REFERENCES dispute (id) DEFERRABLE INITIALLY DEFERRED,
    session TEXT,
    number INTEGER,
    ordinal INTEGER NOT NULL,
    ref TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('un_document', 'un_yearbook', 'un_speech', 'un_archive', 'press_release', 'dataset', 'diplomatic_record', 'telegram', 'parliament', 'parliamentary_record', 'statement', 'regional_document', 'legal_database', 'newspaper', 'magazine', 'article', 'journal', 'book', 'chronology', 'reference', 'pamphlet', 'other')),
    read TEXT CHECK (read IN ('true', 'false')),
    UNIQUE (dispute, session, number, ordinal),
    FOREIGN KEY (dispute, session, number) REFERENCES decision (dispute, session, number) DEFERRABLE INITIALLY DEFERRED,
    CHECK ((session IS NULL) = (number IS NULL))
) STRICT;

-- What a yes favours is one of three sides or a claimant of the dispute.
CREATE TABLE rollcall (
    id TEXT PRIMARY KEY,
    session TEXT NOT NULL REFERENCES session (session) DEFERRABLE INITIALLY DEFERRED,
    day TEXT,
    draft TEXT,
    resolution TEXT,
    meeting TEXT,
    dispute TEXT REFERENCES dispute (id) DEFERRABLE INITIALLY DEFERRED,
    motion TEXT NOT NULL CHECK (motion IN ('substance', 'credentials', 'rejection', 'reservation', 'no_decision', 'deferral', 'adjournment', 'moratorium', 'agenda', 'important_question', 'priority', 'separate_vote', 'study', 'referral', 'ruling', 'other')),
    favours TEXT CHECK (favours IN ('status_quo', 'change', 'other')),
    favours_claimant TEXT,
    question TEXT NOT NULL,
    counted_for INTEGER NOT NULL CHECK (counted_for >= 0),
    counted_against INTEGER NOT NULL CHECK (counted_against >= 0),
    counted_abstaining INTEGER NOT NULL CHECK (counted_abstaining >= 0),
    printed_for INTEGER CHECK (printed_for >= 0),
    printed_against INTEGER CHECK (printed_against >= 0),
    printed_abstaining INTEGER CHECK (printed_abstaining >= 0),
    printed_source TEXT,
    source_id TEXT,
    FOREIGN KEY (dispute, favours_claimant) REFERENCES claimant (dispute, id) DEFERRABLE INITIALLY DEFERRED,
    CHECK (favours IS NULL OR favours_claimant IS NULL)
) STRICT;

CREATE INDEX rollcall_session ON rollcall (session, day, id);

CREATE INDEX rollcall_dispute ON rollcall (dispute);

-- The few votes on seats among the thousands that an import can bring.
CREATE INDEX rollcall_seat ON rollcall (id) WHERE motion <> 'other';

CREATE TABLE ballot (
    rollcall TEXT NOT NULL REFERENCES rollcall (id) DEFERRABLE INITIALLY DEFERRED,
    member TEXT NOT NULL REFERENCES member (code) DEFERRABLE INITIALLY DEFERRED,
    vote TEXT NOT NULL CHECK (vote IN ('Y', 'N', 'A', 'X')),
    PRIMARY KEY (rollcall, member)
) STRICT, WITHOUT ROWID;

-- Every place that names a document. whole is the document that a lettered part
-- belongs to, else the symbol itself; ordinal is that of the source or report.
CREATE TABLE mention (
    record TEXT NOT NULL,
    symbol TEXT NOT NULL,
    whole TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('decision_report', 'decision_resolution', 'decision_meeting', 'decision_source', 'dispute_source', 'report', 'report_resolution', 'rollcall_draft', 'rollcall_resolution', 'rollcall_meeting')),
    dispute TEXT,
    session TEXT,
    number INTEGER,
    ordinal INTEGER,
    rollcall TEXT
) STRICT;

CREATE INDEX mention_symbol ON mention (symbol);

CREATE INDEX mention_whole ON mention (whole);

CREATE INDEX mention_record ON mention (record);

-- What the search finds, as it is shown, and beside it the words in which it is
-- searched for, folded, under the same number.
CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    record TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('dispute', 'decision', 'rollcall', 'member', 'session', 'document', 'law')),
    key TEXT NOT NULL,
    dispute TEXT,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    confidence TEXT,
    UNIQUE (kind, key)
) STRICT;

CREATE INDEX entry_record ON entry (record);

CREATE VIRTUAL TABLE search USING fts5 (title, names, body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0');
