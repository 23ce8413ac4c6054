package precedents

import (
	"fmt"

	"seatwatch/credentials/rules"
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
	carried := CarriedRule{ID: rule.ID, Finds: q.finding(rule.Then), Where: []string{}, Reason: Reason{RestsOn: []string{rule.ID}}}
	said := make([]string, 0, len(where))
	for _, other := range where {
		place := q.Holder
		if other.Role == rules.Rival {
			place = rival
		}
		id := q.Claimants[place]
		carried.Where = append(carried.Where, Supposition{id, other.Fact, other.Value}.String())
		carried.RestsOn = append(carried.RestsOn, id+"."+other.Fact.Key())
		said = append(said, fmt.Sprintf("%s (%s) %s rather than %s", lowered(other.Fact.Label()), q.name(id),
			other.Fact.ValueLabel(other.Value), other.Fact.ValueLabel(q.Standings[place].Get(other.Fact))))
	}
	if len(where) == 0 {
		carried.RestsOn = append(carried.RestsOn, q.Claimants[rival]+".")
		carried.Says = fmt.Sprintf("%s does not fire with the strongest rival. It does with %s, who may be accepted too, so that the rules’ figure for who sits rests on it too.",
			rule.ID, q.name(q.Claimants[rival]))
		return carried
	}
	carried.Says = fmt.Sprintf("%s does not fire here. It would with %s; what suffices there suffices here all the more, so that the rules’ figure for who sits rests on it too.",
		rule.ID, Listed(said))
	return carried
}
