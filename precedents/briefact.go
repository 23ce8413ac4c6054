package precedents

import (
	"cmp"
	"maps"
	"strings"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// decided says what a decision did and how, naming authorities as its documents
// do: "the decision was deferred and Islamic State of Afghanistan went on sitting,
// without a vote".
func (b *briefing) decided(d *credentials.Dispute, x *credentials.Decision) wording.Sentence {
	key, who := "act."+string(x.Outcome), x.Seated
	switch {
	case !x.Acted():
		key = "act.none"
	case x.Outcome == credentials.Accepted && x.Challenge == credentials.AgendaItem:
		key = itemKey(x)
	case x.Outcome == credentials.Rejected && x.Seated == credentials.Vacant:
		key, who = "act.rejected.vacant", seatedBefore(d, x)
	}
	with := wording.Values{"who": calledIn(d, who)}
	if who == "" {
		with["who"] = wording.NotKnown
	}
	did := wording.Of(key, with)
	return b.manner(did, d, x)
}

// itemKey gives the template for what the Assembly decided under an item of its own,
// by whether the delegation had held the seat; where that is not known, it says no
// more than that it was accepted.
func itemKey(x *credentials.Decision) string {
	standing := x.Facts[x.Accepted]
	switch standing.Get(credentials.HoldsSeat) {
	case holdsSeat:
		return "act.item.kept"
	case holdsNoSeat:
		return "act.item.changed"
	}
	return "act.accepted"
}

// manner adds to what was done whether there was a vote, as far as it is known. What
// was put to the vote can have been an amendment or a motion for the other side, so
// the figures stand apart.
func (b *briefing) manner(did wording.Sentence, d *credentials.Dispute, x *credentials.Decision) wording.Sentence {
	assembly, committee := x.Assembly, x.Committee
	quietly, recommended := assembly != nil && assembly.How == credentials.WithoutVote, committee != nil && committee.How == credentials.WithoutVote
	switch {
	case assembly != nil && assembly.Vote != nil && assembly.Vote.Complete():
		return wording.Of("act.assembly_vote"+b.favouring(d, x), wording.Values{"act": did, "tally": assembly.Vote.String()})
	case committee != nil && committee.Vote != nil && committee.Vote.Complete():
		return wording.Of("act.committee_vote", wording.Values{"act": did, "tally": committee.Vote.String()})
	case quietly && recommended:
		return wording.Of("act.without_vote", wording.Values{"act": did})
	case quietly:
		return wording.Of("act.without_vote.assembly", wording.Values{"act": did})
	case recommended:
		return wording.Of("act.without_vote.committee", wording.Values{"act": did})
	}
	return did
}

// favouring gives the ending of the template that says what the vote of the Assembly
// favoured, where the recorded vote is known and favoured whoever sat or a change.
func (b *briefing) favouring(d *credentials.Dispute, x *credentials.Decision) string {
	for i := range b.engine.book.RollCalls {
		vote := &b.engine.book.RollCalls[i]
		if vote.Dispute != d.ID || vote.Session != x.Key.Session || vote.Counted != *x.Assembly.Vote && (vote.Printed == nil || *vote.Printed != *x.Assembly.Vote) {
			continue
		}
		if vote.YesFavours == credentials.FavoursStatusQuo || vote.YesFavours == credentials.FavoursChange {
			return "." + vote.YesFavours
		}
	}
	return ""
}

// seatedBefore gives the claimant whose delegation held the seat when the session
// opened, empty where none is known to have.
func seatedBefore(d *credentials.Dispute, x *credentials.Decision) string {
	for _, claimant := range d.Claimants {
		standing := x.Facts[claimant.ID]
		if standing.Get(credentials.HoldsSeat) == holdsSeat {
			return claimant.ID
		}
	}
	return ""
}

// calledIn gives a claimant's name as the record has it, without what stands in
// brackets behind it.
func calledIn(d *credentials.Dispute, claimant string) string {
	name, _, _ := strings.Cut(d.ClaimantName(claimant), " (")
	return name
}

// tookPlace says what was decided, where and when, and rests on its documents.
func (b *briefing) tookPlace(key, about, decision string, with wording.Values) (Statement, bool) {
	d, x := b.decisionOf(decision)
	if x == nil {
		return Statement{}, false
	}
	values := wording.Values{"title": d.Title, "when": when(x), "act": b.decided(d, x)}
	maps.Copy(values, with)
	return b.say(OnSource, wording.Of(key, values), cmp.Or(about, decision), decision), true
}

// when says at which session, and on which day as far as it is known.
func when(x *credentials.Decision) wording.Sentence {
	if day := x.Date(); day.Known() {
		return wording.Of("act.when.dated", wording.Values{"session": x.Key.Session, "date": day})
	}
	return wording.Of("act.when", wording.Values{"session": x.Key.Session})
}
