package db

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// EditDispute applies an edit to a dispute as it stands and makes the result its
// next revision, all in one transaction, so that of two edits at the same moment
// the second is held against what the first has made. what says in a clause what
// was done; empty, the edit's own words stand there. An edit that changes nothing
// makes no revision, and the one that stands comes back.
//
// A field that somebody else has changed in between is a *credentials.Conflict
// that names every such field in both versions, with who changed it and when. A
// fault of the dispute, by itself or against the record around it, is a
// *credentials.Invalid by the fields' paths; a dispute that is not there is a
// *credentials.NotFound.
func (s *Store) EditDispute(ctx context.Context, id string, edit credentials.Edit, what string, now time.Time) (credentials.Revision, error) {
	if err := person(edit.By); err != nil {
		return credentials.Revision{}, err
	}
	if what == "" {
		what = edit.What()
	}
	key := precedents.DisputeKey(id)
	err := s.writing(ctx, func(c *change) error {
		stands, err := c.current(key)
		switch {
		case err != nil:
			return err
		case stands.content == "":
			return &credentials.NotFound{Kind: "dispute", ID: id}
		}
		before, err := disputeOf(precedents.Record{Key: key, Content: stands.content})
		if err != nil {
			return err
		}
		after, err := edit.Apply(*before)
		if conflict, ok := errors.AsType[*credentials.Conflict](err); ok {
			conflict.Number = stands.number
			return conflict
		}
		if err != nil {
			return err
		}
		return s.reviseDispute(ctx, c, &after, stands, edit.By, what, now)
	})
	if conflict, ok := errors.AsType[*credentials.Conflict](err); ok && len(conflict.Fields) > 0 {
		return credentials.Revision{}, errors.Join(s.whoChanged(ctx, conflict), conflict)
	}
	if err != nil {
		return credentials.Revision{}, err
	}
	return s.latestOf(ctx, key)
}

// OpenDispute brings in a new dispute. The same dispute opened twice, by a form
// that was sent twice, is opened once; another under the same id is a
// *credentials.Conflict. One that was deleted can be opened anew.
func (s *Store) OpenDispute(ctx context.Context, d credentials.Dispute, by, what string, now time.Time) (credentials.Revision, error) {
	if err := person(by); err != nil {
		return credentials.Revision{}, err
	}
	key := precedents.DisputeKey(d.ID)
	err := s.writing(ctx, func(c *change) error {
		stands, err := c.current(key)
		switch {
		case err != nil:
			return err
		case stands.content != "" && stands.content != precedents.DisputeRecord(d).Content:
			return &credentials.Conflict{Record: key, Number: stands.number}
		}
		return s.reviseDispute(ctx, c, &d, stands, by, what, now)
	})
	if err != nil {
		return credentials.Revision{}, err
	}
	return s.latestOf(ctx, key)
}

// reviseDispute makes a dispute the next revision of its record, unless it is
// what stands.
func (s *Store) reviseDispute(ctx context.Context, c *change, d *credentials.Dispute, stands current, by, what string, now time.Time) error {
	record := precedents.DisputeRecord(*d)
	if record.Content == stands.content {
		return nil
	}
	if err := d.Validate(); err != nil {
		return err
	}
	frame, err := s.Frame(ctx)
	if err != nil {
		return err
	}
	others, err := all(ctx, c, single[string], `SELECT id FROM dispute`)
	if err != nil {
		return err
	}
	if err := precedents.CheckDispute(frame, d, append(others, d.ID), credentials.DayOf(now.UTC())); err != nil {
		return err
	}
	library, err := precedents.ParseRecord(record)
	if err != nil {
		return err
	}
	return c.revise(record, library, stands.number, by, what, now)
}

// disputeOf reads the dispute of a record.
func disputeOf(record precedents.Record) (*credentials.Dispute, error) {
	library, err := precedents.ParseRecord(record)
	if err != nil {
		return nil, err
	}
	return &library.Disputes[0], nil
}

// whoChanged finds for each field of a conflict a revision in which it came to
// hold what it held at the conflict, by halving: each step reads one revision.
func (s *Store) whoChanged(ctx context.Context, conflict *credentials.Conflict) error {
	read := map[int]credentials.Revision{}
	disputes := map[int]*credentials.Dispute{}
	at := func(number int) error {
		if _, ok := read[number]; ok {
			return nil
		}
		revision, err := s.revision(ctx, conflict.Record, number)
		if err == nil && revision.Content != "" {
			disputes[number], err = disputeOf(precedents.Record{Key: conflict.Record, Content: revision.Content})
		}
		read[number] = revision
		return err
	}
	for i := range conflict.Fields {
		field := &conflict.Fields[i]
		// The field does not hold it before the first revision, and does at the last.
		not, does := 0, conflict.Number
		for does-not > 1 {
			middle := (not + does) / 2
			if err := at(middle); err != nil {
				return err
			}
			text, ok := "", false
			if d := disputes[middle]; d != nil {
				text, ok = d.Field(field.Field)
			}
			if ok && text == field.Theirs {
				does = middle
			} else {
				not = middle
			}
		}
		if err := at(does); err != nil {
			return err
		}
		field.By, field.At = read[does].By, read[does].At
	}
	return nil
}

