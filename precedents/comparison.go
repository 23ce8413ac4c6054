package precedents

import (
	"cmp"
	"slices"

	"seatwatch/credentials"
)

// MostCompared is how many decisions a Comparison takes.
const MostCompared = 12

// Relation says how a fact at one decision compares with the same at the first:
// stronger or weaker there for the claimant from whose side it is looked at.
type Relation string

// The relations.
const (
	// FirstItself is the fact at the first decision.
	FirstItself    Relation = "first"
	StrongerThere  Relation = "stronger"
	SameThere      Relation = "same"
	WeakerThere    Relation = "weaker"
	NotOrdered     Relation = "not_comparable"
	NotKnownEither Relation = "not_known"
	// NobodyToCompare is that one of the two has no claimant in that part.
	NobodyToCompare Relation = "nobody"
)

// Relations are the relations, with their words.
var Relations = credentials.Vocabulary[Relation]{Name: "relation", Terms: []credentials.Term[Relation]{
	{Code: FirstItself, Label: "compared with", Meaning: "the decision with which the others are compared"},
	{Code: StrongerThere, Label: "stronger", Meaning: "the fact favoured the claimant more than in the first decision"},
	{Code: SameThere, Label: "same", Meaning: "it favoured the claimant no more and no less"},
	{Code: WeakerThere, Label: "weaker", Meaning: "it favoured the claimant less"},
	{Code: NotOrdered, Label: "not comparable", Meaning: "the two values have no order between them"},
	{Code: NotKnownEither, Label: "not known", Meaning: "it is not known in one of the two, or in both; that is never counted as a difference"},
	{Code: NobodyToCompare, Label: "nobody there", Meaning: "nobody played that part in one of the two"},
}}

// RowSide says whose facts a row of a Comparison has.
type RowSide string

// The sides.
const (
	OwnSide RowSide = "own"
	// OpponentSide is the one row that says whether there was an opponent at all.
	OpponentSide RowSide = "opponent"
	OtherSide    RowSide = "other"
)

// OpponentRow is the key of the row that says whether there was an opponent.
const OpponentRow = "opponent"

// Comparison sets decisions side by side, fact by fact, from the side of one
// claimant of the first. It compares as the engine does: what is stronger or not
// comparable in a column are the differences by which the first decision falls
// short of it as a precedent.
type Comparison struct {
	// Claimant is the claimant of the first decision from whose side it is.
	Claimant string `json:"for"`
	// Columns have the first decision first, and then the others, those with the
	// fewest differences before the rest.
	Columns []ComparedDecision `json:"decisions"`
	Rows    []ComparedRow      `json:"rows"`
}

// ComparedDecision is a column of a Comparison.
type ComparedDecision struct {
	// Decision is its name, "liberia-1990:46".
	Decision  string                  `json:"decision"`
	Dispute   string                  `json:"dispute"`
	Title     string                  `json:"title"`
	Key       credentials.DecisionKey `json:"-"`
	Seat      string                  `json:"seat"`
	Date      credentials.Date        `json:"date"`
	Challenge credentials.Challenge   `json:"challenge"`
	// Outcome, Accepted and Seated are empty where nothing is decided yet, or
	// facts are supposed to be otherwise.
	Outcome  credentials.Outcome `json:"outcome,omitempty"`
	Accepted string              `json:"accepted,omitempty"`
	Seated   string              `json:"seated,omitempty"`
	// Claimant plays the part that the claimant plays in the first decision, and
	// Opponent stands against it; both are empty where nobody does.
	Claimant     string `json:"claimant"`
	ClaimantName string `json:"claimant_name"`
	Opponent     string `json:"opponent"`
	OpponentName string `json:"opponent_name"`
	// WhatIf are the facts supposed to be otherwise than they are recorded.
	WhatIf []string `json:"what_if"`
	// Differences counts what the first decision falls short in, Unknown the facts
	// known here and not there, Weaker what it is stronger in.
	Differences int `json:"differences"`
	Unknown     int `json:"unknown"`
	Weaker      int `json:"weaker"`

	at               *Case
	own, other, turn int
}

