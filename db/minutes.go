package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

var (
	minutesLogs    = tableOf("minutes", "id key opened_by opened_at published", "")
	minutesEntries = tableOf("minutes_entry", "meeting number key item kind fields was by at said", "")
	meetings       = tableOf("meeting", "id body session day number presiding report_due", "")
)

// secondMeetings is how many meetings of one body can be logged of a day.
const secondMeetings = 99

// OpenMinutes begins the log of a meeting with an entry of its item, and gives
// the meeting's id. Opened again under the same key it gives the id of the first
// time; a key under which another meeting was opened is a *credentials.Invalid at
// the fields that differ. What the entry says must hold against the record: see
// Enter.
func (s *Store) OpenMinutes(ctx context.Context, opening credentials.MinutesEntry, now time.Time) (id string, err error) {
	if err := person(opening.By); err != nil {
		return "", err
	}
	frame, err := s.Frame(ctx)
	if err != nil {
		return "", err
	}
	err = s.writing(ctx, func(c *change) error {
		opened, ok, err := first(ctx, c, single[string], `SELECT id FROM minutes WHERE key = ?`, opening.Key)
		if err != nil {
			return err
		}
		if ok {
			id = opened
			return c.openedBy(opening, id)
		}
		body := credentials.Body(opening.Set["body"])
		day, _ := credentials.ParseDate(opening.Set["date"])
		held, _ := credentials.ParseSession(opening.Set["session"])
		if id, err = c.freeMeeting(body, held, day); err != nil {
			return err
		}
		l := logging{change: c, id: id, frame: frame, log: &credentials.Log{}}
		taken, err := l.enter(opening, opening.By, now)
		if err != nil {
			return err
		}
		if _, err := l.log.Minutes(); err != nil {
			return err
		}
		if err := c.add(minutesLogs, id, opening.Key, opening.By, stamp(now), 0); err != nil {
			return err
		}
		return c.putMinutesEntry(id, taken)
	})
	return id, err
}

// openedBy refuses an opening that is not the one with which a log began.
func (c *change) openedBy(opening credentials.MinutesEntry, id string) error {
	entries, err := readMinutesEntries(c.ctx, c, id, 0)
	if err != nil {
		return err
	}
	began := entries[0].Set
	fields := slices.AppendSeq(slices.Collect(maps.Keys(opening.Set)), maps.Keys(began))
	slices.Sort(fields)
	var refused credentials.Invalid
	for _, field := range slices.Compact(fields) {
		if opening.Set[field] == began[field] {
			continue
		}
		what := fmt.Sprintf("this form has opened the log of %s, which says %q here", id, began[field])
		if began[field] == "" {
			what = fmt.Sprintf("this form has opened the log of %s, which says nothing here", id)
		}
		refused.Faults = append(refused.Faults, credentials.Fault{
			Field: field, What: what, Mend: "go on at the desk of that meeting, or open this page anew to log another one",
		})
	}
	if len(refused.Faults) > 0 {
		return &refused
	}
	return nil
}

// freeMeeting gives the id of the next meeting of a body on a day.
func (c *change) freeMeeting(body credentials.Body, held credentials.Session, day credentials.Date) (string, error) {
	for number := 1; number <= secondMeetings; number++ {
		id := credentials.MinutesID(body, held, day, number)
		taken, err := one[int](c.ctx, c, `SELECT (SELECT count(*) FROM minutes WHERE id = ?1) + (SELECT count(*) FROM revision WHERE record = ?2)`,
			id, precedents.MeetingKey(id))
		if err != nil || taken == 0 {
			return id, err
		}
	}
	return "", credentials.Invalidf("date", "there are too many meetings of that day")
}

// Enter takes entries into the log of a meeting, in their order and in one
// transaction, and says what became of each: its number, a *credentials.Conflict
// over fields that somebody else has changed, or a *credentials.Invalid. An entry
// that came in before under its key keeps its number. A meeting that has no log is
// a *credentials.NotFound.
func (s *Store) Enter(ctx context.Context, id string, entries []credentials.MinutesEntry, by string, now time.Time) (taken []credentials.EntryTaken, err error) {
	if err := person(by); err != nil {
		return nil, err
	}
	frame, err := s.Frame(ctx)
	if err != nil {
		return nil, err
	}
	err = s.writing(ctx, func(c *change) error {
		taken = make([]credentials.EntryTaken, 0, len(entries))
		l, err := c.logging(id, frame)
		if err != nil {
			return err
		}
		for _, entry := range entries {
			one, err := l.take(entry, by, now)
			if err != nil {
				return err
			}
			taken = append(taken, one)
		}
		return nil
	})
	return taken, err
}

