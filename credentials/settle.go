package credentials

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// placeLast puts the last decision, which is new, among the others: before those
// of later sessions of its kind.
func (d *Dispute) placeLast() {
	last := len(d.Decisions) - 1
	x := d.Decisions[last]
	place := slices.IndexFunc(d.Decisions[:last], func(y Decision) bool {
		return y.Key.Session.Kind() == x.Key.Session.Kind() && y.Key.Session.Number() > x.Key.Session.Number() || x.Date().Before(y.Date()) == Yes
	})
	if place >= 0 {
		d.Decisions = slices.Insert(d.Decisions[:last], place, x)
	}
}

// settle brings a dispute that was edited into the form in which the record
// keeps it: nothing that says nothing, codings in order, decisions numbered.
func (d *Dispute) settle() {
	for i := range d.Decisions {
		x := &d.Decisions[i]
		if c := x.Committee; c != nil {
			c.Vote = settled(c.How, c.Vote)
			if c.Outcome == "" && c.How == "" && c.Vote == nil && c.Note == "" && len(c.Dates)+len(c.Reports) == 0 {
				x.Committee = nil
			}
		}
		if a := x.Assembly; a != nil {
			a.Vote = settled(a.How, a.Vote)
			if a.Outcome == "" && a.How == "" && a.Vote == nil && a.Note == "" && !a.Date.Known() && len(a.Resolutions)+len(a.Meetings) == 0 {
				x.Assembly = nil
			}
		}
		d.settleSheet(x.Facts, &x.Coding)
	}
	for i := range d.Prepared {
		d.settleSheet(d.Prepared[i].Facts, &d.Prepared[i].Coding)
	}
	d.NumberDecisions()
}

// settled gives the numbers of a vote: those that are not known where there was
// one, none where there was not and nobody wrote any.
func settled(how How, vote *Tally) *Tally {
	switch {
	case how == ByVote && vote == nil:
		return &Tally{}
	case how != ByVote && vote != nil && *vote == Tally{}:
		return nil
	}
	return vote
}

func (d *Dispute) settleSheet(facts map[string]Standing, codings *[]Coding) {
	for id, standing := range facts {
		if standing == (Standing{}) {
			delete(facts, id)
		}
	}
	*codings = slices.DeleteFunc(*codings, func(c Coding) bool {
		return c.By == "" && !c.Unconfirmed() && len(c.Dissents) == 0
	})
	d.sortCodings(*codings)
}

var element = regexp.MustCompile(`^(\w+)\[(\d+)\]\.?`)

// byField gives an error of Validate with the fields named by their paths.
func (d *Dispute) byField(err error) error {
	invalid, ok := errors.AsType[*Invalid](err)
	if !ok {
		return err
	}
	named := &Invalid{Faults: slices.Clone(invalid.Faults)}
	for i := range named.Faults {
		named.Faults[i].Field = d.FieldOf(named.Faults[i].Field)
	}
	return named
}

// FieldOf gives the path of the field that the dataset's notation names, such as
// decisions/51/facts/taliban/capital for decisions[0].facts.taliban.capital. A
// field that cannot be changed by itself gives the nearest that can.
func (d *Dispute) FieldOf(dataset string) string {
	dataset = strings.TrimSuffix(dataset, ".")
	match := element.FindStringSubmatch(dataset)
	if match == nil {
		return strings.ReplaceAll(dataset, ".", "/")
	}
	i, _ := strconv.Atoi(match[2])
	rest := dataset[len(match[0]):]
	switch {
	case match[1] == "decisions" && i < len(d.Decisions):
		x := &d.Decisions[i]
		return joinPath("decisions/"+x.Key.String(), fieldOfSheet(rest, x.Coding, x.Positions, x.Sources))
	case match[1] == "prepared" && i < len(d.Prepared):
		p := &d.Prepared[i]
		return joinPath("prepared/"+p.Session.String(), fieldOfSheet(rest, p.Coding, p.Positions, p.Sources))
	case match[1] == "claimants" && i < len(d.Claimants):
		return joinPath(Path("claimants", d.Claimants[i].ID), rest)
	case match[1] == "sources" && i < len(d.Sources):
		return Path("sources", d.Sources[i].Ref)
	case match[1] == "see_also" && i < len(d.SeeAlso):
		return Path("see_also", d.SeeAlso[i].Dispute)
	case match[1] == "replies" && i < len(d.Replies):
		return Path("replies", d.Replies[i].By, d.Replies[i].Date.String())
	}
	return dataset
}

func joinPath(path, rest string) string {
	if rest == "" {
		return path
	}
	return path + "/" + rest
}

// fieldOfSheet does the same below a decision or a preparation.
func fieldOfSheet(field string, codings []Coding, positions []Position, sources []Source) string {
	if action, after, ok := strings.Cut(field, "."); ok && (action == "committee" || action == "assembly") {
		name, _, _ := strings.Cut(after, "[")
		return action + "/" + strings.Replace(name, "vote", "vote_for", 1)
	}
	match := element.FindStringSubmatch(field)
	if match == nil {
		return strings.ReplaceAll(field, ".", "/")
	}
	i, _ := strconv.Atoi(match[2])
	switch {
	case match[1] == "coding" && i < len(codings):
		return Path("facts", codings[i].Claimant, codings[i].Fact.Key())
	case match[1] == "positions" && i < len(positions):
		return positions[i].Path()
	case match[1] == "sources" && i < len(sources):
		return Path("sources", sources[i].Ref)
	}
	return field
}
