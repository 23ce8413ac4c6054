package db

import (
	"context"
	"strings"
	"time"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// Publish makes what the log of a meeting comes to the record: its minutes, the
// decisions in the disputes, the recorded votes and the reports, in one
// transaction, and gives the revision of the minutes that stands then. Publishing
// again what is published already changes nothing. A correction, which is any
// further version, needs a reason. What keeps the minutes from being published is
// a *credentials.Invalid with each fault at "item.field", or at "why".
func (s *Store) Publish(ctx context.Context, id, why, by string, now time.Time) (credentials.Revision, error) {
	if err := person(by); err != nil {
		return credentials.Revision{}, err
	}
	frame, err := s.Frame(ctx)
	if err != nil {
		return credentials.Revision{}, err
	}
	err = s.writing(ctx, func(c *change) error {
		published, stands, last, err := c.publication(id, frame)
		if err != nil {
			return err
		}
		why, what := strings.TrimSpace(why), "published"
		switch record := precedents.MeetingRecord(published.Minutes); {
		case stands.content == record.Content:
			return c.published(id, last)
		case stands.number > 0 && why == "":
			return &credentials.Invalid{Faults: []credentials.Fault{{
				Field: "why", What: "the minutes have been published, and this version corrects them", Mend: "say why",
			}}}
		case stands.number > 0:
			what = "corrected: " + why
		}
		for _, record := range published.Records() {
			said := what
			if record.Key != precedents.MeetingKey(id) {
				said = "from the minutes of " + id + ", " + what
			}
			if err := c.save(record, by, said, now); err != nil {
				return err
			}
		}
		return c.published(id, last)
	})
	if err != nil {
		return credentials.Revision{}, err
	}
	return s.latestOf(ctx, precedents.MeetingKey(id))
}

// published notes how much of a log the published minutes have in them.
func (c *change) published(id string, last int) error {
	if err := c.flush(); err != nil {
		return err
	}
	return c.exec(`UPDATE minutes SET published = ? WHERE id = ?`, last, id)
}

// publication says what publishing a meeting makes of the record as it stands,
// what is published of it now, and the number of the last entry of its log.
func (c *change) publication(id string, frame *precedents.Frame) (made precedents.Publication, stands current, last int, err error) {
	l, err := c.logging(id, frame)
	if err != nil {
		return made, stands, 0, err
	}
	// What keeps the minutes from being published, Publish says with all else.
	minutes, _ := l.log.Minutes()
	minutes.ID = id
	if stands, err = c.current(precedents.MeetingKey(id)); err != nil {
		return made, stands, 0, err
	}
	var before *credentials.Minutes
	if stands.content != "" {
		earlier, err := minutesOf(stands.content, id)
		if err != nil {
			return made, stands, 0, err
		}
		before = &earlier
	}
	var disputes []string
	for _, decision := range minutes.Decisions {
		disputes = append(disputes, decision.Dispute)
	}
	around, err := c.aroundMeeting(frame, disputes)
	if err != nil {
		return made, stands, 0, err
	}
	made, err = around.Publish(minutes, before)
	return made, stands, l.log.Len(), err
}

// save makes a record's content its next revision, unless it is what stands. A
// record without content is taken out.
func (c *change) save(record precedents.Record, by, what string, now time.Time) error {
	stands, err := c.current(record.Key)
	if err != nil || stands.content == record.Content {
		return err
	}
	if record.Content == "" {
		if err := c.remove(record.Key); err != nil {
			return err
		}
		return c.add(revisions, record.Key, stands.number+1, by, stamp(now), what, "")
	}
	library, err := precedents.ParseRecord(record)
	if err != nil {
		return err
	}
	return c.revise(record, library, stands.number, by, what, now)
}
