package precedents

import (
	"slices"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// questionInDispute says what is in dispute, what is not, and what nobody knows.
func (b *briefing) questionInDispute() []BriefPart {
	if b.inquiry == nil {
		return nil
	}
	said := []Statement{b.asked()}
	sorted := map[string][]wording.Sentence{}
	for i, note := range b.forecast.Issues {
		key := "question.agreed"
		switch {
		case note.InDispute:
			key = "question.disputed"
		case note.Holder == nil && b.inquiry.Holder >= 0 || note.Rival == nil && b.inquiry.rival() >= 0:
			key = "question.unknown"
		}
		sorted[key] = append(sorted[key], b.issue(Issue(i), &note, key))
	}
	for _, key := range []string{"question.disputed", "question.agreed", "question.unknown"} {
		if issues := sorted[key]; len(issues) > 0 {
			with := wording.Values{"issues": wording.And(issues...)}
			if key == "question.disputed" {
				with["names"] = b.namesWeighed()
			}
			said = append(said, b.say(OnComputation, wording.Of(key, with), "", b.itself()))
		}
	}
	return inParagraph(said...)
}

// asked is the question as it comes before the body.
func (b *briefing) asked() Statement {
	q := b.inquiry
	with := wording.Values{"member": b.brief.Member}
	names := make([]any, 0, len(q.Claimants))
	for _, place := range q.foremostFew() {
		names = append(names, b.called(q.Claimants[place]))
	}
	key := "question.rival"
	switch {
	case q.Challenge == credentials.AgendaItem:
		key = "question.item"
	case q.Challenge == credentials.Objection || len(names) < 2:
		key, names = "question.objection", names[:min(1, len(names))]
	}
	with["names"] = wording.Or(names...)
	return b.say(OnAssessment, wording.Of(key, with), "", b.here())
}

// issue names an issue; one in dispute with how it stands on either side.
func (b *briefing) issue(issue Issue, note *IssueNote, key string) wording.Sentence {
	with := wording.Values{"issue": issueTerm(issue)}
	if key != "question.disputed" {
		return wording.Of("question.issue", with)
	}
	places := b.weighed()
	scores := make([]any, len(places))
	for i, place := range places {
		score := note.Rival
		if place == b.inquiry.Holder {
			score = note.Holder
		}
		scores[i] = wording.NotKnown
		if score != nil {
			scores[i] = wording.Signed(*score)
		}
	}
	with["scores"] = wording.And(scores...)
	return wording.Of("question.weighed", with)
}

// weighed gives the places of the claimants that the issues are weighed for: the
// holder of the seat and its strongest rival, the one that the brief is written for
// first.
func (b *briefing) weighed() []int {
	q := b.inquiry
	places := slices.DeleteFunc([]int{q.Holder, q.rival()}, func(place int) bool { return place < 0 })
	if len(places) > 1 && b.mine == q.Claimants[places[1]] {
		slices.Reverse(places)
	}
	return places
}

func (b *briefing) namesWeighed() wording.Series {
	var names []any
	for _, place := range b.weighed() {
		names = append(names, b.called(b.inquiry.Claimants[place]))
	}
	return wording.And(names...)
}
