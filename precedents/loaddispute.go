package precedents

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"seatwatch/credentials"
	"seatwatch/credentials/plainyaml"
)

// disputeFile is a dispute with the text it was read from.
type disputeFile struct {
	file  string
	text  []byte
	tree  ast.Node
	value credentials.Dispute
}

// readDispute reads one dispute and finds what is wrong with it by itself; nil
// if it cannot be read as YAML at all.
func readDispute(name string, text []byte) (*disputeFile, Faults) {
	var faults Faults
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	w := newWalker(name, &faults)
	tree := w.Parse(text)
	if tree == nil {
		return nil, faults
	}
	file := &disputeFile{file: name, text: text}
	w.dispute(tree, &file.value)
	file.value.NumberDecisions()
	orderCodings(&file.value)
	faults.addNew(faults.places(), file.value.Validate(), file.place)
	return file, faults
}

// place gives the place of a field by its path; the nearest parent's where the
// field is not written. It reads the text once more: faults are rare, and the
// syntax trees of a whole library are large.
func (f *disputeFile) place(field string) Place {
	if f.text == nil {
		return Place{File: field}
	}
	w := newWalker(f.file, &Faults{})
	if f.tree == nil {
		f.tree = w.Parse(f.text)
	}
	return w.Place(descend(f.tree, field))
}

func (r *Reader) dispute(name string, text []byte) {
	file, faults := readDispute(name, text)
	r.addDispute(name, file, faults)
}

func (r *Reader) addDispute(name string, file *disputeFile, faults Faults) {
	r.faults = append(r.faults, faults...)
	if file == nil {
		r.lostDispute(name)
		return
	}
	r.disputes = append(r.disputes, file)
}

// lostDispute remembers a dispute that could not be read, so that what refers to
// it is no further fault.
func (r *Reader) lostDispute(name string) { r.lost[nameOfFile(name)] = true }

// nameOfFile gives the last part of a path without its ending.
func nameOfFile(name string) string {
	return strings.TrimSuffix(path.Base(name), path.Ext(name))
}

func (w *walker) dispute(node ast.Node, d *credentials.Dispute) {
	w.Mapping(node, []plainyaml.Field{
		{Key: "id", Read: w.text(&d.ID)},
		{Key: "seat", Read: w.text(&d.Seat)},
		{Key: "seat_name", Read: w.text(&d.SeatName)},
		{Key: "title", Read: w.text(&d.Title)},
		{Key: "kind", Read: code(w, &d.Kind)},
		{Key: "opened", Read: scalarInto(w, &d.Opened, credentials.ParseDate)},
		{Key: "opened_by", Read: w.text(&d.OpenedBy)},
		{Key: "closed", Read: scalarInto(w, &d.Closed, credentials.ParseDate)},
		{Key: "closed_by", Read: w.text(&d.ClosedBy)},
		{Key: "summary", Read: w.text(&d.Summary)},
		{Key: "claimants", Read: each(w, &d.Claimants, w.claimant)},
		{Key: "decisions", Read: each(w, &d.Decisions, w.decision)},
		{Key: "prepared", Read: each(w, &d.Prepared, w.preparation)},
		{Key: "doubts", Read: w.text(&d.Doubts)},
		{Key: "sources", Read: each(w, &d.Sources, w.source)},
		{Key: "replies", Read: each(w, &d.Replies, w.reply)},
		{Key: "see_also", Read: w.seeAlso(&d.SeeAlso)},
	})
}

var seeAlsoForm = regexp.MustCompile(`^([^\s(]+)(?: +\((.*)\))?$`)

// seeAlso reads one reference to another dispute or a list of them.
func (w *walker) seeAlso(into *[]credentials.SeeAlso) func(ast.Node) {
	one := func(node ast.Node, other *credentials.SeeAlso) {
		var text string
		w.text(&text)(node)
		match := seeAlsoForm.FindStringSubmatch(text)
		if match == nil {
			w.Fault(node, "write a dispute’s id, with a note in brackets if need be", "%q is not a reference to another dispute", text)
			return
		}
		*other = credentials.SeeAlso{Dispute: match[1], Note: match[2]}
	}
	return func(node ast.Node) {
		if _, list := node.(*ast.SequenceNode); list {
			each(w, into, one)(node)
			return
		}
		var other credentials.SeeAlso
		one(node, &other)
		*into = append(*into, other)
	}
}

func (w *walker) claimant(node ast.Node, c *credentials.Claimant) {
	w.Mapping(node, []plainyaml.Field{
		{Key: "id", Read: w.text(&c.ID)},
		{Key: "name", Read: w.text(&c.Name)},
		{Key: "leader", Read: w.text(&c.Leader)},
		{Key: "seated_at_start", Read: scalarInto(w, &c.SeatedAtStart, credentials.ParseTruth)},
		{Key: "note", Read: w.text(&c.Note)},
	})
}

