package precedents

// Firing is a contested decision in which a rule fired.
type Firing struct {
	Decision string `json:"decision"`
	Found    Class  `json:"found"`
	Happened Class  `json:"happened"`
	// Right says that what the rule found came to pass.
	Right bool `json:"right"`
}

// Firings gives the contested decisions of the record in which a rule fired, in
// the order in which they were taken.
func (e *Engine) Firings(rule string) []Firing {
	list := []Firing{}
	for i := range e.track {
		c := e.track[i].Case
		for _, r := range e.firing(c) {
			if e.rules[r].ID == rule {
				found := FindingClass(e.rules[r].Then)
				list = append(list, Firing{c.ID(), found, c.Outcome, found == c.Outcome})
			}
		}
	}
	return list
}
