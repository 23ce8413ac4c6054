package views

import (
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// pastedVotes is the vote on a motion of a meeting as a pasted text gives it,
// before somebody accepts it.
type pastedVotes struct {
	*rollSheet
	votes *votesPage
	// strangers are Members that the text names and that do not vote here.
	strangers []string
}

// pasteVotes reads a pasted vote onto the keypad of a motion, and logs it once
// somebody has looked at every name.
func (p *pages) pasteVotes(c echo.Context) (answer, error) {
	f, err := readForm(c, "text")
	if err != nil {
		return answer{}, err
	}
	view, err := p.votesOf(c.Request().Context(), c.Param("id"), c.Param("motion"))
	if err != nil {
		return answer{}, err
	}
	frame, err := p.store.Frame(c.Request().Context())
	if err != nil {
		return answer{}, err
	}
	s := &rollSheet{
		form: f, action: link.PasteVotes(view.id, view.motion.ID), title: "A pasted vote", frame: frame, day: view.minutes.Date, text: f.values.Get("text"),
	}
	paste := &pastedVotes{rollSheet: s, votes: view}
	step, which, _ := strings.Cut(f.value("step"), ":")
	s.read(which)
	reading := s.reading()
	switch {
	case reading == nil:
		view.form = f
		found := view.answer()
		return f.refused(found.page, found.body), nil
	case step != keepStep:
		s.take(reading)
	default:
		s.settle(reading)
	}
	paste.fill()
	if step == keepStep && !s.faulty() {
		return p.logPasted(c, paste)
	}
	return paste.answer(), nil
}

// fill puts the ballots of the form onto the motion's own keypad: a Member that
// the text does not name keeps the vote that it has.
func (v *pastedVotes) fill() {
	ballots := v.ballots()
	v.rows = v.votes.rows
	for i := range v.rows {
		row := &v.rows[i]
		if ballot, ok := ballots[row.Member]; ok {
			row.Ballot = ballot
		} else if _, sent := v.values[ballotPrefix+row.Member]; sent {
			row.Ballot = ""
		}
		delete(ballots, row.Member)
		if was, sent := v.values[wasField+ballotPrefix+row.Member]; sent {
			seen := credentials.Ballot(was[0])
			row.Was = &seen
		}
	}
	for code := range ballots {
		v.strangers = append(v.strangers, v.nameOf(code))
	}
	slices.Sort(v.strangers)
	v.mark()
}

func (v *pastedVotes) answer() answer {
	page := v.votes.answer().page
	page.Title = v.title
	page.Crumbs = append(page.Crumbs, ui.Crumb{Label: "Votes on a motion", Address: link.MotionVotes(v.votes.id, v.votes.motion.ID)})
	if v.faulty() {
		return v.refused(page, pastedVotesView(v))
	}
	return answer{page: page, body: pastedVotesView(v), data: v.reading()}
}

// logPasted hands the accepted votes in, and the announced totals with them.
func (p *pages) logPasted(c echo.Context, v *pastedVotes) (answer, error) {
	entries := v.entries()
	if v.faulty() {
		return v.answer(), nil
	}
	then := answer{seeOther: link.MotionVotes(v.votes.id, v.votes.motion.ID), notice: "The pasted vote is logged."}
	return p.logForm(c, v.form, entries, then, func() (answer, error) { return v.answer(), nil })
}

// entries are the votes that differ from what was logged, and the totals.
func (v *pastedVotes) entries() []credentials.MinutesEntry {
	motion := v.votes.motion
	var entries []credentials.MinutesEntry
	for _, row := range v.rows {
		if *row.Was == row.Ballot {
			continue
		}
		entries = append(entries, credentials.MinutesEntry{
			Key:  hashed(v.value("key"), motion.ID, row.Member, string(row.Ballot), string(*row.Was)),
			Item: credentials.BallotItemID(motion.ID, row.Member), Kind: credentials.BallotItem,
			Set: map[string]string{"vote": string(row.Ballot)}, Was: map[string]string{"vote": string(*row.Was)},
		})
	}
	totals := credentials.MinutesEntry{
		Item: motion.ID, Kind: credentials.MotionItem, Set: map[string]string{}, Was: map[string]string{}, Key: hashed(v.value("key"), motion.ID, "totals"),
	}
	for _, field := range []struct {
		name, key string
		stands    credentials.Count
	}{
		{"printed_yes", "announced_for", motion.Announced.For},
		{"printed_no", "announced_against", motion.Announced.Against},
		{"printed_abstain", "announced_abstaining", motion.Announced.Abstaining},
	} {
		n := parsedField(v.form, field.name, credentials.ParseCount)
		if n.Known() && n != field.stands {
			totals.Set[field.key], totals.Was[field.key] = figure(n), figure(field.stands)
			totals.Key = hashed(totals.Key, field.key, figure(n))
		}
	}
	if len(totals.Set) > 0 {
		entries = append(entries, totals)
	}
	return entries
}
