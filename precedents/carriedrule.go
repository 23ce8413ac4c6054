package precedents

import (
	"seatwatch/credentials/rules"
	"seatwatch/credentials/wording"
)

// CarriedRule is a rule that does not fire in the case and still tells who sits:
// it fires in a position no better for whom it finds, and what suffices there
// suffices here; or it fires with another than the strongest rival.
type CarriedRule struct {
	ID    string      `json:"id"`
	Finds RuleFinding `json:"finding"`
	// Where are the facts of that position that are otherwise here, as a what-if
	// writes them; none where it is another rival with whom it fires.
	Where []string `json:"where"`
	Reason
}

// carriedRules gives the rules that the figure for who sits rests on and that do
// not fire.
func (q *inquiry) carriedRules() []CarriedRule {
	list := []CarriedRule{}
	if !q.Contested() {
		return list
	}
	met := map[int]bool{}
	for _, r := range q.bearing.fired {
		met[r] = true
	}
	for i, judged := range q.bearing.judged {
		for _, r := range q.learned.telling(q.Case, q.bearing.carried[i]) {
			if !met[r] {
				met[r] = true
				list = append(list, q.carriedRule(r, q.seekers()[i], judged.Where(r)))
			}
		}
	}
	return list
}

func (q *inquiry) carriedRule(r, rival int, where []rules.Otherwise) CarriedRule {
	rule := &q.engine.rules[r]
	carried := CarriedRule{ID: rule.ID, Finds: q.finding(rule.Then), Where: []string{}}
	rests := []string{rule.ID}
	said := make([]wording.Sentence, 0, len(where))
	for _, other := range where {
		place := q.Holder
		if other.Role == rules.Rival {
			place = rival
		}
		id := q.Claimants[place]
		carried.Where = append(carried.Where, Supposition{id, other.Fact, other.Value}.String())
		rests = append(rests, id+"."+other.Fact.Key())
		said = append(said, wording.Of("carried.otherwise", wording.Values{
			"fact": wording.FactTerm(other.Fact), "claimant": q.name(id), "otherwise": wording.ValueTerm(other.Fact, other.Value),
			"now": wording.ValueTerm(other.Fact, q.Standings[place].Get(other.Fact)),
		}))
	}
	if len(where) == 0 {
		carried.Reason = because(wording.Of("carried.other_rival", wording.Values{"rule": rule.ID, "claimant": q.name(q.Claimants[rival])}),
			append(rests, q.Claimants[rival]+".")...)
		return carried
	}
	carried.Reason = because(wording.Of("carried.position", wording.Values{"rule": rule.ID, "facts": wording.And(said...)}), rests...)
	return carried
}