// ComparedRow is one fact of one side in every decision.
type ComparedRow struct {
	Side RowSide `json:"side"`
	// Issue is what the fact bears on, as it is shown.
	Issue string `json:"issue"`
	// Fact is the fact's key, or OpponentRow.
	Fact  string `json:"fact"`
	Label string `json:"label"`
	// Differs says that those who play the part have more than one value, not known
	// among them.
	Differs bool           `json:"differs"`
	Cells   []ComparedCell `json:"cells"`
}

// ComparedCell is one fact at one decision.
type ComparedCell struct {
	// Value is its code, nil for what is not known and for nobody's.
	Value *string `json:"value"`
	Label string  `json:"label"`
	// Relation says how it compares with the first decision.
	Relation Relation `json:"relation"`
	// Claimant is whose fact it is; empty for nobody's.
	Claimant string `json:"claimant"`

	value credentials.Value
}

// Known reports whether the cell has a value.
func (c ComparedCell) Known() bool { return c.Value != nil }

// Compare sets cases beside the first of them, from the side of a claimant of it;
// without one, from that of the holder of the seat, or of the strongest claimant
// where nobody holds it. A claimant of whom no fact is coded in the first case is
// an *credentials.Invalid.
func Compare(claimant string, first Posed, others ...*Case) (Comparison, error) {
	place := first.foremost()
	if claimant != "" {
		place = first.place(claimant)
	}
	if place < 0 {
		return Comparison{}, notAClaimant(claimant, first.Case)
	}
	c := Comparison{Claimant: first.Claimants[place], Columns: []ComparedDecision{columnOf(first.Case, place, 0)}}
	c.Columns[0].WhatIf = first.WhatIf
	for i, other := range others {
		c.Columns = append(c.Columns, columnOf(other, other.counterpart(first.Case, place), i+1))
	}
	for _, fact := range facts {
		c.addRow(OwnSide, fact, func(d *ComparedDecision) int { return d.own })
	}
	c.addOpponents()
	for _, fact := range facts {
		c.addRow(OtherSide, fact, func(d *ComparedDecision) int { return d.other })
	}
	c.count()
	c.order()
	return c, nil
}

func notAClaimant(claimant string, c *Case) error {
	if len(c.Claimants) == 0 {
		return credentials.Invalidf("for", "no facts are coded for %s, and there is nothing to compare", c.ID())
	}
	return &credentials.Invalid{Faults: []credentials.Fault{{
		Field: "for", What: c.ID() + " has no claimant “" + claimant + "” of whom facts are coded", Mend: credentials.Suggest(claimant, c.Claimants),
	}}}
}

func columnOf(c *Case, place, turn int) ComparedDecision {
	d := ComparedDecision{
		Decision: c.ID(), Dispute: c.Dispute.ID, Title: c.Dispute.Title, Key: c.Key, Seat: c.Dispute.Seat, Date: c.Date, Challenge: c.Challenge,
		WhatIf: []string{}, at: c, own: place, other: -1, turn: turn,
	}
	if c.Decided {
		d.Outcome, d.Accepted, d.Seated = c.Outcome.Term().Outcome, c.Accepted, c.Seated
	}
	if place < 0 {
		return d
	}
	d.Claimant, d.ClaimantName = c.Claimants[place], c.name(c.Claimants[place])
	if d.other = c.against(place); d.other >= 0 {
		d.Opponent, d.OpponentName = c.Claimants[d.other], c.name(c.Claimants[d.other])
	}
	return d
}

// addRow adds one fact of the claimants that part gives the places of.
func (c *Comparison) addRow(side RowSide, fact credentials.Fact, part func(*ComparedDecision) int) {
	row := ComparedRow{Side: side, Issue: fact.Term().Group, Fact: fact.Key(), Label: fact.Label()}
	first := part(&c.Columns[0])
	for i := range c.Columns {
		d := &c.Columns[i]
		cell := cellOf(d.at, part(d), fact)
		switch {
		case i == 0:
			cell.Relation = FirstItself
		case first < 0 || part(d) < 0:
			cell.Relation = NobodyToCompare
		default:
			cell.Relation = relationOf(fact, row.Cells[0].value, cell.value, side)
		}
		row.Cells = append(row.Cells, cell)
		row.Differs = row.Differs || cell.Relation != NobodyToCompare && cell.value != row.Cells[0].value
	}
	c.Rows = append(c.Rows, row)
}

