package views

import "seatwatch/credentials"

// matrix is the facts of one claimant, a row a fact and a column a decision.
type matrix struct {
	claimant credentials.Claimant
	side     string
	columns  []credentials.DecisionKey
	groups   []factGroup
}

// factGroup is the facts that bear on one issue.
type factGroup struct {
	name string
	rows []factRow
}

type factRow struct {
	fact  credentials.Fact
	cells []factCell
}

// factCell is one fact at one decision.
type factCell struct {
	value string
	known bool
	// was is the last value known before, where this one differs from it.
	was string
}

// factMatrices gives the matrix of every claimant, the one in the seat first.
func factMatrices(d *credentials.Dispute) []matrix {
	matrices := make([]matrix, 0, len(d.Claimants))
	for _, claimant := range holderFirst(d.Claimants) {
		m := matrix{claimant: claimant, side: sideOf(d, claimant.ID)}
		for i := range d.Decisions {
			m.columns = append(m.columns, d.Decisions[i].Key)
		}
		for _, fact := range credentials.Facts() {
			m.add(fact, factCells(d, claimant.ID, fact))
		}
		matrices = append(matrices, m)
	}
	return matrices
}

// add puts a fact under its issue.
func (m *matrix) add(fact credentials.Fact, cells []factCell) {
	row := factRow{fact, cells}
	for i := range m.groups {
		if m.groups[i].name == fact.Term().Group {
			m.groups[i].rows = append(m.groups[i].rows, row)
			return
		}
	}
	m.groups = append(m.groups, factGroup{fact.Term().Group, []factRow{row}})
}

// factCells gives a fact of a claimant at every decision. A change is told
// against the last value that was known: not knowing is no change.
func factCells(d *credentials.Dispute, claimant string, fact credentials.Fact) []factCell {
	cells := make([]factCell, len(d.Decisions))
	var last credentials.Value
	for i := range d.Decisions {
		value := d.Decisions[i].Facts[claimant].Get(fact)
		cells[i] = factCell{value: fact.ValueLabel(value), known: value != 0}
		if value == 0 {
			continue
		}
		if last != 0 && last != value {
			cells[i].was = fact.ValueLabel(last)
		}
		last = value
	}
	return cells
}

// holderFirst puts the claimants that sat at the start before the others.
func holderFirst(claimants []credentials.Claimant) []credentials.Claimant {
	var holders, others []credentials.Claimant
	for _, claimant := range claimants {
		if claimant.SeatedAtStart == credentials.Yes {
			holders = append(holders, claimant)
		} else {
			others = append(others, claimant)
		}
	}
	return append(holders, others...)
}
