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
		if err := c.keepCorrected(&published, id); err != nil {
			return err
		}
		why, what := strings.TrimSpace(why), "published"
		switch record := precedents.MeetingRecord(published.Minutes); {
		case stands.content == record.Content && len(published.RollCalls) == 0:
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
				said = fromMinutes(id) + what
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

// fromMinutes begins what is said of a revision that came of a meeting's minutes.
func fromMinutes(id string) string { return "from the minutes of " + id + ", " }

// keepCorrected leaves in a publication only the recorded votes that it changes.
// One of which the minutes say what they said before stays as it was corrected on
// its own page; one that was corrected both there and here is a
// *credentials.Invalid.
func (c *change) keepCorrected(published *precedents.Publication, id string) error {
	var votes []credentials.RollCall
	var refused credentials.Invalid
	for i := range published.RollCalls {
		record := precedents.RollCallRecord(&published.RollCalls[i])
		before, ok, err := first(c.ctx, c, single[string],
			`SELECT content FROM revision WHERE record = ?1 AND substr(what, 1, length(?2)) = ?2 ORDER BY number DESC LIMIT 1`, record.Key, fromMinutes(id))
		if err != nil {
			return err
		}
		stands, err := c.current(record.Key)
		switch {
		case err != nil:
			return err
		case stands.content == record.Content:
		case !ok || stands.content == before:
			votes = append(votes, published.RollCalls[i])
		case before != record.Content:
			refused.Faults = append(refused.Faults, credentials.Fault{
				Field: published.Minutes.MotionOf(published.RollCalls[i].ID) + ".state",
				What:  "the recorded vote was corrected on its own page since, and is corrected here too",
				Mend:  "correct it on its own page only, and put the motion and its votes back here as they were published",
			})
		}
	}
	published.RollCalls = votes
	if len(refused.Faults) > 0 {
		return &refused
	}
	return nil
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
		return c.number(record.Key, stands.number+1, by, what, "", now)
	}
	library, err := precedents.ParseRecord(record)
	if err != nil {
		return err
	}
	return c.revise(record, library, stands.number, by, what, now)
}