// nobodyLabel is what a cell says where nobody plays the part.
const nobodyLabel = "nobody there"

func cellOf(c *Case, place int, fact credentials.Fact) ComparedCell {
	if place < 0 {
		return ComparedCell{Label: nobodyLabel}
	}
	value := c.Standings[place].Get(fact)
	cell := ComparedCell{Label: fact.ValueLabel(value), Claimant: c.Claimants[place], value: value}
	if value != 0 {
		code := fact.Code(value)
		cell.Value = &code
	}
	return cell
}

// relationOf compares a value with that of the first decision: a fact of the
// other side is the better for the claimant, the less it favours that side.
func relationOf(fact credentials.Fact, first, there credentials.Value, side RowSide) Relation {
	switch fact.Compare(there, first) {
	case credentials.Stronger:
		if side == OtherSide {
			return WeakerThere
		}
		return StrongerThere
	case credentials.Weaker:
		if side == OtherSide {
			return StrongerThere
		}
		return WeakerThere
	case credentials.Alike:
		return SameThere
	case credentials.Incomparable:
		return NotOrdered
	case credentials.FavourNotKnown:
	}
	return NotKnownEither
}

// addOpponents adds the row that says who stands against the claimant. To have an
// opponent where there was none is to be weaker.
func (c *Comparison) addOpponents() {
	row := ComparedRow{Side: OpponentSide, Issue: "The other side", Fact: OpponentRow, Label: "Opponent"}
	alone := c.Columns[0].other < 0
	for i := range c.Columns {
		d := &c.Columns[i]
		cell := ComparedCell{Label: "none", Claimant: d.Opponent}
		if d.other >= 0 {
			opponent := d.Opponent // d is another column once they are in order
			cell.Label, cell.Value = d.OpponentName, &opponent
		}
		switch {
		case i == 0:
			cell.Relation = FirstItself
		case d.own < 0:
			cell = ComparedCell{Label: nobodyLabel, Relation: NobodyToCompare}
		case alone == (d.other < 0):
			cell.Relation = SameThere
		case alone:
			cell.Relation = WeakerThere
		default:
			cell.Relation = StrongerThere
		}
		row.Cells = append(row.Cells, cell)
		row.Differs = row.Differs || cell.Relation == StrongerThere || cell.Relation == WeakerThere
	}
	c.Rows = append(c.Rows, row)
}

// count adds up the columns.
func (c *Comparison) count() {
	for i := range c.Rows {
		cells := c.Rows[i].Cells
		for n := range cells {
			d := &c.Columns[n]
			switch cells[n].Relation {
			case StrongerThere, NotOrdered:
				d.Differences++
			case WeakerThere:
				d.Weaker++
			case NotKnownEither:
				if cells[n].Known() {
					d.Unknown++
				}
			case FirstItself, SameThere, NobodyToCompare:
			}
		}
	}
}

// order puts the columns with the fewest differences first, then those with the
// fewest facts that are not known; those that cannot be compared stand last.
func (c *Comparison) order() {
	slices.SortStableFunc(c.Columns[1:], func(a, b ComparedDecision) int {
		return cmp.Or(cmp.Compare(absent(a.own), absent(b.own)), cmp.Compare(a.Differences, b.Differences), cmp.Compare(a.Unknown, b.Unknown))
	})
	for i := range c.Rows {
		cells := slices.Clone(c.Rows[i].Cells)
		for n := range c.Columns {
			c.Rows[i].Cells[n] = cells[c.Columns[n].turn]
		}
	}
}

// absent gives 1 for a place that is none, so that it is sorted last.
func absent(place int) int {
	if place < 0 {
		return 1
	}
	return 0
}

// Case gives the decided case of a decision; a dispute or a decision that the
// record does not have is a *credentials.NotFound.
func (b *Casebook) Case(dispute string, key credentials.DecisionKey) (*Case, error) {
	if _, ok := b.Dispute(dispute); !ok {
		return nil, &credentials.NotFound{Kind: "dispute", ID: dispute}
	}
	for _, c := range b.byDispute[dispute] {
		if c.Key == key {
			return c, nil
		}
	}
	return nil, &credentials.NotFound{Kind: "decision", ID: credentials.DecisionID(dispute, key)}
}
