CREATE TABLE account (
    number INTEGER PRIMARY KEY,
    email TEXT NOT NULL UNIQUE CHECK (email <> ''),
    name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    role TEXT NOT NULL CHECK (role IN ('viewer', 'editor', 'admin')),
    created TEXT NOT NULL,
    disabled TEXT,
    era INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE ballot (
    rollcall TEXT NOT NULL REFERENCES rollcall (id) DEFERRABLE INITIALLY DEFERRED,
    member TEXT NOT NULL REFERENCES member (code) DEFERRABLE INITIALLY DEFERRED,
    vote TEXT NOT NULL CHECK (vote IN ('Y', 'N', 'A', 'X', 'P')),
    PRIMARY KEY (rollcall, member)
) STRICT, WITHOUT ROWID;

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

CREATE INDEX brief_account ON brief (account);

CREATE INDEX brief_dispute ON brief (dispute);

CREATE INDEX brief_hash ON brief (hash);

CREATE UNIQUE INDEX brief_once ON brief (account, hash) WHERE withdrawn IS NULL;

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

CREATE TABLE class_case (
    class INTEGER NOT NULL REFERENCES class (number) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 1),
    dispute TEXT NOT NULL,
    session TEXT NOT NULL,
    decision INTEGER NOT NULL,
    closed TEXT,
    PRIMARY KEY (class, number)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE committee_date (
    dispute TEXT NOT NULL,
    session TEXT NOT NULL,
    number INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    met TEXT NOT NULL,
    PRIMARY KEY (dispute, session, number, ordinal),
    FOREIGN KEY (dispute, session, number) REFERENCES decision (dispute, session, number) DEFERRABLE INITIALLY DEFERRED
) STRICT;

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

CREATE TABLE kept (
    record TEXT PRIMARY KEY,
    content TEXT NOT NULL,
    at TEXT NOT NULL,
    settled_by TEXT,
    settled_at TEXT
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

CREATE TRIGGER ledger_grows BEFORE INSERT ON ledger
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM ledger)
    OR NEW.previous <> coalesce((SELECT hash FROM ledger ORDER BY number DESC LIMIT 1), '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN
    SELECT RAISE(ABORT, 'the ledger only grows');
END;

CREATE TRIGGER ledger_stands BEFORE UPDATE ON ledger
BEGIN
    SELECT RAISE(ABORT, 'the ledger only grows');
END;

CREATE TRIGGER ledger_stays BEFORE DELETE ON ledger
BEGIN
    SELECT RAISE(ABORT, 'the ledger only grows');
END;

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

CREATE TRIGGER ledger_outcome_grows BEFORE INSERT ON ledger_outcome
WHEN NEW.entry <> (SELECT max(number) FROM ledger)
    OR EXISTS (SELECT 1 FROM ledger_outcome WHERE entry = NEW.entry AND ordinal = NEW.ordinal)
BEGIN
    SELECT RAISE(ABORT, 'the ledger only grows');
END;

CREATE TRIGGER ledger_outcome_stands BEFORE UPDATE ON ledger_outcome
BEGIN
    SELECT RAISE(ABORT, 'the ledger only grows');
END;

CREATE TRIGGER ledger_outcome_stays BEFORE DELETE ON ledger_outcome
BEGIN
    SELECT RAISE(ABORT, 'the ledger only grows');
END;

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

CREATE TRIGGER ledger_score_grows BEFORE INSERT ON ledger_score
WHEN EXISTS (SELECT 1 FROM ledger_score WHERE entry = NEW.entry)
BEGIN
    SELECT RAISE(ABORT, 'the ledger only grows');
END;

CREATE TRIGGER ledger_score_stands BEFORE UPDATE ON ledger_score
BEGIN
    SELECT RAISE(ABORT, 'the ledger only grows');
END;

CREATE TRIGGER ledger_score_stays BEFORE DELETE ON ledger_score
BEGIN
    SELECT RAISE(ABORT, 'the ledger only grows');
END;

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

CREATE TABLE library (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

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

CREATE TABLE member_alias (
    member TEXT NOT NULL REFERENCES member (code) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (member, ordinal)
) STRICT;

CREATE TABLE member_continued (
    member TEXT NOT NULL REFERENCES member (code) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    continued TEXT NOT NULL REFERENCES member (code) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (member, ordinal)
) STRICT;

CREATE TABLE member_name (
    member TEXT NOT NULL REFERENCES member (code) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    begun TEXT,
    ended TEXT,
    source TEXT NOT NULL,
    confidence TEXT CHECK (confidence IN ('high', 'medium', 'low')), formal TEXT NOT NULL DEFAULT 'false' CHECK (formal IN ('true', 'false')),
    PRIMARY KEY (member, ordinal)
) STRICT;

CREATE TABLE member_successor (
    member TEXT NOT NULL REFERENCES member (code) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    successor TEXT NOT NULL REFERENCES member (code) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (member, ordinal)
) STRICT;

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

CREATE INDEX mention_record ON mention (record);

CREATE INDEX mention_symbol ON mention (symbol);

CREATE INDEX mention_whole ON mention (whole);

CREATE TABLE minutes (
    id TEXT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    opened_by TEXT NOT NULL CHECK (opened_by <> ''),
    opened_at TEXT NOT NULL,
    -- The number of the last entry that the published minutes have in them.
    published INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TRIGGER minutes_entry_stands BEFORE UPDATE ON minutes_entry
BEGIN
    SELECT RAISE(ABORT, 'a log only grows');
END;

CREATE TRIGGER minutes_entry_stays BEFORE DELETE ON minutes_entry
BEGIN
    SELECT RAISE(ABORT, 'a log only grows');
END;

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

CREATE TABLE password (
    account INTEGER PRIMARY KEY REFERENCES account (number) DEFERRABLE INITIALLY DEFERRED,
    hash TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE TABLE position (
    dispute TEXT NOT NULL,
    session TEXT NOT NULL,
    number INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    member TEXT NOT NULL REFERENCES member (code) DEFERRABLE INITIALLY DEFERRED,
    stance TEXT NOT NULL CHECK (stance IN ('recognizes', 'engages', 'refuses', 'objects', 'supports_credentials', 'reserves')),
    claimant TEXT,
    day TEXT, until TEXT,
    PRIMARY KEY (dispute, session, number, ordinal),
    FOREIGN KEY (dispute, session, number) REFERENCES decision (dispute, session, number) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (dispute, claimant) REFERENCES claimant (dispute, id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX position_member ON position (member);

CREATE TABLE preparation (
    dispute TEXT NOT NULL REFERENCES dispute (id) DEFERRABLE INITIALLY DEFERRED,
    session TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    challenge TEXT CHECK (challenge IN ('rival_credentials', 'objection', 'representation_item', 'none')),
    talks TEXT CHECK (talks IN ('true', 'false')),
    PRIMARY KEY (dispute, session)
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

CREATE TABLE reply (
    dispute TEXT NOT NULL REFERENCES dispute (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    by TEXT NOT NULL,
    day TEXT,
    text TEXT NOT NULL,
    source TEXT,
    PRIMARY KEY (dispute, ordinal)
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
    source_id TEXT, why TEXT,
    FOREIGN KEY (dispute, favours_claimant) REFERENCES claimant (dispute, id) DEFERRABLE INITIALLY DEFERRED,
    CHECK (favours IS NULL OR favours_claimant IS NULL)
) STRICT;

CREATE INDEX rollcall_dispute ON rollcall (dispute);

CREATE INDEX rollcall_seat ON rollcall (id) WHERE motion <> 'other';

CREATE INDEX rollcall_session ON rollcall (session, day, id);

CREATE VIRTUAL TABLE search USING fts5 (title, names, body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0');

CREATE TABLE see_also (
    dispute TEXT NOT NULL REFERENCES dispute (id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    other TEXT NOT NULL REFERENCES dispute (id) DEFERRABLE INITIALLY DEFERRED,
    note TEXT NOT NULL,
    PRIMARY KEY (dispute, ordinal)
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

CREATE TABLE source (
    dispute TEXT NOT NULL REFERENCES dispute (id) DEFERRABLE INITIALLY DEFERRED,
    session TEXT,
    number INTEGER,
    ordinal INTEGER NOT NULL,
    ref TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('un_document', 'un_yearbook', 'un_speech', 'un_archive', 'press_release', 'dataset', 'diplomatic_record', 'telegram', 'parliament', 'parliamentary_record', 'statement', 'regional_document', 'legal_database', 'newspaper', 'magazine', 'article', 'journal', 'book', 'chronology', 'reference', 'pamphlet', 'other')),
    read TEXT CHECK (read IN ('true', 'false')), passage TEXT NOT NULL DEFAULT '',
    UNIQUE (dispute, session, number, ordinal),
    FOREIGN KEY (dispute, session, number) REFERENCES decision (dispute, session, number) DEFERRABLE INITIALLY DEFERRED,
    CHECK ((session IS NULL) = (number IS NULL))
) STRICT;

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

CREATE TABLE web_session (
    hash TEXT PRIMARY KEY,
    content BLOB NOT NULL,
    expires TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX web_session_expires ON web_session (expires);
