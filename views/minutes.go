package views

import (
	"fmt"
	"strings"
	"time"

	"github.com/a-h/templ"

	"seatwatch/credentials"
	"seatwatch/precedents"
	"seatwatch/views/ui"
)

// minutesPage is published minutes with their versions.
type minutesPage struct {
	credentials.Minutes
	frame    *precedents.Frame
	disputes []credentials.Dispute
	versions []credentials.Revision
}

func (m minutesPage) nameOf(code string) string { return m.frame.NameOn(code, m.Date) }

func (m minutesPage) claimant(dispute, id string) string {
	for i := range m.disputes {
		if m.disputes[i].ID == dispute {
			return m.disputes[i].ClaimantName(id)
		}
	}
	return id
}

// ballotWords lists the votes of a small body by how they went.
func (m minutesPage) ballotWords(motion *credentials.MovedMotion) string {
	var lists []string
	for _, ballot := range credentials.Ballots.Terms {
		var names []string
		for _, vote := range motion.Ballots {
			if vote.Ballot == ballot.Code {
				names = append(names, m.nameOf(vote.Member))
			}
		}
		if len(names) > 0 {
			lists = append(lists, capital(ballot.Label)+": "+strings.Join(names, ", ")+".")
		}
	}
	return strings.Join(lists, " ")
}

// methodWords says how a motion was decided, with its totals.
func methodWords(m *credentials.MovedMotion) string {
	words := credentials.VoteMethods.Label(m.Method)
	tally := m.Announced
	if tally == (credentials.Tally{}) && len(m.Ballots) > 0 {
		tally = m.Counted()
	}
	if tally != (credentials.Tally{}) {
		words += fmt.Sprintf(", %s", tally)
	}
	return words
}

// stampWords is a moment as a page tells it.
func stampWords(at time.Time) string {
	return credentials.DayOf(at.UTC()).Words() + ", " + clockWords(at)
}

func clockWords(at time.Time) string { return at.UTC().Format("15:04") + " UTC" }

func hasOption(options []ui.Option, value string) bool {
	for _, option := range options {
		if option.Value == value {
			return true
		}
	}
	return false
}

// attributes are those that every field of the desk has.
func (f deskForm) attributes(field deskField) templ.Attributes {
	a := templ.Attributes{"id": f.id(field), "name": field.Name}
	if described := f.described(field); described != "" {
		a["aria-describedby"] = described
	}
	if len(field.Faults) > 0 {
		a["aria-invalid"] = "true"
	}
	return a
}
