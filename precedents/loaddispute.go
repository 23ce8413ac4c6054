package precedents

import (
	"path"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"seatwatch/credentials"
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
	tree := parseYAML(name, text, &faults)
	if tree == nil {
		return nil, faults
	}
	file := &disputeFile{file: name, text: text}
	w := &walker{name, &faults}
	w.dispute(tree, &file.value)
	file.value.NumberDecisions()
	faults.addNew(faults.places(), file.value.Validate(), file.place)
	return file, faults
}

// place gives the place of a field by its path; the nearest parent's where the
// field is not written. It reads the text once more: faults are rare, and the
// syntax trees of a whole library are large.
func (f *disputeFile) place(field string) Place {
	if f.tree == nil {
		f.tree = parseYAML(f.file, f.text, &Faults{})
	}
	return nodePlace(f.file, descend(f.tree, field))
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
	w.mapping(node, []field{
		{"id", w.text(&d.ID)},
		{"seat", w.text(&d.Seat)},
		{"seat_name", w.text(&d.SeatName)},
		{"title", w.text(&d.Title)},
		{"kind", code(w, &d.Kind)},
		{"opened", scalarInto(w, &d.Opened, credentials.ParseDate)},
		{"opened_by", w.text(&d.OpenedBy)},
		{"closed", scalarInto(w, &d.Closed, credentials.ParseDate)},
		{"closed_by", w.text(&d.ClosedBy)},
		{"summary", w.text(&d.Summary)},
		{"claimants", each(w, &d.Claimants, w.claimant)},
		{"decisions", each(w, &d.Decisions, w.decision)},
		{"doubts", w.text(&d.Doubts)},
		{"sources", each(w, &d.Sources, w.source)},
		{"see_also", w.seeAlso(&d.SeeAlso)},
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
			w.fault(node, "write a dispute’s id, with a note in brackets if need be", "%q is not a reference to another dispute", text)
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
	w.mapping(node, []field{
		{"id", w.text(&c.ID)},
		{"name", w.text(&c.Name)},
		{"leader", w.text(&c.Leader)},
		{"seated_at_start", scalarInto(w, &c.SeatedAtStart, parseTruth)},
		{"note", w.text(&c.Note)},
	})
}

func (w *walker) decision(node ast.Node, x *credentials.Decision) {
	x.Facts = map[string]credentials.Standing{}
	w.mapping(node, []field{
		{"session", scalarInto(w, &x.Key.Session, credentials.ParseSession)},
		{"challenge", code(w, &x.Challenge)},
		{"committee", func(node ast.Node) { x.Committee = w.committee(node) }},
		{"assembly", func(node ast.Node) { x.Assembly = w.assembly(node) }},
		{"outcome", code(w, &x.Outcome)},
		{"accepted", w.text(&x.Accepted)},
		{"seated", w.text(&x.Seated)},
		{"talks", scalarInto(w, &x.Talks, parseTruth)},
		{"facts", func(node ast.Node) { w.facts(node, x.Facts) }},
		{"positions", each(w, &x.Positions, w.position)},
		{"sources", each(w, &x.Sources, w.source)},
		{"confidence", code(w, &x.Confidence)},
		{"doubts", w.text(&x.Doubts)},
	})
}

func (w *walker) committee(node ast.Node) *credentials.CommitteeAction {
	c := &credentials.CommitteeAction{}
	w.mapping(node, []field{
		{"dates", each(w, &c.Dates, w.date)},
		{"reports", each(w, &c.Reports, w.symbol)},
		{"outcome", code(w, &c.Outcome)},
		{"how", code(w, &c.How)},
		{"vote", func(node ast.Node) { c.Vote = w.tally(node) }},
		{"note", w.text(&c.Note)},
	})
	return c
}

func (w *walker) assembly(node ast.Node) *credentials.AssemblyAction {
	a := &credentials.AssemblyAction{}
	w.mapping(node, []field{
		{"date", scalarInto(w, &a.Date, credentials.ParseDate)},
		{"resolutions", each(w, &a.Resolutions, w.symbol)},
		{"meetings", each(w, &a.Meetings, w.symbol)},
		{"outcome", code(w, &a.Outcome)},
		{"how", code(w, &a.How)},
		{"vote", func(node ast.Node) { a.Vote = w.tally(node) }},
		{"note", w.text(&a.Note)},
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
	w.mapping(node, []field{
		{"for", scalarInto(w, &t.For, parseCount)},
		{"against", scalarInto(w, &t.Against, parseCount)},
		{"abstaining", scalarInto(w, &t.Abstaining, parseCount)},
	})
	return t
}

// facts reads the coded facts by claimant. A claimant of whom nothing is said is
// left out.
func (w *walker) facts(node ast.Node, facts map[string]credentials.Standing) {
	claimants, ok := pairs(node)
	if !ok {
		w.fault(node, "write the claimants’ ids with their facts below", "here stands %s, where facts by claimant belong", kindOf(node))
		return
	}
	seen := map[string]bool{}
	for _, claimant := range claimants {
		id, _ := keyText(claimant)
		if seen[id] {
			w.fault(claimant.Key, "keep one of the two", "the claimant %q stands here twice", id)
			continue
		}
		seen[id] = true
		if absent(claimant.Value) {
			continue
		}
		standing := credentials.Standing{}
		fields := make([]field, 0, len(credentials.Facts()))
		for _, fact := range credentials.Facts() {
			fields = append(fields, field{fact.Key(), func(node ast.Node) {
				var value credentials.Value
				scalarInto(w, &value, fact.Parse)(node)
				standing = standing.With(fact, value)
			}})
		}
		w.mapping(claimant.Value, fields)
		if standing != (credentials.Standing{}) {
			facts[id] = standing
		}
	}
}

func (w *walker) position(node ast.Node, p *credentials.Position) {
	w.mapping(node, []field{
		{"member", w.text(&p.Member)},
		{"stance", code(w, &p.Stance)},
		{"claimant", w.text(&p.Claimant)},
		{"date", scalarInto(w, &p.Date, credentials.ParseDate)},
	})
}

func (w *walker) source(node ast.Node, s *credentials.Source) {
	w.mapping(node, []field{
		{"ref", w.text(&s.Ref)},
		{"title", w.text(&s.Title)},
		{"kind", code(w, &s.Kind)},
		{"read", scalarInto(w, &s.Read, parseTruth)},
	})
}
