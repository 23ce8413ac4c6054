package precedents_test

import (
	"slices"
	"strings"
	"testing"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
	"seatwatch/precedents"
)

// edited gives the brief on a dispute of the record after it was edited, in a
// language, and checks that every sentence of it is grounded.
func edited(t *testing.T, id string, request precedents.BriefRequest, edit func(*credentials.Dispute)) precedents.Brief {
	t.Helper()
	recorded, ok := embedded(t).Dispute(id)
	if !ok {
		t.Fatalf("there is no %s", id)
	}
	d := recorded.Clone()
	edit(&d)
	request.Dispute = d.ID
	brief, err := withDispute(t, d).Brief(request)
	if err != nil {
		t.Fatal(err)
	}
	allGrounded(t, &brief)
	return brief
}

func allGrounded(t *testing.T, brief *precedents.Brief) {
	t.Helper()
	for _, section := range slices.Concat(brief.Core, brief.Annexes) {
		for _, part := range section.Parts {
			for _, statement := range part.Statements {
				grounded(t, brief, statement.Key, statement.Grounds)
			}
			for _, row := range part.Rows {
				grounded(t, brief, row.Cells[0], row.Grounds)
				if len(row.Cells) != len(part.Columns) {
					t.Errorf("%s: a row of %d cells under %d heads", section.Key, len(row.Cells), len(part.Columns))
				}
			}
		}
	}
}

// sentence gives the statement with a key; nil where the brief does not say it.
func sentence(brief *precedents.Brief, key string) *precedents.Statement {
	for _, section := range slices.Concat(brief.Core, brief.Annexes) {
		for _, part := range section.Parts {
			for i := range part.Statements {
				if part.Statements[i].Key == key {
					return &part.Statements[i]
				}
			}
		}
	}
	return nil
}

// wholeText gives everything that a brief says, a line for each sentence or row.
func wholeText(sections []precedents.BriefSection) string {
	var b strings.Builder
	for _, section := range sections {
		for _, part := range section.Parts {
			for _, statement := range part.Statements {
				b.WriteString(statement.Key + ": " + statement.Says + "\n")
			}
			for _, row := range part.Rows {
				b.WriteString(strings.Join(row.Cells, " | ") + "\n")
			}
		}
	}
	return b.String()
}

func TestABriefSaysWhatIsMissing(t *testing.T) {
	none := func(*credentials.Dispute) {}
	long := strings.Repeat("A title that goes on and on, ", 18)[:500]
	for _, test := range []struct {
		name    string
		dispute string
		request precedents.BriefRequest
		edit    func(*credentials.Dispute)
		// says are keys of sentences that it has to say, and silent of those that
		// it may not.
		says, silent []string
	}{
		{name: "a closed dispute", dispute: "afghanistan-1996", edit: none, says: []string{"expected.closed", "expected.if_raised"}, silent: []string{"expected.as_before", "expected.past_coded", "expected.past"}},
		{name: "closed by nobody knows what", dispute: "afghanistan-1996", edit: func(d *credentials.Dispute) { d.ClosedBy = "" }, says: []string{"expected.closed_plainly"}, silent: []string{"expected.closed"}},
		{name: "an open dispute", dispute: "myanmar-2021", edit: none, says: []string{"expected.contested", "expected.as_before", "expected.if_contested", "new.carried", "expected.opened"}, silent: []string{"expected.closed"}},
		{name: "one long not before the body", dispute: "chile-1974", edit: none, says: []string{"expected.quiet"}},
		{
			name: "a past session", dispute: "afghanistan-1996", edit: none,
			request: precedents.BriefRequest{Key: credentials.DecisionKey{Session: credentials.RegularSessionOf(53)}},
			says:    []string{"expected.past_coded", "expected.comes_up", "expected.likeliest", "background.decided"}, silent: []string{"expected.closed", "new.carried"},
		},
		{
			name: "the first session", dispute: "afghanistan-1996", edit: none,
			request: precedents.BriefRequest{Key: credentials.DecisionKey{Session: credentials.RegularSessionOf(51)}},
			says:    []string{"new.first", "background.undecided"}, silent: []string{"background.last"},
		},
		{
			name: "a day before it opened", dispute: "afghanistan-1996", edit: none,
			request: precedents.BriefRequest{Key: credentials.DecisionKey{Session: credentials.RegularSessionOf(50)}},
			says:    []string{"expected.not_yet", "outcome.nothing", "background.not_open"}, silent: []string{"background.opened"},
		},
		{name: "a dispute without decisions", dispute: "myanmar-2021", edit: func(d *credentials.Dispute) { d.Decisions = nil }, says: []string{"outcome.nothing", "background.undecided"}},
		{
			name: "a claimant without facts", dispute: "myanmar-2021", request: precedents.BriefRequest{For: "sac"},
			edit: func(d *credentials.Dispute) {
				for i := range d.Decisions {
					delete(d.Decisions[i].Facts, "sac")
				}
			},
			says: []string{"claimants.without", "outcome.mine_unknown"},
		},
		{
			name: "no facts at all", dispute: "myanmar-2021",
			edit: func(d *credentials.Dispute) {
				for i := range d.Decisions {
					d.Decisions[i].Facts = nil
				}
			},
			says: []string{"claimants.without", "outcome.flag.likely"},
		},
		{name: "a long title", dispute: "myanmar-2021", edit: func(d *credentials.Dispute) { d.Title = long }, says: []string{"expected.if_contested"}},
		{
			name: "names from right to left", dispute: "libya-2011",
			edit: func(d *credentials.Dispute) {
				d.Claimants[0].Name, d.Claimants[1].Name = "المجلس الوطني الانتقالي", "الجماهيرية العظمى"
			},
			says: []string{"background.parties_seated"},
		},
		{
			name: "sources that are gone", dispute: "myanmar-2021",
			edit: func(d *credentials.Dispute) {
				d.Sources = nil
				for i := range d.Decisions {
					d.Decisions[i].Sources, d.Decisions[i].Committee, d.Decisions[i].Assembly = nil, nil, nil
				}
			},
			says: []string{"background.last_undated"},
		},
	} {
		for _, language := range []*wording.Language{wording.English, wording.French} {
			t.Run(test.name+", "+string(language.Code()), func(t *testing.T) {
				test.request.Language = language
				brief := edited(t, test.dispute, test.request, test.edit)
				for _, key := range test.says {
					if sentence(&brief, key) == nil {
						t.Errorf("it does not say %s:\n%s", key, wholeText(brief.Core))
					}
				}
				for _, key := range test.silent {
					if s := sentence(&brief, key); s != nil {
						t.Errorf("it says %s: %s", key, s.Says)
					}
				}
			})
		}
	}
}