// revision gives one revision of a record.
func (s *Store) revision(ctx context.Context, record string, number int) (credentials.Revision, error) {
	revision, ok, err := first(ctx, s.readers, revisionColumns,
		`SELECT record, number, by, at, what, content FROM revision WHERE record = ? AND number = ?`, record, number)
	if err == nil && !ok {
		err = &credentials.NotFound{Kind: "revision", ID: record + ", " + strconv.Itoa(number)}
	}
	return revision, err
}

// Delete takes a dispute, a recorded vote or a meeting out of the record by a revision
// without content, from which Restore brings it back. expected is the revision
// the editor saw; if another has come in between, the error is a
// *credentials.Conflict. What something else refers to cannot be deleted, which
// is a *credentials.Invalid that names it. What is deleted already stays so.
func (s *Store) Delete(ctx context.Context, record string, expected int, by, what string, now time.Time) error {
	if err := person(by); err != nil {
		return err
	}
	return s.writing(ctx, func(c *change) error {
		stands, err := c.current(record)
		switch {
		case err != nil:
			return err
		case stands.number == 0:
			return &credentials.NotFound{Kind: "record", ID: record}
		case stands.content == "":
			return nil
		case stands.number != expected:
			return &credentials.Conflict{Record: record, Number: expected}
		}
		if err := c.remove(record); err != nil {
			return err
		}
		return c.number(record, stands.number+1, by, what, "", now)
	})
}

// remove takes what was drawn from a record out of the tables.
func (c *change) remove(record string) error {
	kind, id, _ := strings.Cut(record, "/")
	if err := c.clear(record); err != nil {
		return err
	}
	c.documents = true
	switch kind {
	case "dispute":
		referring, err := c.meetingsNaming(func(m *credentials.Minutes) bool { return slices.Contains(m.Disputes(), id) })
		if err != nil {
			return err
		}
		others, err := all(c.ctx, c, single[string], `
			SELECT 'the recorded vote ' || id FROM rollcall WHERE dispute = ?1
			UNION ALL SELECT 'the dispute ' || dispute FROM see_also WHERE other = ?1`, id)
		if err != nil {
			return err
		}
		if err := refersTo(append(others, referring...)); err != nil {
			return err
		}
		if err := c.clearDispute(id); err != nil {
			return err
		}
		return c.exec(`DELETE FROM dispute WHERE id = ?`, id)
	case "rollcall":
		referring, err := c.meetingsNaming(func(m *credentials.Minutes) bool { return slices.Contains(m.Meeting().RollCalls, id) })
		if err != nil {
			return err
		}
		if err := refersTo(referring); err != nil {
			return err
		}
		if err := c.exec(`DELETE FROM ballot WHERE rollcall = ?`, id); err != nil {
			return err
		}
		return c.exec(`DELETE FROM rollcall WHERE id = ?`, id)
	case "meeting":
		return c.exec(`DELETE FROM meeting WHERE id = ?`, id)
	case "reports":
		return c.exec(`DELETE FROM report WHERE session = ?`, id)
	}
	return credentials.Invalidf("", "a record of this kind cannot be deleted")
}

// refersTo refuses a deletion because of what names the thing.
func refersTo(referring []string) error {
	if len(referring) == 0 {
		return nil
	}
	return credentials.Invalidf("", "%s refers to it", strings.Join(referring, ", "))
}

// Restore makes an earlier revision the next one. expected is the revision the
// editor saw. The record around it may have changed since: a reference that leads
// nowhere any more is a *credentials.Invalid. A revision without content deletes.
func (s *Store) Restore(ctx context.Context, record string, number, expected int, by string, now time.Time) error {
	what := "restored revision " + strconv.Itoa(number)
	revision, err := s.revision(ctx, record, number)
	switch {
	case err != nil:
		return err
	case revision.Content == "":
		return s.Delete(ctx, record, expected, by, what, now)
	}
	_, err = s.Save(ctx, precedents.Record{Key: record, Content: revision.Content}, expected, by, what, now)
	return err
}