// logging is a log that entries are being taken into.
type logging struct {
	*change
	id    string
	frame *precedents.Frame
	log   *credentials.Log
	// around is the record around the meeting with the disputes that were named so
	// far.
	around   precedents.Around
	disputes map[string]bool
}

// logging opens the log of a meeting. One whose minutes came in with an import
// begins with what they say.
func (c *change) logging(id string, frame *precedents.Frame) (*logging, error) {
	entries, err := readMinutesEntries(c.ctx, c, id, 0)
	if err != nil {
		return nil, err
	}
	l := &logging{change: c, id: id, frame: frame}
	if len(entries) == 0 {
		entries, err = minutesAsEntries(c.ctx, c, id)
		if err != nil {
			return nil, err
		}
		if err := c.add(minutesLogs, id, "imported-"+id, entries[0].By, stamp(entries[0].At), len(entries)); err != nil {
			return nil, err
		}
		for _, entry := range entries {
			if err := c.putMinutesEntry(id, entry); err != nil {
				return nil, err
			}
		}
	}
	l.log = credentials.LogOf(entries)
	return l, nil
}

// minutesAsEntries gives published minutes as the entries of a log, with the
// recorded votes that were logged at the meeting.
func minutesAsEntries(ctx context.Context, q querier, id string) ([]credentials.MinutesEntry, error) {
	revision, ok, err := first(ctx, q, revisionColumns,
		`SELECT record, number, by, at, what, content FROM revision WHERE record = ? ORDER BY number DESC LIMIT 1`, precedents.MeetingKey(id))
	if err != nil {
		return nil, err
	}
	if !ok || revision.Content == "" {
		return nil, &credentials.NotFound{Kind: "log of a meeting", ID: id}
	}
	minutes, err := minutesOf(revision.Content, id)
	if err != nil {
		return nil, err
	}
	for i := range minutes.Motions {
		motion := &minutes.Motions[i]
		if motion.RollCall != minutes.RollCallID(motion) || len(motion.Ballots) > 0 {
			continue
		}
		// The votes that were logged here became a record of their own.
		if motion.Ballots, err = readBallots(ctx, q, motion.RollCall); err != nil {
			return nil, err
		}
	}
	entries := minutes.Entries()
	for i := range entries {
		entries[i].By, entries[i].At = revision.By, revision.At
	}
	return entries, nil
}

func minutesOf(content, id string) (credentials.Minutes, error) {
	library, err := precedents.ParseRecord(precedents.Record{Key: precedents.MeetingKey(id), Content: content})
	if err != nil {
		return credentials.Minutes{}, err
	}
	minutes, _ := library.MinutesOf(id)
	return *minutes, nil
}

// logFollows brings the log of a meeting to the minutes that a revision of its
// record states, so that the desk goes on from what is published. A meeting
// without a log gets one when it is first logged.
func (c *change) logFollows(key string, library *precedents.Library, number int, by string, now time.Time) error {
	id, ok := strings.CutPrefix(key, "meeting/")
	if !ok {
		return nil
	}
	entries, err := readMinutesEntries(c.ctx, c, id, 0)
	if err != nil || len(entries) == 0 {
		return err
	}
	minutes, _ := library.MinutesOf(id)
	log := credentials.LogOf(entries)
	for _, entry := range log.Towards(minutes, fmt.Sprintf("version-%d", number)) {
		entry.By, entry.At = by, now.UTC()
		taken, _, err := log.Apply(entry)
		if err != nil {
			return err
		}
		if err := c.putMinutesEntry(id, taken); err != nil {
			return err
		}
	}
	return c.published(id, log.Len())
}

// take takes an entry, or says why not; err is of the store alone.
func (l *logging) take(entry credentials.MinutesEntry, by string, now time.Time) (credentials.EntryTaken, error) {
	number := l.log.Len()
	taken, err := l.enter(entry, by, now)
	switch {
	case err == nil && taken.Number > number:
		if err := l.putMinutesEntry(l.id, taken); err != nil {
			return credentials.EntryTaken{}, err
		}
	case err == nil:
	case isRefusal(err):
		return credentials.EntryTaken{Key: entry.Key, Refusal: err}, nil
	default:
		return credentials.EntryTaken{}, err
	}
	return credentials.EntryTaken{Key: entry.Key, Number: taken.Number}, nil
}

func isRefusal(err error) bool {
	_, invalid := errors.AsType[*credentials.Invalid](err)
	_, conflict := errors.AsType[*credentials.Conflict](err)
	return invalid || conflict
}

