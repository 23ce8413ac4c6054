package precedents

import "seatwatch/credentials"

// Ablation is how good the engine would have been without one of its parts,
// walk-forward.
type Ablation struct {
	// Without is the part: a voice's code, or "facts of " and an issue.
	Without string `json:"without"`
	Label   string `json:"label"`
	Rows
}

// ablate takes away each voice in turn, and the facts of each issue.
func (e *Engine) ablate() []Ablation {
	list := make([]Ablation, 0, int(firstBaseline)+int(issueCount))
	for v := range firstBaseline {
		list = append(list, Ablation{v.String(), "without " + v.Label(), rowsOf(walkForward(e.track, v))})
	}
	byIssue := make([]Ablation, issueCount)
	inParallel(len(byIssue), func(i int) {
		issue := Issue(i)
		blind := NewEngine(e.book.blind(issue.Term().Facts), e.set)
		byIssue[i] = Ablation{"facts of " + issue.String(), "without the facts of " + issue.Term().Label, rowsOf(blind.mixed)}
	})
	return append(list, byIssue...)
}

// blind gives the casebook with some facts not known. What can happen, and who
// the roles fall to, are as the facts have it.
func (b *Casebook) blind(hidden []credentials.Fact) *Casebook {
	cut := b.without(func(*Case) bool { return true })
	for _, c := range cut.Cases {
		can, rivals := c.can, c.Rivals
		standings := make([]credentials.Standing, len(c.Standings))
		for i, standing := range c.Standings {
			for _, fact := range hidden {
				standing = standing.With(fact, 0)
			}
			standings[i] = standing
		}
		c.Standings = standings
		c.prepare()
		c.can, c.Rivals = can, rivals
	}
	cut.link()
	return cut
}
