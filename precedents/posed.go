package precedents

import "seatwatch/credentials"

// Posed is a case as it is put to the engine: on the facts coded for its
// session, or carried over, with some supposed to be otherwise.
type Posed struct {
	*Case
	// Book is what was known on the day.
	Book *Casebook
	// WhatIf are the facts supposed, as an address writes them.
	WhatIf []string
	// FactsFrom is the decision that the facts are recorded at; empty where they
	// are those of a sheet.
	FactsFrom string
	// Unconfirmed are the facts that nobody has confirmed.
	Unconfirmed []string

	recorded *Case
}

// Recorded gives the facts as they are recorded, by claimant.
func (p Posed) Recorded() map[string]credentials.Standing {
	recorded := p.recorded
	if recorded == nil {
		recorded = p.Case
	}
	standings := make(map[string]credentials.Standing, len(recorded.Claimants))
	for i, claimant := range recorded.Claimants {
		standings[claimant] = recorded.Standings[i]
	}
	return standings
}

// OnRecord puts a decision of a casebook as it is recorded. What it does not have
// is a *credentials.NotFound.
func (b *Casebook) OnRecord(dispute string, key credentials.DecisionKey) (Posed, error) {
	c, err := b.Case(dispute, key)
	if err != nil {
		return Posed{}, err
	}
	return Posed{Case: c, Book: b, WhatIf: []string{}, FactsFrom: c.ID(), Unconfirmed: []string{}}, nil
}

// Pose gives the case of a dispute at a session, with the same meaning and the
// same errors as ForecastDecision, and without forecasting it.
func (e *Engine) Pose(dispute string, key credentials.DecisionKey, asOf credentials.Date, whatIf WhatIf) (Posed, error) {
	q, err := e.pose(dispute, key, asOf)
	if err != nil {
		return Posed{}, err
	}
	posed := Posed{Case: q.Case, recorded: q.Case, Book: q.engine.book, WhatIf: []string{}, Unconfirmed: q.from.unconfirmed()}
	switch {
	case q.from.carried != nil:
		posed.FactsFrom = *q.from.carried
	case !q.from.prepared:
		posed.FactsFrom = q.ID()
	}
	if len(whatIf) == 0 {
		return posed, nil
	}
	if posed.Case, err = q.suppose(whatIf); err != nil {
		return Posed{}, err
	}
	for _, s := range whatIf {
		posed.WhatIf = append(posed.WhatIf, s.String())
	}
	return posed, nil
}