// enter takes an entry into the log as it stands in memory, if it holds against
// the record around the meeting.
func (l *logging) enter(entry credentials.MinutesEntry, by string, now time.Time) (credentials.MinutesEntry, error) {
	entry.By, entry.At = by, now.UTC()
	if entry.Validate() == nil && !l.log.Has(entry.Key) {
		if err := l.look(entry); err != nil {
			return entry, err
		}
		if err := l.around.Entry(l.log, entry, credentials.DayOf(now.UTC())); err != nil {
			return entry, err
		}
	}
	taken, _, err := l.log.Apply(entry)
	return taken, err
}

// look reads the disputes that the log and the entry name, unless they have been
// read.
func (l *logging) look(entry credentials.MinutesEntry) error {
	fresh := l.disputes == nil
	if fresh {
		l.disputes = map[string]bool{}
	}
	name := func(id string) {
		if id != "" && !l.disputes[id] {
			l.disputes[id], fresh = true, true
		}
	}
	name(entry.Set["dispute"])
	for _, kind := range []credentials.ItemKind{credentials.SeatItem, credentials.StatementItem, credentials.MotionItem, credentials.DecisionItem} {
		for _, item := range l.log.Items(kind) {
			name(item.Value("dispute"))
		}
	}
	if vote := entry.Set["rollcall"]; vote != "" {
		fresh = true
	}
	if !fresh {
		return nil
	}
	var err error
	l.around, err = l.aroundMeeting(l.frame, slices.Sorted(maps.Keys(l.disputes)), entry.Set["rollcall"])
	return err
}

// aroundMeeting gives the record around a meeting with some of its disputes and
// recorded votes.
func (c *change) aroundMeeting(frame *precedents.Frame, ids []string, votes ...string) (precedents.Around, error) {
	var list []credentials.Dispute
	for _, id := range ids {
		found, err := readDisputes(c.ctx, c, `dispute = ?`, id)
		if err != nil {
			return precedents.Around{}, err
		}
		list = append(list, found...)
	}
	var named []credentials.RollCall
	for _, vote := range votes {
		there, err := one[int](c.ctx, c, `SELECT count(*) FROM rollcall WHERE id = ?`, vote)
		if err != nil {
			return precedents.Around{}, err
		}
		if there > 0 {
			named = append(named, credentials.RollCall{ID: vote})
		}
	}
	return precedents.AroundMeeting(frame, list, named), nil
}

func (c *change) putMinutesEntry(id string, e credentials.MinutesEntry) error {
	fields, err := json.Marshal(e.Set)
	if err != nil {
		return err
	}
	was, err := json.Marshal(e.Was)
	if err != nil {
		return err
	}
	var said any
	if !e.Said.IsZero() {
		said = stamp(e.Said)
	}
	return c.add(minutesEntries, id, e.Number, e.Key, e.Item, string(e.Kind), string(fields), string(was), e.By, stamp(e.At), said)
}

// MinutesEntries gives the entries of a meeting's log after a number, in their
// order; 0 stands for all of them. A meeting without a log is a
// *credentials.NotFound; one whose minutes came in with an import has what they
// say for a log.
func (s *Store) MinutesEntries(ctx context.Context, id string, after int) ([]credentials.MinutesEntry, error) {
	entries, err := readMinutesEntries(ctx, s.readers, id, after)
	if err != nil || len(entries) > 0 {
		return entries, err
	}
	there, err := one[int](ctx, s.readers, `SELECT count(*) FROM minutes WHERE id = ?`, id)
	if err != nil || there > 0 {
		return nil, err
	}
	entries, err = minutesAsEntries(ctx, s.readers, id)
	if err != nil {
		return nil, err
	}
	return entries[min(max(after, 0), len(entries)):], nil
}

func readMinutesEntries(ctx context.Context, q querier, id string, after int) ([]credentials.MinutesEntry, error) {
	return all(ctx, q, func(e *credentials.MinutesEntry) []any {
		return []any{&e.Number, &e.Key, &e.Item, text(&e.Kind), fields(&e.Set), fields(&e.Was), &e.By, instant(&e.At), said(&e.Said)}
	}, `SELECT number, key, item, kind, fields, was, by, at, said FROM minutes_entry WHERE meeting = ? AND number > ? ORDER BY number`, id, after)
}

func fields(into *map[string]string) sql.Scanner {
	return scanner(func(src any) error {
		value, err := textOf(src)
		if err != nil {
			return err
		}
		return json.Unmarshal([]byte(value), into)
	})
}

