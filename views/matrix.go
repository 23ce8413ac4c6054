package views

import (
	"seatwatch/credentials"
	"seatwatch/views/link"
)

// matrix is the facts of one claimant, a row a fact and a column a decision.
type matrix struct {
	claimant credentials.Claimant
	side     string
	columns  []factColumn
	groups   []factGroup
}

// factColumn is a decision, or the sheet of a session that has not decided.
type factColumn struct {
	label, address string
	// forecast is the forecast made from its facts.
	forecast string
	facts    map[string]credentials.Standing
	coding   []credentials.Coding
}

// factColumns gives the decisions of a dispute and then its sheets.
func factColumns(d *credentials.Dispute) []factColumn {
	columns := make([]factColumn, 0, len(d.Decisions)+len(d.Prepared))
	for i := range d.Decisions {
		x := &d.Decisions[i]
		columns = append(columns, factColumn{keyShort(x.Key), link.Decision(d.ID, x.Key), forecastBefore(d, x.Key), x.Facts, x.Coding})
	}
	for i := range d.Prepared {
		p := &d.Prepared[i]
		columns = append(columns, factColumn{p.Session.Short() + ", sheet", link.Sheet(d.ID, p.Session), forecastOfSheet(d, p.Session), p.Facts, p.Coding})
	}
	return columns
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
	// coding is what is said of it; the zero coding where nothing is.
	coding credentials.Coding
}

// factMatrices gives the matrix of every claimant, the one in the seat first.
func factMatrices(d *credentials.Dispute) []matrix {
	columns := factColumns(d)
	matrices := make([]matrix, 0, len(d.Claimants))
	for _, claimant := range holderFirst(d.Claimants) {
		m := matrix{claimant: claimant, side: sideOf(d, claimant.ID), columns: columns}
		for _, fact := range credentials.Facts() {
			m.add(fact, factCells(columns, claimant.ID, fact))
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

// factCells gives a fact of a claimant in every column. A change is told
// against the last value that was known: not knowing is no change.
func factCells(columns []factColumn, claimant string, fact credentials.Fact) []factCell {
	cells := make([]factCell, len(columns))
	var last credentials.Value
	for i, column := range columns {
		value := column.facts[claimant].Get(fact)
		cells[i] = factCell{value: fact.ValueLabel(value), known: value != 0}
		if coding := credentials.CodingOf(column.coding, claimant, fact); coding != nil {
			cells[i].coding = *coding
		}
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
