package credentials

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// edited applies changes by an editor and gives the dispute.
func edited(t *testing.T, d Dispute, changes ...Change) Dispute {
	t.Helper()
	after, err := Edit{By: "An editor", Changes: changes}.Apply(d)
	if err != nil {
		t.Fatal(err)
	}
	return after
}

// fields are one field of each sort, with a value to set.
var fields = map[string]string{
	"title": "Afghanistan", "kind": "objection", "opened": "1996-09", "closed": "", "summary": "Two.\n\nDelegations.",
	"claimants/taliban/name": "Taliban", "claimants/taliban/seated_at_start": "", "claimants/talks": New,
	"decisions/51/challenge": "objection", "decisions/51/seated": "taliban", "decisions/51/talks": "true", "decisions/51/doubts": "Some.",
	"decisions/51/committee/dates": "1996-10-01\n1996-10-02", "decisions/51/committee/reports": "A/51/548", "decisions/51/assembly/vote_for": "72",
	"decisions/51/facts/taliban/capital":                 Parts{"value": "held", "source": "A/51/548", "passage": "paragraph 4", "confidence": "high"}.String(),
	"decisions/51/dissents/taliban/capital/An editor":    Parts{"by": "An editor", "value": "contested"}.String(),
	"decisions/51/positions/PAK/taliban/recognizes/":     "",
	"decisions/51/positions/IND/taliban/objects/1996-10": Parts{"member": "IND", "claimant": "taliban", "stance": "objects", "date": "1996-10", "until": "1997"}.String(),
	"decisions/51/sources/https:%2F%2Fexample.org%2F1":   Parts{"ref": "https://example.org/1", "title": "A page", "kind": "other", "read": "true", "passage": "It says so."}.String(),
	"sources/A%2F51%2F548":                               Parts{"ref": "A/51/548", "title": "Report", "kind": "un_document"}.String(),
	"see_also/afghanistan-2021":                          "", "replies/The mission/1996-11-01": Parts{"by": "The mission", "date": "1996-11-01", "text": "We object."}.String(),
	"prepared/82": New, "decisions/56/outcome": "deferred",
}

// TestEveryFieldIsSetOnce: a change is made, made again it changes nothing, and
// what an editor saw before gives a conflict with both versions.
func TestEveryFieldIsSetOnce(t *testing.T) {
	for field, now := range fields {
		d := afghanistan()
		was, ok := d.Field(field)
		if !ok {
			t.Errorf("%s is not found", field)
			continue
		}
		change := Change{field, was, now}
		more := []Change{change}
		switch field {
		case "decisions/56/outcome":
			more = append(more, Change{"decisions/56/accepted", "islamic-state", ""})
		case "claimants/talks":
			more = append(more, Change{"claimants/talks/name", "", "Talks"})
		}
		after := edited(t, d, more...)
		if !reflect.DeepEqual(d, afghanistan()) {
			t.Errorf("%s: the dispute itself has changed", field)
		}
		stands, _ := after.Field(field)
		if stands != now && now != New || stands == was {
			t.Errorf("%s holds %q, want %q", field, stands, now)
		}
		if again := edited(t, after, more...); !reflect.DeepEqual(again, after) {
			t.Errorf("%s: the change made twice is not the change made once", field)
		}
		if now == New {
			continue
		}
		stale, other := was+"x", now+"y"
		if strings.Contains(was+now, "=") {
			stale = "passage=stale\nnote=stale\ntext=stale\ntitle=stale\ndate=1990"
			other = strings.ReplaceAll(strings.ReplaceAll(stale, "stale", "other"), "1990", "1991")
		}
		_, err := Edit{By: "An editor", Changes: []Change{{field, stale, other}}}.Apply(d)
		conflict, ok := errors.AsType[*Conflict](err)
		if !ok || len(conflict.Fields) != 1 || conflict.Fields[0].Theirs != was || conflict.Fields[0].Yours == now {
			t.Errorf("%s: a stale change gives %v", field, err)
		}
	}
}