func (w *walker) decision(node ast.Node, x *credentials.Decision) {
	x.Facts = map[string]credentials.Standing{}
	w.Mapping(node, []plainyaml.Field{
		{Key: "session", Read: scalarInto(w, &x.Key.Session, credentials.ParseSession)},
		{Key: "challenge", Read: code(w, &x.Challenge)},
		{Key: "committee", Read: func(node ast.Node) { x.Committee = w.committee(node) }},
		{Key: "assembly", Read: func(node ast.Node) { x.Assembly = w.assembly(node) }},
		{Key: "outcome", Read: code(w, &x.Outcome)},
		{Key: "accepted", Read: w.text(&x.Accepted)},
		{Key: "seated", Read: w.text(&x.Seated)},
		{Key: "talks", Read: scalarInto(w, &x.Talks, credentials.ParseTruth)},
		{Key: "facts", Read: func(node ast.Node) { w.facts(node, x.Facts) }},
		{Key: "coding", Read: each(w, &x.Coding, w.coding)},
		{Key: "positions", Read: each(w, &x.Positions, w.position)},
		{Key: "sources", Read: each(w, &x.Sources, w.source)},
		{Key: "confidence", Read: code(w, &x.Confidence)},
		{Key: "doubts", Read: w.text(&x.Doubts)},
	})
}

func (w *walker) committee(node ast.Node) *credentials.CommitteeAction {
	c := &credentials.CommitteeAction{}
	w.Mapping(node, []plainyaml.Field{
		{Key: "dates", Read: each(w, &c.Dates, w.date)},
		{Key: "reports", Read: each(w, &c.Reports, w.symbol)},
		{Key: "outcome", Read: code(w, &c.Outcome)},
		{Key: "how", Read: code(w, &c.How)},
		{Key: "vote", Read: func(node ast.Node) { c.Vote = w.tally(node) }},
		{Key: "note", Read: w.text(&c.Note)},
	})
	return c
}

func (w *walker) assembly(node ast.Node) *credentials.AssemblyAction {
	a := &credentials.AssemblyAction{}
	w.Mapping(node, []plainyaml.Field{
		{Key: "date", Read: scalarInto(w, &a.Date, credentials.ParseDate)},
		{Key: "resolutions", Read: each(w, &a.Resolutions, w.symbol)},
		{Key: "meetings", Read: each(w, &a.Meetings, w.symbol)},
		{Key: "outcome", Read: code(w, &a.Outcome)},
		{Key: "how", Read: code(w, &a.How)},
		{Key: "vote", Read: func(node ast.Node) { a.Vote = w.tally(node) }},
		{Key: "note", Read: w.text(&a.Note)},
	})
	return a
}

func (w *walker) date(node ast.Node, date *credentials.Date) {
	scalarInto(w, date, credentials.ParseDate)(node)
}

func (w *walker) symbol(node ast.Node, symbol *credentials.Symbol) {
	scalarInto(w, symbol, credentials.ParseSymbol)(node)
}

func (w *walker) tally(node ast.Node) *credentials.Tally {
	t := &credentials.Tally{}
	w.Mapping(node, []plainyaml.Field{
		{Key: "for", Read: scalarInto(w, &t.For, credentials.ParseCount)},
		{Key: "against", Read: scalarInto(w, &t.Against, credentials.ParseCount)},
		{Key: "abstaining", Read: scalarInto(w, &t.Abstaining, credentials.ParseCount)},
	})
	return t
}

// facts reads the coded facts by claimant. A claimant of whom nothing is said is
// left out.
func (w *walker) facts(node ast.Node, facts map[string]credentials.Standing) {
	claimants, ok := plainyaml.Pairs(node)
	if !ok {
		w.Fault(node, "write the claimants’ ids with their facts below", "here stands %s, where facts by claimant belong", plainyaml.Kind(node))
		return
	}
	seen := map[string]bool{}
	for _, claimant := range claimants {
		id, _ := plainyaml.Scalar(claimant.Key)
		if seen[id] {
			w.Fault(claimant.Key, "keep one of the two", "the claimant %q stands here twice", id)
			continue
		}
		seen[id] = true
		if plainyaml.IsNull(claimant.Value) {
			continue
		}
		standing := credentials.Standing{}
		fields := make([]plainyaml.Field, 0, len(credentials.Facts()))
		for _, fact := range credentials.Facts() {
			fields = append(fields, plainyaml.Field{Key: fact.Key(), Read: func(node ast.Node) {
				var value credentials.Value
				scalarInto(w, &value, fact.Parse)(node)
				standing = standing.With(fact, value)
			}})
		}
		w.Mapping(claimant.Value, fields)
		if standing != (credentials.Standing{}) {
			facts[id] = standing
		}
	}
}

func (w *walker) position(node ast.Node, p *credentials.Position) {
	w.Mapping(node, []plainyaml.Field{
		{Key: "member", Read: w.text(&p.Member)},
		{Key: "stance", Read: code(w, &p.Stance)},
		{Key: "claimant", Read: w.text(&p.Claimant)},
		{Key: "date", Read: scalarInto(w, &p.Date, credentials.ParseDate)},
		{Key: "until", Read: scalarInto(w, &p.Until, credentials.ParseDate)},
	})
}

func (w *walker) source(node ast.Node, s *credentials.Source) {
	w.Mapping(node, []plainyaml.Field{
		{Key: "ref", Read: w.text(&s.Ref)},
		{Key: "title", Read: w.text(&s.Title)},
		{Key: "kind", Read: code(w, &s.Kind)},
		{Key: "read", Read: scalarInto(w, &s.Read, credentials.ParseTruth)},
		{Key: "passage", Read: w.text(&s.Passage)},
	})
}
