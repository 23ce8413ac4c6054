package credentials

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// New is what a change of an element as a whole writes for one that is to be
// there: a claimant, a sheet, a decision.
const New = "new"

// A Change sets one field of a dispute. Fields are named by paths whose parts
// are put together by Path:
//
//	title, kind, opened, opened_by, closed, closed_by, summary, doubts, seat_name
//	claimants/ID, claimants/ID/name … note, seated_at_start
//	sources/REF, see_also/ID, replies/BY/DATE
//	decisions/KEY, decisions/KEY/challenge … doubts
//	decisions/KEY/committee/outcome, how, dates, reports, vote_for …, note
//	decisions/KEY/assembly/outcome, how, date, resolutions, meetings, vote_for …, note
//	decisions/KEY/facts/CLAIMANT/FACT, dissents/CLAIMANT/FACT/BY
//	decisions/KEY/positions/MEMBER/CLAIMANT/STANCE/DATE, decisions/KEY/sources/REF
//	prepared/SESSION and the same below it but for what was decided
//
// Most fields are a single text as the dataset writes it. What is one statement,
// such as a fact with its source, is one field of several Parts, so that nobody
// changes a value while somebody else changes what it rests on. A claimant, a
// decision or a sheet as a whole is New, or empty to take it away.
type Change struct {
	Field string
	// Was is what the editor saw, Now what the field shall hold.
	Was, Now string
}

// Edit is what one editor changes of one dispute, all of it or nothing.
type Edit struct {
	By      string
	Changes []Change
}

// Apply gives the dispute with the changes made. The one given stays as it is. A
// field that already holds what it shall hold is left alone, so that an edit
// made twice is made once. One that holds neither that nor what the editor saw
// gives a *Conflict with every such field in both versions. A field that is not
// there, a value that cannot be read and a dispute that would not be valid give
// an *Invalid whose faults name fields by their paths.
func (e Edit) Apply(d Dispute) (Dispute, error) {
	decided := len(d.Decisions)
	d = d.Clone()
	conflict := &Conflict{Record: "dispute/" + d.ID}
	var f faults
	for _, change := range e.Changes {
		slot, ok := d.slot(change.Field, e.By)
		if !ok {
			f.add(change.Field, "open the record again and look whether it is still there", "the record has no field %s", change.Field)
			continue
		}
		holds, now, was := tidy(slot.get()), slot.spelled(change.Now), slot.spelled(change.Was)
		switch {
		case holds == now || now == New && holds != "" || holds == "" && slot.stands(now):
		case holds != was:
			conflict.Fields = append(conflict.Fields, FieldConflict{Field: change.Field, Was: was, Yours: now, Theirs: holds})
		default:
			f.addAt(change.Field, slot.set(now))
		}
	}
	switch {
	case f.err() != nil:
		return Dispute{}, f.err()
	case len(conflict.Fields) > 0:
		return Dispute{}, conflict
	}
	if len(d.Decisions) > decided {
		d.placeLast()
	}
	d.settle()
	if err := d.Validate(); err != nil {
		return Dispute{}, d.byField(err)
	}
	return d, nil
}

// addAt takes over the faults of an error under a field.
func (f *faults) addAt(field string, err error) {
	if err == nil {
		return
	}
	invalid, ok := errors.AsType[*Invalid](err)
	if !ok {
		f.add(field, "", "%s", err)
		return
	}
	for _, fault := range invalid.Faults {
		fault.Field = field
		f.list = append(f.list, fault)
	}
}

// Field gives the text of a field; ok is false where the dispute has none of
// that name.
func (d *Dispute) Field(path string) (text string, ok bool) {
	own := d.Clone()
	slot, ok := own.slot(path, "")
	if !ok {
		return "", false
	}
	return tidy(slot.get()), true
}

// Path puts a field's path together.
func Path(parts ...string) string {
	escaped := make([]string, len(parts))
	for i, part := range parts {
		escaped[i] = strings.NewReplacer("%", "%25", "/", "%2F").Replace(part)
	}
	return strings.Join(escaped, "/")
}

// SplitPath takes a field's path apart.
func SplitPath(path string) []string {
	parts := strings.Split(path, "/")
	for i, part := range parts {
		parts[i] = strings.NewReplacer("%2F", "/", "%25", "%").Replace(part)
	}
	return parts
}

// Parts are the parts of a field that is one statement.
type Parts map[string]string

// String gives the parts in one spelling: the order of their names, those that
// are empty left out.
func (p Parts) String() string {
	var lines []string
	for name, value := range p {
		if value = tidy(value); value != "" {
			lines = append(lines, name+"="+strings.NewReplacer("%", "%25", "\n", "%0A").Replace(value))
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// ParseParts reads what String writes.
func ParseParts(text string) Parts {
	p := Parts{}
	for line := range strings.SplitSeq(tidy(text), "\n") {
		if name, value, ok := strings.Cut(line, "="); ok {
			p[name] = strings.NewReplacer("%0A", "\n", "%25", "%").Replace(value)
		}
	}
	return p
}

// tidy gives a text with one kind of line ends and no blanks around it, as forms
// send it and the record keeps it.
func tidy(text string) string {
	return strings.TrimSpace(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text))
}

// What says in a clause what the edit changes, for the list of revisions.
func (e Edit) What() string {
	const most = 3
	var named []string
	for _, change := range e.Changes {
		named = append(named, change.says())
	}
	slices.Sort(named)
	named = slices.Compact(named)
	if more := len(named) - most; more > 0 {
		named = append(named[:most], fmt.Sprintf("%d more", more))
	}
	if last := len(named) - 1; last > 0 {
		named = append(named[:last-1], named[last-1]+" and "+named[last])
	}
	return "changed " + strings.Join(named, ", ")
}

// says names the field of a change in words.
func (c Change) says() string {
	parts := SplitPath(c.Field)
	where := ""
	if len(parts) > 1 && (parts[0] == "decisions" || parts[0] == "prepared") {
		where = " at " + parts[1]
		if len(parts) == 2 {
			return map[string]string{"decisions": "the decision", "prepared": "the sheet"}[parts[0]] + where
		}
		parts = parts[2:]
	}
	switch {
	case (parts[0] == "facts" || parts[0] == "dissents") && len(parts) > 2:
		return parts[2] + " of " + parts[1] + where
	case parts[0] == "positions" && len(parts) > 1:
		return "the position of " + parts[1] + where
	case parts[0] == "sources":
		return "the sources" + where
	}
	return strings.ReplaceAll(strings.Join(parts, " "), "_", " ") + where
}