func TestEditFindsEveryFault(t *testing.T) {
	d := afghanistan()
	_, err := Edit{By: "An editor", Changes: []Change{
		{"opened", "1996-09-27", "yesterday"},
		{"kind", "rival_claimants", "rivals"},
		{"decisions/51/facts/taliban/capital", "", "value=conquered"},
		{"decisions/51/committee/reports", "", "A B C"},
		{"decisions/99/outcome", "", "accepted"},
		{"decisions/51/dissents/taliban/capital/Another", "", "value=held"},
	}}.Apply(d)
	for _, field := range []string{"opened", "kind", "decisions/51/facts/taliban/capital", "decisions/99/outcome", "decisions/51/dissents/taliban/capital/Another"} {
		checkFault(t, err, field)
	}
	for field, change := range map[string]Change{
		"decisions/51/accepted":                 {"decisions/51/outcome", "deferred", "accepted"},
		"claimants/taliban/name":                {"claimants/taliban/name", "Islamic Emirate of Afghanistan (Taliban)", ""},
		"decisions/51/facts/taliban":            {"claimants/taliban", Fingerprint(d.Claimants[1]), ""},
		"closed":                                {"closed", "2001-12-22", "1990"},
		"decisions/51/committee/vote_for":       {"decisions/51/committee/how", "without_vote", "vote"},
		"decisions/51/facts/nobody":             {"decisions/51/facts/nobody/capital", "", "value=held"},
		"decisions/51/seated":                   {"decisions/51/seated", "islamic-state", "nobody"},
		"decisions/51/positions/PAK/x/objects/": {"decisions/51/positions/PAK/x/objects/", "", "member=PAK\nstance=objects"},
	} {
		_, err := Edit{By: "An editor", Changes: []Change{change}}.Apply(d)
		if field == "decisions/51/committee/vote_for" {
			if err != nil {
				t.Errorf("a vote whose numbers are not known: %v", err)
			}
			continue
		}
		if field == "decisions/51/positions/PAK/x/objects/" {
			field += "/claimant"
		}
		invalid, ok := errors.AsType[*Invalid](err)
		if !ok || !slices.ContainsFunc(invalid.Faults, func(f Fault) bool { return strings.HasPrefix(f.Field, strings.TrimSuffix(field, "/claimant")) }) {
			t.Errorf("%s: %v", field, err)
		}
	}
}

func TestPrepareCarriesEveryFactUnconfirmed(t *testing.T) {
	d := afghanistan()
	d.Decisions = d.Decisions[:1]
	d.Decisions[0].Facts["taliban"] = d.Decisions[0].Facts["taliban"].With(Capital, 1)
	d.Decisions[0].Seated = "taliban"
	d = edited(t, d, Change{"prepared/52", "", New})
	p, err := d.Preparation(mustSession(t, "52"))
	if err != nil {
		t.Fatal(err)
	}
	if open := Unconfirmed(p.Coding); len(open) != 3 || open[2].Carried != mustSession(t, "51") {
		t.Errorf("carried are %v", open)
	}
	if got := p.Facts["taliban"].Code(HoldsSeat) + p.Facts["islamic-state"].Code(HoldsSeat); got != "truefalse" {
		t.Errorf("the seat is held %s", got)
	}
	was, _ := d.Field("prepared/52/facts/taliban/capital")
	confirmed := ParseParts(was)
	delete(confirmed, "carried")
	d = edited(t, d, Change{"prepared/52/facts/taliban/capital", was, confirmed.String()})
	p, _ = d.Preparation(mustSession(t, "52"))
	if c := CodingOf(p.Coding, "taliban", Capital); c == nil || c.Unconfirmed() || c.By != "An editor" || len(Unconfirmed(p.Coding)) != 2 {
		t.Errorf("the confirmed fact is %+v", c)
	}
	d = edited(t, d,
		Change{"decisions/52", "", New}, Change{"decisions/52/challenge", "", "none"}, Change{"decisions/52/outcome", "", "deferred"},
		Change{"decisions/52/seated", "", "taliban"}, Change{"decisions/52/confidence", "", "low"},
		Change{"decisions/52/sources/A%2F52%2F1", "", "ref=A/52/1\ntitle=Report\nkind=un_document"})
	last := d.Last()
	if len(d.Prepared) != 0 || last.Key.Session != mustSession(t, "52") || last.Facts["taliban"].Code(Capital) != "held" || len(Unconfirmed(last.Coding)) != 2 {
		t.Errorf("the decision took over %+v", last)
	}
}