// A brief before a session of the past says the same whatever came later.
func TestABriefKnowsNothingOfLater(t *testing.T) {
	for _, test := range []struct {
		dispute string
		session int
	}{{"afghanistan-1996", 53}, {"kampuchea-1979", 36}, {"south-africa-1965", 29}, {"venezuela-2019", 75}} {
		session := credentials.RegularSessionOf(test.session)
		request := precedents.BriefRequest{Key: credentials.DecisionKey{Session: session}, Annexes: []string{"chronology", "facts"}}
		whole := edited(t, test.dispute, request, func(*credentials.Dispute) {})
		cut := edited(t, test.dispute, request, func(d *credentials.Dispute) {
			here, _ := embedded(t).Session(session)
			recorded := len(d.Decisions)
			d.Decisions = slices.DeleteFunc(d.Decisions, func(x credentials.Decision) bool {
				there, _ := embedded(t).Session(x.Key.Session)
				return here.Opened.Before(there.Opened) == credentials.Yes
			})
			if len(d.Decisions) == recorded {
				t.Fatalf("%s: nothing came after the %s", d.ID, session.Words())
			}
			d.Closed, d.ClosedBy = credentials.Date{}, ""
		})
		with, without := strings.Split(wholeText(append(whole.Core, whole.Annexes...)), "\n"), strings.Split(wholeText(append(cut.Core, cut.Annexes...)), "\n")
		for _, line := range with {
			if !slices.Contains(without, line) {
				t.Errorf("%s, %s: only with what came later: %s", test.dispute, session.Words(), line)
			}
		}
		for _, line := range without {
			if !slices.Contains(with, line) {
				t.Errorf("%s, %s: only without what came later: %s", test.dispute, session.Words(), line)
			}
		}
	}
}

// What nobody has confirmed, and what another coder reads differently, is marked
// where it stands.
func TestDoubtsStandInTheTable(t *testing.T) {
	session := credentials.RegularSessionOf(81)
	brief := edited(t, "myanmar-2021", precedents.BriefRequest{Key: credentials.DecisionKey{Session: session}}, func(d *credentials.Dispute) {
		sheet := d.Prepare(session)
		for i := range sheet.Coding {
			if c := &sheet.Coding[i]; c.Claimant == "sac" && c.Fact == credentials.Capital {
				c.Dissents = []credentials.Dissent{{By: "Another coder", Value: 2}}
			}
		}
		d.Prepared = []credentials.Preparation{sheet}
	})
	if sentence(&brief, "new.unconfirmed") == nil || sentence(&brief, "facts.prepared") == nil || sentence(&brief, "dissent.said") == nil {
		t.Errorf("the brief does not say what is in doubt:\n%s", wholeText(brief.Core))
	}
	for _, want := range []string{"Held (read differently)", "Another coder: contested", "(unconfirmed)"} {
		if text := wholeText(slices.Concat(brief.Core, brief.Annexes)); !strings.Contains(text, want) {
			t.Errorf("the brief does not say %q:\n%s", want, text)
		}
	}
}

func BenchmarkAllBriefs(b *testing.B) {
	engine := sharedEngine()
	for b.Loop() {
		for i := range engine.Casebook().Disputes {
			if _, err := engine.Brief(precedents.BriefRequest{Dispute: engine.Casebook().Disputes[i].ID}); err != nil {
				b.Fatal(err)
			}
		}
	}
}
