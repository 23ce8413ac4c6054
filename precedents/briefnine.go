package precedents

import (
	"strings"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// nineInFull gives the table of the nine: each with its positions on the seat, the
// latest first, and how it had voted on seats before; not known where nothing is
// recorded.
func (b *briefing) nineInFull() []BriefPart {
	nine := b.nine()
	if len(nine.Members) == 0 {
		return nil
	}
	part := BriefPart{Kind: Table, Columns: []string{
		b.text("nine.column.member", nil), b.text("nine.column.position", nil), b.text("nine.column.votes", nil),
	}}
	session := string(SessionReference) + kindMark + nine.Session.String()
	for _, m := range nine.Members {
		rests := []string{session}
		var said []string
		for _, p := range b.positionsOf(m.Member) {
			said = append(said, b.text("nine.position", wording.Values{"stance": b.stance(p), "date": between(p.Date, p.Until)}))
			rests = append(rests, recordedWith(b.dispute.ID, p))
		}
		if len(said) == 0 {
			said = []string{b.language.Text(wording.NotKnown)}
		}
		name := m.Name
		if m.Chair == credentials.Yes {
			name = b.text("committee.chair", wording.Values{"member": m.Name})
		}
		part.Rows = append(part.Rows, BriefRow{Cells: []string{name, strings.Join(said, "; "), b.votesBefore(m.Member)}, Grounds: b.on(OnSource, rests...)})
	}
	return append(inParagraph(b.whoseNine(nine)), part)
}

// whoseNine says of which session the nine of the table are.
func (b *briefing) whoseNine(nine sittingNine) Statement {
	key := "nine.latest"
	switch {
	case nine.own:
		key = "nine.own"
	case nine.known:
		key = "nine.serving"
	}
	return b.say(OnSource, wording.Of(key, wording.Values{"session": b.brief.Session, "of": nine.Session}), "", string(SessionReference)+kindMark+nine.Session.String())
}

// votesBefore counts a Member's recorded votes on seats before the day: for whoever
// sat, for a change, and abstaining.
func (b *briefing) votesBefore(member string) string {
	frame := b.engine.book.Frame
	row := frame.VotesUnder(member)
	kept, changed, abstained := 0, 0, 0
	for i := range b.engine.book.RollCalls {
		vote := &b.engine.book.RollCalls[i]
		if vote.Motion == credentials.OtherMotion || vote.Date.Before(b.horizon()) != credentials.Yes {
			continue
		}
		for _, ballot := range vote.Ballots {
			if ballot.Member != row {
				continue
			}
			casting := Casting(ballot.Ballot)
			switch favoured(vote.YesFavours, casting) {
			case credentials.FavoursStatusQuo:
				kept++
			case credentials.FavoursChange:
				changed++
			}
			if casting == castAbstaining {
				abstained++
			}
		}
	}
	if kept+changed+abstained == 0 {
		return b.text("nine.no_votes", nil)
	}
	return b.text("nine.votes", wording.Values{"kept": kept, "changed": changed, "abstained": abstained})
}