// said reads an instant that may be not known.
func said(into *time.Time) sql.Scanner {
	return scanner(func(src any) error {
		if src == nil {
			return nil
		}
		return instant(into).Scan(src)
	})
}

// Drafts gives the logs of meetings with changes that are not published, the
// latest change first.
func (s *Store) Drafts(ctx context.Context) ([]precedents.DraftRow, error) {
	return all(ctx, s.readers, func(d *precedents.DraftRow) []any {
		return []any{&d.ID, &d.OpenedBy, instant(&d.Changed), &d.ChangedBy, &d.Entries, &d.Published}
	}, `
		SELECT m.id, m.opened_by, e.at, e.by, e.number, m.published > 0
		FROM minutes AS m JOIN minutes_entry AS e ON e.meeting = m.id
			AND e.number = (SELECT max(number) FROM minutes_entry AS later WHERE later.meeting = m.id)
		WHERE e.number > m.published
		ORDER BY e.at DESC, m.id`)
}

// Minutes gives the published minutes of a meeting as they stand. A meeting of
// which nothing is published is a *credentials.NotFound.
func (s *Store) Minutes(ctx context.Context, id string) (credentials.Minutes, error) {
	content, err := one[string](ctx, s.readers, `SELECT content FROM revision WHERE record = ? ORDER BY number DESC LIMIT 1`, precedents.MeetingKey(id))
	if err == nil && content == "" {
		err = &credentials.NotFound{Kind: "meeting", ID: id}
	}
	if err != nil {
		return credentials.Minutes{}, err
	}
	return minutesOf(content, id)
}

// MeetingsLogged gives the meetings of which minutes are published: those of a
// session, or all of them for the zero Session, by day.
func (s *Store) MeetingsLogged(ctx context.Context, session credentials.Session) ([]precedents.MeetingRow, error) {
	return all(ctx, s.readers, meetingRow, `SELECT id, body, session, day, number, presiding, report_due FROM meeting
		WHERE ?1 = '' OR session = ?1 ORDER BY day, id`, session.String())
}

func meetingRow(m *precedents.MeetingRow) []any {
	return []any{&m.ID, text(&m.Body), session(&m.Session), date(&m.Date), &m.Number, &m.Presiding, boolean(&m.ReportDue)}
}

// putMinutes draws the list of meetings from published minutes.
func (c *change) putMinutes(m *credentials.Minutes, fresh bool) error {
	if !fresh {
		if err := c.exec(`DELETE FROM meeting WHERE id = ?`, m.ID); err != nil {
			return err
		}
	}
	return c.add(meetings, m.ID, string(m.Body), m.Session.String(), m.Date.String(), m.Number, m.Presiding, credentials.TruthOf(m.ReportDue()).Code())
}

// meetingsNaming says of which meetings the published minutes name something.
func (c *change) meetingsNaming(names func(*credentials.Minutes) bool) ([]string, error) {
	var naming []string
	for minutes, err := range eachMinutes(c.ctx, c.tx) {
		if err != nil {
			return nil, err
		}
		if names(&minutes) {
			naming = append(naming, "the meeting "+minutes.ID)
		}
	}
	return naming, nil
}

// checkNamed refuses minutes that name a dispute or a recorded vote that is not in
// the record any more.
func (c *change) checkNamed(m *credentials.Minutes) error {
	for _, named := range []struct {
		what, count string
		ids         []string
	}{
		{"dispute", `SELECT count(*) FROM dispute WHERE id = ?`, m.Disputes()},
		{"recorded vote", `SELECT count(*) FROM rollcall WHERE id = ?`, m.Meeting().RollCalls},
	} {
		for _, id := range named.ids {
			there, err := one[int](c.ctx, c, named.count, id)
			if err != nil {
				return err
			}
			if there == 0 {
				return credentials.Invalidf("", "it names the %s %s, which is out of the record; restore that first", named.what, id)
			}
		}
	}
	return nil
}

// eachMinutes gives the minutes of every meeting by id.
func eachMinutes(ctx context.Context, tx *sql.Tx) iter.Seq2[credentials.Minutes, error] {
	return func(yield func(credentials.Minutes, error) bool) {
		ids, err := all(ctx, tx, single[string], `SELECT id FROM meeting ORDER BY id`)
		if err != nil {
			yield(credentials.Minutes{}, err)
			return
		}
		for _, id := range ids {
			content, err := contentOf(ctx, tx, precedents.MeetingKey(id))
			if err != nil {
				yield(credentials.Minutes{}, err)
				return
			}
			if minutes, err := minutesOf(content, id); !yield(minutes, err) || err != nil {
				return
			}
		}
	}
}
