package precedents

import (
	"cmp"
	"slices"

	"github.com/goccy/go-yaml/ast"

	"seatwatch/credentials"
	"seatwatch/credentials/plainyaml"
)

// The reader and the writer of what editors add to a dispute: who coded a fact
// and on what, the sheets of coming sessions, and replies.

func (w *walker) preparation(node ast.Node, p *credentials.Preparation) {
	p.Facts = map[string]credentials.Standing{}
	w.Mapping(node, []plainyaml.Field{
		{Key: "session", Read: scalarInto(w, &p.Session, credentials.ParseSession)},
		{Key: "challenge", Read: code(w, &p.Challenge)},
		{Key: "talks", Read: scalarInto(w, &p.Talks, credentials.ParseTruth)},
		{Key: "facts", Read: func(node ast.Node) { w.facts(node, p.Facts) }},
		{Key: "coding", Read: each(w, &p.Coding, w.coding)},
		{Key: "positions", Read: each(w, &p.Positions, w.position)},
		{Key: "sources", Read: each(w, &p.Sources, w.source)},
	})
}

// coding reads who coded a fact. What the values of its dissents mean hangs on
// the fact, which may be written below them.
func (w *walker) coding(node ast.Node, c *credentials.Coding) {
	var values []ast.Node
	written, known := false, false
	w.Mapping(node, []plainyaml.Field{
		{Key: "claimant", Read: w.text(&c.Claimant)},
		{Key: "fact", Read: func(node ast.Node) {
			before := len(*w.faults)
			written = true
			scalarInto(w, &c.Fact, credentials.ParseFact)(node)
			known = len(*w.faults) == before
		}},
		{Key: "by", Read: w.text(&c.By)},
		{Key: "source", Read: w.text(&c.Source)},
		{Key: "passage", Read: w.text(&c.Passage)},
		{Key: "confidence", Read: code(w, &c.Confidence)},
		{Key: "carried", Read: scalarInto(w, &c.Carried, credentials.ParseSession)},
		{Key: "dissents", Read: each(w, &c.Dissents, func(node ast.Node, d *credentials.Dissent) {
			values = append(values, w.dissent(node, d))
		})},
	})
	if !written {
		w.Fault(node, "write the key of a fact, such as capital", "the coding names no fact")
	}
	if !known {
		return
	}
	for i := range c.Dissents {
		if values[i] != nil {
			scalarInto(w, &c.Dissents[i].Value, c.Fact.Parse)(values[i])
		}
	}
}

// dissent reads another coder's value and gives the node where it stands, nil
// where it is not known.
func (w *walker) dissent(node ast.Node, d *credentials.Dissent) (value ast.Node) {
	w.Mapping(node, []plainyaml.Field{
		{Key: "by", Read: w.text(&d.By)},
		{Key: "value", Read: func(node ast.Node) { value = node }},
		{Key: "source", Read: w.text(&d.Source)},
		{Key: "passage", Read: w.text(&d.Passage)},
		{Key: "confidence", Read: code(w, &d.Confidence)},
	})
	return value
}

func (w *walker) reply(node ast.Node, r *credentials.Reply) {
	w.Mapping(node, []plainyaml.Field{
		{Key: "by", Read: w.text(&r.By)},
		{Key: "date", Read: scalarInto(w, &r.Date, credentials.ParseDate)},
		{Key: "text", Read: w.text(&r.Text)},
		{Key: "source", Read: w.text(&r.Source)},
	})
}

func (w *yamlWriter) preparation(p credentials.Preparation, claimants []credentials.Claimant) {
	w.text("session", p.Session.String())
	w.text("challenge", string(p.Challenge))
	w.raw("talks", p.Talks.Code())
	w.facts(p.Facts, claimants)
	list(w, "coding", inOrder(p.Coding, claimants), w.coding)
	list(w, "positions", p.Positions, w.position)
	list(w, "sources", p.Sources, w.source)
}

// inOrder gives codings in the one order in which they are written: by claimant
// as the dispute has them, then by fact.
func inOrder(codings []credentials.Coding, claimants []credentials.Claimant) []credentials.Coding {
	place := func(id string) int {
		return slices.IndexFunc(claimants, func(c credentials.Claimant) bool { return c.ID == id })
	}
	return slices.SortedStableFunc(slices.Values(codings), func(a, b credentials.Coding) int {
		return cmp.Or(cmp.Compare(place(a.Claimant), place(b.Claimant)), cmp.Compare(a.Fact, b.Fact))
	})
}

// orderCodings puts the codings of a dispute into that order.
func orderCodings(d *credentials.Dispute) {
	for i := range d.Decisions {
		d.Decisions[i].Coding = inOrder(d.Decisions[i].Coding, d.Claimants)
	}
	for i := range d.Prepared {
		d.Prepared[i].Coding = inOrder(d.Prepared[i].Coding, d.Claimants)
	}
}

func (w *yamlWriter) coding(c credentials.Coding) {
	w.text("claimant", c.Claimant)
	w.text("fact", c.Fact.Key())
	w.text("by", c.By)
	w.text("source", c.Source)
	w.text("passage", c.Passage)
	w.text("confidence", string(c.Confidence))
	w.text("carried", c.Carried.String())
	list(w, "dissents", c.Dissents, func(d credentials.Dissent) {
		w.text("by", d.By)
		w.raw("value", c.Fact.Code(d.Value))
		w.text("source", d.Source)
		w.text("passage", d.Passage)
		w.text("confidence", string(d.Confidence))
	})
}

func (w *yamlWriter) reply(r credentials.Reply) {
	w.text("by", r.By)
	w.text("date", r.Date.String())
	w.text("text", r.Text)
	w.text("source", r.Source)
}