func TestDecisionsAreFiledInTheOrderOfSessions(t *testing.T) {
	d := edited(t, afghanistan(),
		Change{"decisions/52", "", New}, Change{"decisions/52/challenge", "", "none"}, Change{"decisions/52/outcome", "", "deferred"},
		Change{"decisions/52/seated", "", "taliban"}, Change{"decisions/52/confidence", "", "low"},
		Change{"decisions/52/sources/A%2F52%2F1", "", "ref=A/52/1\ntitle=Report\nkind=un_document"})
	var keys []string
	for _, x := range d.Decisions {
		keys = append(keys, x.Key.String())
	}
	if strings.Join(keys, " ") != "51 52 56" {
		t.Error(keys)
	}
}

func TestDissentStandsBesideTheValue(t *testing.T) {
	d := afghanistan()
	d = edited(t, d, Change{"decisions/51/facts/taliban/capital", "", "value=held"})
	after, err := Edit{By: "Another", Changes: []Change{{"decisions/51/dissents/taliban/capital/Another", "", "by=Another\nvalue=contested\nconfidence=low"}}}.Apply(d)
	if err != nil {
		t.Fatal(err)
	}
	c := CodingOf(after.Decisions[0].Coding, "taliban", Capital)
	if after.Decisions[0].Facts["taliban"].Code(Capital) != "held" || c == nil || c.By != "An editor" || len(c.Dissents) != 1 || Capital.Code(c.Dissents[0].Value) != "contested" {
		t.Errorf("the coding is %+v", c)
	}
}

func TestPathsGoThereAndBack(t *testing.T) {
	for _, parts := range [][]string{{"a", "b/c", "100%", "%2F", ""}, {"sources", "https://example.org/a?b=%20"}} {
		if got := SplitPath(Path(parts...)); !slices.Equal(got, parts) {
			t.Errorf("%q became %q", parts, got)
		}
	}
	p := Parts{"text": "two\nlines = 100%", "by": "x", "none": ""}
	got := ParseParts(p.String())
	delete(p, "none")
	if !reflect.DeepEqual(got, p) {
		t.Errorf("%v became %v", p, got)
	}
}

func TestWhatAnEditSays(t *testing.T) {
	e := Edit{Changes: []Change{{Field: "prepared/82/facts/taliban/capital"}, {Field: "opened_by"}, {Field: "decisions/51"}, {Field: "sources/x"}, {Field: "title"}}}
	if got, want := e.What(), "changed capital of taliban at 82, opened by, the decision at 51 and 2 more"; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
}

// Two positions that differ only in their day are two fields. One that is moved to
// another day is moved once, and not onto the other.
func TestPositionsOfTwoDays(t *testing.T) {
	d := afghanistan()
	first := Position{Member: "PAK", Stance: "supports_credentials", Claimant: "taliban", Date: Day(1996, 10, 1)}
	second, moved := first, first
	second.Date, moved.Date = Day(1996, 10, 14), Day(1996, 10, 2)
	d.Decisions[0].Positions = []Position{first, second}
	path := func(p Position) string { return "decisions/51/" + p.Path() }
	for _, p := range []Position{first, second} {
		if text, ok := d.Field(path(p)); !ok || text != p.Parts().String() {
			t.Errorf("%s holds %q", path(p), text)
		}
	}
	ended := second
	ended.Until = Day(1996, 10, 20)
	d = edited(t, d, Change{path(second), second.Parts().String(), ended.Parts().String()})
	move := Change{path(first), first.Parts().String(), moved.Parts().String()}
	for range 2 {
		d = edited(t, d, move)
		if want := []Position{moved, ended}; !slices.Equal(d.Decisions[0].Positions, want) {
			t.Errorf("the positions are %+v", d.Decisions[0].Positions)
		}
	}
	_, err := Edit{By: "An editor", Changes: []Change{{path(moved), moved.Parts().String(), second.Parts().String()}}}.Apply(d)
	if invalid, ok := errors.AsType[*Invalid](err); !ok || invalid.Faults[0].Field != path(moved) {
		t.Errorf("moved onto another position it gave %v", err)
	}
	other := first
	other.Date = Day(1996, 10, 3)
	_, err = Edit{By: "An editor", Changes: []Change{{path(first), first.Parts().String(), other.Parts().String()}}}.Apply(d)
	if _, ok := errors.AsType[*Conflict](err); !ok {
		t.Errorf("moved by two editors to two days it gave %v", err)
	}
}
