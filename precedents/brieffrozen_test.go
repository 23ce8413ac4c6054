package precedents_test

import (
	"encoding/json"
	"slices"
	"testing"

	"seatwatch/credentials"
	"seatwatch/credentials/rules"
	"seatwatch/credentials/wording"
	"seatwatch/precedents"
)

func frozen(t *testing.T, engine *precedents.Engine, request precedents.BriefRequest) precedents.FrozenBrief {
	t.Helper()
	f, err := engine.Freeze(request)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// A brief read back is the one that was frozen, and made again from the same record
// it says the same.
func TestAFrozenBriefIsReadBackAndMadeAgain(t *testing.T) {
	engine := sharedEngine()
	disputes := engine.Casebook().Disputes
	for i := 0; i < len(disputes); i += 18 {
		language := wording.English
		if i%2 == 1 {
			language = wording.French
		}
		f := frozen(t, engine, precedents.BriefRequest{Dispute: disputes[i].ID, Language: language, For: disputes[i].Claimants[0].ID, Marking: "<For “us” & others>"})
		if !f.Whole() {
			t.Errorf("%s: the hash is of something else", disputes[i].ID)
		}
		var read precedents.Brief
		if err := json.Unmarshal(f.Content, &read); err != nil {
			t.Fatal(err)
		}
		if again := asJSON(t, read); again != string(f.Content) {
			t.Errorf("%s read back is another", disputes[i].ID)
		}
		f.Brief = read
		u, err := engine.Update(&f, credentials.Date{})
		if err != nil {
			t.Fatal(err)
		}
		if !u.Same() || u.Unchanged == 0 || asJSON(t, u.Again) != string(f.Content) {
			t.Errorf("%s made again: %+v", disputes[i].ID, u)
		}
	}
}

var at53 = credentials.DecisionKey{Session: credentials.RegularSessionOf(53)}

// moved gives an engine over a record in which a fact of afghanistan-1996:53 is
// otherwise, a source has come to it, and a decision of another dispute is gone.
func moved(t *testing.T) *precedents.Engine {
	t.Helper()
	library, err := precedents.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	disputes := slices.Clone(library.Disputes)
	for i := range disputes {
		switch disputes[i].ID {
		case "afghanistan-1996":
			disputes[i] = disputes[i].Clone()
			at := slices.IndexFunc(disputes[i].Decisions, func(x credentials.Decision) bool { return x.Key.Session == credentials.RegularSessionOf(53) })
			x := &disputes[i].Decisions[at]
			x.Facts["taliban"] = x.Facts["taliban"].With(credentials.OrganizationStance, value(t, credentials.OrganizationStance, "endorsed"))
			x.Sources = append(slices.Clone(x.Sources), credentials.Source{Ref: "A/53/999", Title: "A letter that came later", Kind: "un_document"})
		case "liberia-1990":
			disputes[i] = disputes[i].Clone()
			disputes[i].Decisions = disputes[i].Decisions[:len(disputes[i].Decisions)-1]
		}
	}
	set, err := rules.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return precedents.NewEngine(precedents.NewCasebook(precedents.NewLibrary(library.Frame, disputes, library.RollCalls)), set)
}

// What is changed in the record is named, and where it tells, the forecast moves.
func TestAnUpdateNamesWhatMoved(t *testing.T) {
	f := frozen(t, sharedEngine(), precedents.BriefRequest{Dispute: "afghanistan-1996", Key: at53})
	later := moved(t)
	u, err := later.Update(&f, credentials.Date{})
	if err != nil {
		t.Fatal(err)
	}
	names := func(kind precedents.MovedKind) (list []string) {
		for _, m := range u.Moved {
			if m.Kind == kind {
				list = append(list, m.ID+" "+string(m.Fate))
			}
		}
		return list
	}
	if !slices.Equal(names(precedents.MovedFact), []string{"taliban.un_stance changed"}) || !slices.Contains(names(precedents.MovedSource), "A/53/999 added") || len(names(precedents.MovedDecision)) == 0 || len(names(precedents.MovedRule)) > 0 {
		t.Errorf("moved: %v", u.Moved)
	}
	if u.Same() || !u.Data || u.Rules || u.Method || u.Forecast == precedents.ForecastSame || len(u.Sections) == 0 {
		t.Errorf("data %t, rules %t, method %t, forecast %s, %d sections", u.Data, u.Rules, u.Method, u.Forecast, len(u.Sections))
	}
	bare := precedents.NewEngine(later.Casebook(), nil)
	if u, err = bare.Update(&f, credentials.Date{}); err != nil || !u.Rules || len(names(precedents.MovedRule)) == 0 {
		t.Errorf("without a rulebook: rules %t, %v", u.Rules, err)
	}
	gone := precedents.NewEngine(precedents.NewCasebook(precedents.NewLibrary(later.Casebook().Frame, nil, nil)), nil)
	if _, err := gone.Update(&f, credentials.Date{}); err == nil {
		t.Error("a dispute that is gone has an update")
	}
}

func value(t *testing.T, fact credentials.Fact, code string) credentials.Value {
	t.Helper()
	v, err := fact.Parse(code)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
