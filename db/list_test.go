package db

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// values of a row's facets, by the facet's key; a value that is not known is
// precedents.NotKnownCode.
type facetValues map[string]string

func disputeValues(l *precedents.Library, d *credentials.Dispute) facetValues {
	member, _ := l.Member(d.Seat)
	last := d.Last()
	return facetValues{
		"era": precedents.EraOf(d.Opened.Year()), "region": string(member.Group), "kind": string(d.Kind), "outcome": string(last.Outcome),
		"challenge": string(last.Challenge), "state": string(l.StateOf(d)), "confidence": string(d.Confidence()),
	}
}

func decisionValues(l *precedents.Library, d *credentials.Dispute, x *credentials.Decision) facetValues {
	values := disputeValues(l, d)
	values["dispute"] = d.ID
	session, _ := l.Session(x.Key.Session)
	values["era"] = precedents.EraOf(session.Opened.Year())
	values["outcome"], values["challenge"], values["confidence"] = string(x.Outcome), string(x.Challenge), string(x.Confidence)
	var holder credentials.Standing
	for _, standing := range x.Facts {
		if standing.Code(credentials.HoldsSeat) == "true" {
			holder = standing
		}
	}
	rival, _, opposed := rivalOf(d, x)
	for _, fact := range credentials.Facts() {
		values[fact.Key()] = cmp.Or(holder.Code(fact), precedents.NotKnownCode)
		values[precedents.RivalKey(fact)] = cmp.Or(rival.Code(fact), precedents.NotKnownCode)
		if !opposed {
			values[precedents.RivalKey(fact)] = precedents.NoRivalCode
		}
	}
	values["sat"], values["body"] = satIn(x), actedIn(x)
	return values
}

// rivalOf gives the strongest of those who did not hold the seat, as the engine
// takes them; those that presented no credentials come last, unless the question
// is an item of its own.
func rivalOf(d *credentials.Dispute, x *credentials.Decision) (standing credentials.Standing, id string, ok bool) {
	best := 0.0
	for _, claimant := range d.Claimants {
		facts, coded := x.Facts[claimant.ID]
		if !coded || facts.Code(credentials.HoldsSeat) == "true" {
			continue
		}
		score := 100.0
		if facts.Code(credentials.CredentialsForm) == "none" && x.Challenge != credentials.AgendaItem {
			score = 1
		}
		for _, fact := range credentials.Facts() {
			score += favour(fact, facts.Get(fact))
		}
		if score > best {
			best, standing, id, ok = score, facts, claimant.ID, true
		}
	}
	return standing, id, ok
}

// favour is where a value stands between the worst and the best of its fact.
func favour(fact credentials.Fact, value credentials.Value) float64 {
	worst, best := 99, 0
	for _, v := range fact.Term().Values {
		if v.Rank > 0 {
			worst, best = min(worst, v.Rank), max(best, v.Rank)
		}
	}
	if value == 0 || fact.Term().Values[value-1].Rank == 0 {
		return 0
	}
	return float64(fact.Term().Values[value-1].Rank-worst) / float64(best-worst)
}

func satIn(x *credentials.Decision) string {
	holder, empty := "", len(x.Facts) > 0
	for id, standing := range x.Facts {
		empty = empty && standing.Code(credentials.HoldsSeat) == "false"
		if standing.Code(credentials.HoldsSeat) == "true" {
			holder = id
		}
	}
	switch {
	case x.Seated == credentials.Vacant:
		return "nobody"
	case x.Seated == holder:
		return "holder"
	case holder != "" || empty:
		return "other"
	}
	return precedents.NotKnownCode
}

func actedIn(x *credentials.Decision) string {
	committee, assembly := "", ""
	if x.Committee != nil && x.Committee.Outcome != "no_action" {
		committee = "committee"
	}
	if x.Assembly != nil && x.Assembly.Outcome != "no_action" {
		assembly = "assembly"
	}
	if committee != "" && assembly != "" {
		return "both"
	}
	return cmp.Or(committee, assembly, "neither")
}

// narrowed gives the rows that every facet but one lets through.
func narrowed(rows map[string]facetValues, chosen map[string][]string, but string) []string {
	var ids []string
	for id, values := range rows {
		through := true
		for key, codes := range chosen {
			through = through && (key == but || slices.Contains(codes, values[key]))
		}
		if through {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

func countsOf(facets []precedents.Facet, rows map[string]facetValues, chosen map[string][]string) precedents.FacetCounts {
	counts := precedents.FacetCounts{}
	for _, facet := range facets {
		for _, id := range narrowed(rows, chosen, facet.Key) {
			if counts[facet.Key] == nil {
				counts[facet.Key] = map[string]int{}
			}
			counts[facet.Key][rows[id][facet.Key]]++
		}
	}
	return counts
}

// questions asks for one value of every facet by itself, and for two together
// with one of the next facet.
func questions(facets []precedents.Facet) []map[string][]string {
	asked := []map[string][]string{nil}
	for i, facet := range facets {
		next := facets[(i+1)%len(facets)]
		code := func(f precedents.Facet, n int) string { return f.Values[n%len(f.Values)].Code }
		if i%2 == 0 {
			asked = append(asked, map[string][]string{facet.Key: {code(facet, i)}})
		}
		asked = append(asked, map[string][]string{facet.Key: {code(facet, i), code(facet, i+1)}, next.Key: {code(next, i), code(next, i+2)}})
	}
	return asked
}

func TestDisputesAgainstTheLibrary(t *testing.T) {
	s, l := seeded(t), library(t)
	rows := map[string]facetValues{}
	for i := range l.Disputes {
		rows[l.Disputes[i].ID] = disputeValues(l, &l.Disputes[i])
	}
	for _, chosen := range questions(precedents.DisputeFacets) {
		query := precedents.Query{Chosen: chosen, PageRows: 1000}
		page, err := s.Disputes(t.Context(), query)
		if err != nil {
			t.Fatal(chosen, err)
		}
		var ids []string
		for i := range page.Rows {
			ids = append(ids, page.Rows[i].ID)
		}
		slices.Sort(ids)
		if diff := gocmp.Diff(narrowed(rows, chosen, ""), ids); diff != "" || page.Total != len(ids) {
			t.Errorf("%v gives %d: %s", chosen, page.Total, diff)
		}
		if diff := gocmp.Diff(countsOf(precedents.DisputeFacets, rows, chosen), page.Counts); diff != "" {
			t.Errorf("%v counts: %s", chosen, diff)
		}
	}
}

func TestDecisionsAgainstTheLibrary(t *testing.T) {
	s, l := seeded(t), library(t)
	rows := map[string]facetValues{}
	for i := range l.Disputes {
		d := &l.Disputes[i]
		for j := range d.Decisions {
			rows[d.ID+":"+d.Decisions[j].Key.String()] = decisionValues(l, d, &d.Decisions[j])
		}
	}
	for _, chosen := range questions(precedents.DecisionFacets) {
		page, err := s.Decisions(t.Context(), precedents.Query{Chosen: chosen, PageRows: 1000})
		if err != nil {
			t.Fatal(chosen, err)
		}
		var ids []string
		for i := range page.Rows {
			ids = append(ids, page.Rows[i].ID())
		}
		slices.Sort(ids)
		if diff := gocmp.Diff(narrowed(rows, chosen, ""), ids); diff != "" || page.Total != len(ids) {
			t.Errorf("%v gives %d: %s", chosen, page.Total, diff)
		}
		in := map[string]bool{}
		for _, id := range ids {
			in[rows[id]["dispute"]] = true
		}
		if page.Disputes != len(in) {
			t.Errorf("%v is in %d disputes, not in %d", chosen, len(in), page.Disputes)
		}
		if diff := gocmp.Diff(countsOf(precedents.DecisionFacets, rows, chosen), page.Counts); diff != "" {
			t.Errorf("%v counts: %s", chosen, diff)
		}
	}
}

// TestRowsSayWhatDisputesSay compares every row with the dispute that it is of.
func TestRowsSayWhatDisputesSay(t *testing.T) {
	s, l := seeded(t), library(t)
	page, err := s.Disputes(t.Context(), precedents.Query{PageRows: 1000})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range page.Rows {
		d, _ := l.Dispute(row.ID)
		member, _ := l.Member(d.Seat)
		votes := 0
		for i := range l.RollCalls {
			if l.RollCalls[i].Dispute == d.ID {
				votes++
			}
		}
		want := precedents.DisputeRow{
			ID: d.ID, Seat: d.Seat, SeatName: d.SeatName, Region: member.Group, Title: d.Title, Kind: d.Kind, Opened: d.Opened, OpenedBy: d.OpenedBy,
			Closed: d.Closed, ClosedBy: d.ClosedBy, State: l.StateOf(d), Summary: d.Summary, Confidence: d.Confidence(), Doubts: d.Doubts,
			Claimants: d.Claimants, RollCalls: votes,
		}
		for i := range d.Decisions {
			want.Decisions = append(want.Decisions, decisionRow(l, d, &d.Decisions[i]))
		}
		// Printed, values with fields of their own compare by what they say.
		if diff := gocmp.Diff(fmt.Sprintf("%+v", want), fmt.Sprintf("%+v", row)); diff != "" {
			t.Error(diff)
		}
	}
}

func decisionRow(l *precedents.Library, d *credentials.Dispute, x *credentials.Decision) precedents.DecisionRow {
	member, _ := l.Member(d.Seat)
	row := precedents.DecisionRow{
		Dispute: d.ID, Title: d.Title, Seat: d.Seat, SeatName: d.SeatName, Region: member.Group, Session: x.Key.Session, Number: x.Key.Number,
		Date: x.Date(), Challenge: x.Challenge, Outcome: x.Outcome, Accepted: x.Accepted, Seated: x.Seated, Talks: x.Talks,
		Confidence: x.Confidence, Doubts: x.Doubts,
	}
	name := func(id string) string {
		claimant, _ := d.Claimant(id)
		return claimant.Name
	}
	row.AcceptedName, row.SeatedName = name(x.Accepted), name(x.Seated)
	if x.Committee != nil {
		row.Committee, row.CommitteeVote = x.Committee.Outcome, x.Committee.Vote
	}
	if x.Assembly != nil {
		row.Assembly, row.AssemblyVote = x.Assembly.Outcome, x.Assembly.Vote
	}
	for _, id := range slices.Sorted(maps.Keys(x.Facts)) {
		if x.Facts[id].Code(credentials.HoldsSeat) == "true" {
			row.Holder, row.HolderName, row.Facts = id, name(id), x.Facts[id]
		}
	}
	if facts, id, ok := rivalOf(d, x); ok {
		row.Rival, row.RivalName, row.RivalFacts = id, name(id), facts
	}
	return row
}

func TestOrders(t *testing.T) {
	s, l := seeded(t), library(t)
	for _, sort := range append(precedents.Sorts, precedents.FacetValue{}) {
		disputes, err := s.Disputes(t.Context(), precedents.Query{Sort: sort.Code, PageRows: 1000})
		if err != nil {
			t.Fatal(err)
		}
		decisions, err := s.Decisions(t.Context(), precedents.Query{Sort: sort.Code, PageRows: 1000})
		if err != nil {
			t.Fatal(err)
		}
		name := func(seat string) string {
			member, _ := l.Member(seat)
			return precedents.Fold(member.Name)
		}
		day := func(r precedents.DecisionRow) credentials.Date {
			session, _ := l.Session(r.Session)
			if r.Date.Known() {
				return r.Date
			}
			return session.Opened
		}
		var disputesOrder func(a, b precedents.DisputeRow) int
		var decisionsOrder func(a, b precedents.DecisionRow) int
		switch sort.Code {
		case "oldest":
			disputesOrder = func(a, b precedents.DisputeRow) int { return a.Opened.Compare(b.Opened) }
			decisionsOrder = func(a, b precedents.DecisionRow) int { return day(a).Compare(day(b)) }
		case "seat":
			disputesOrder = func(a, b precedents.DisputeRow) int { return cmp.Compare(name(a.Seat), name(b.Seat)) }
			decisionsOrder = func(a, b precedents.DecisionRow) int { return cmp.Compare(name(a.Seat), name(b.Seat)) }
		default:
			disputesOrder = func(a, b precedents.DisputeRow) int { return b.Opened.Compare(a.Opened) }
			decisionsOrder = func(a, b precedents.DecisionRow) int { return day(b).Compare(day(a)) }
		}
		if !slices.IsSortedFunc(disputes.Rows, disputesOrder) || !slices.IsSortedFunc(decisions.Rows, decisionsOrder) {
			t.Errorf("the lists are not %q", sort.Code)
		}
	}
}

func TestPagesGoThroughTheWholeList(t *testing.T) {
	s, l := seeded(t), library(t)
	seen := map[string]int{}
	total := 0
	for i := range l.Disputes {
		total += len(l.Disputes[i].Decisions)
	}
	for n := 1; ; n++ {
		page, err := s.Decisions(t.Context(), precedents.Query{Page: n})
		if err != nil || page.Page != n || page.Total != total || len(page.Rows) > precedents.PageSize {
			t.Fatal(page.Pager, len(page.Rows), err)
		}
		for i := range page.Rows {
			seen[page.Rows[i].ID()]++
		}
		if n == page.Pages {
			break
		}
	}
	if len(seen) != total {
		t.Errorf("%d of %d decisions are on a page", len(seen), total)
	}
	for _, n := range []int{-1, 0, 1_000_000} {
		page, err := s.Disputes(t.Context(), precedents.Query{Page: n})
		if err != nil || page.Page < 1 || page.Page > page.Pages || len(page.Rows) == 0 {
			t.Errorf("page %d is %+v (%v)", n, page.Pager, err)
		}
	}
}

func TestListsTakeNothingButTheirOwn(t *testing.T) {
	s := seeded(t)
	for _, query := range []precedents.Query{
		{Chosen: map[string][]string{"era": {"' OR 1=1 --"}}},
		{Chosen: map[string][]string{"1=1; --": {"x"}}},
		{Chosen: map[string][]string{"capital": {"held"}}},
		{Sort: "day; DROP TABLE dispute"},
	} {
		if _, err := s.Disputes(t.Context(), query); !isInvalid(err) {
			t.Errorf("%+v gives %v", query, err)
		}
	}
}

func TestEveryFacetHasAColumn(t *testing.T) {
	keys := map[string]bool{}
	for _, facet := range disputeList.facets {
		if disputeList.columns[facet.Key] == "" {
			t.Errorf("there is no column for %s", facet.Key)
		}
		keys[facet.Key] = true
	}
	for key := range disputeList.columns {
		if !keys[key] {
			t.Errorf("there is no facet for the column %s", key)
		}
	}
	for _, sort := range precedents.Sorts {
		if disputeList.orders[sort.Code] == "" {
			t.Errorf("there is no order %s", sort.Code)
		}
	}
}

// TestDecisionsFollowTheRecord finds a decision by a fact as soon as it is coded.
func TestDecisionsFollowTheRecord(t *testing.T) {
	s, l := seeded(t), library(t)
	query := precedents.Query{Chosen: map[string][]string{"rival.un_stance": {"condemned"}}}
	before, err := s.Decisions(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	d, _ := l.Dispute("china-1949")
	changed := *d
	changed.Decisions = slices.Clone(d.Decisions)
	last := &changed.Decisions[len(changed.Decisions)-1]
	last.Facts = maps.Clone(last.Facts)
	condemned, err := credentials.OrganizationStance.Parse("condemned")
	if err != nil {
		t.Fatal(err)
	}
	last.Facts["prc"] = last.Facts["prc"].With(credentials.OrganizationStance, condemned)
	if _, err := s.Save(t.Context(), precedents.DisputeRecord(changed), 1, "editor", "coded otherwise", laterDay); err != nil {
		t.Fatal(err)
	}
	after, err := s.Decisions(t.Context(), query)
	if err != nil || after.Total != before.Total+1 || after.Disputes != before.Disputes+1 {
		t.Errorf("%d decisions in %d disputes become %d in %d (%v)", before.Total, before.Disputes, after.Total, after.Disputes, err)
	}
}

func TestSearchedLists(t *testing.T) {
	s := seeded(t)
	disputes, err := s.Disputes(t.Context(), precedents.Query{Text: "note verbale signatory"})
	if err != nil || disputes.Total != 1 || disputes.Rows[0].ID != "afghanistan-1996" || !marks(disputes.Rows[0].Snippet, "note verbale") {
		t.Errorf("the disputes are %+v (%v)", disputes, err)
	}
	decisions, err := s.Decisions(t.Context(), precedents.Query{Text: "note verbale signatory"})
	if err != nil || decisions.Total != 1 || decisions.Rows[0].ID() != "afghanistan-1996:51" || !marks(decisions.Rows[0].Snippet, "note verbale") {
		t.Errorf("the decisions are %+v (%v)", decisions, err)
	}
	unsearched, err := s.Disputes(t.Context(), precedents.Query{Text: "  "})
	if err != nil || unsearched.Total != len(library(t).Disputes) || unsearched.Rows[0].Snippet != nil {
		t.Errorf("a blank text narrows the list to %d (%v)", unsearched.Total, err)
	}
	second, err := s.Decisions(t.Context(), precedents.Query{Text: "south africa thirtieth", PageRows: 1000})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range second.Rows {
		if !strings.Contains(row.ID(), ":") {
			t.Errorf("a row has the id %q", row.ID())
		}
	}
}

func marks(segments []precedents.Segment, text string) bool {
	return slices.ContainsFunc(segments, func(s precedents.Segment) bool { return s.Mark && strings.EqualFold(s.Text, text) })
}

func TestDisputesOfAMember(t *testing.T) {
	s, l := seeded(t), library(t)
	rows, err := s.DisputesOf(t.Context(), "AFG")
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for i := range l.Disputes {
		if l.Disputes[i].Seat == "AFG" {
			want = append(want, l.Disputes[i].ID)
		}
	}
	slices.Reverse(want)
	for _, row := range rows {
		got = append(got, row.ID)
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if rows, err := s.DisputesOf(t.Context(), "none"); err != nil || len(rows) != 0 {
		t.Errorf("nobody has %d disputes (%v)", len(rows), err)
	}
}

func TestDecisionsAtASession(t *testing.T) {
	s, l := seeded(t), library(t)
	session := credentials.RegularSessionOf(29)
	rows, err := s.DecisionsAt(t.Context(), session)
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for i := range l.Disputes {
		for j := range l.Disputes[i].Decisions {
			if x := &l.Disputes[i].Decisions[j]; x.Key.Session == session {
				want = append(want, l.Disputes[i].ID+":"+x.Key.String())
			}
		}
	}
	for i := range rows {
		got = append(got, rows[i].ID())
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	whole, err := s.DisputesAt(t.Context(), session)
	if err != nil || len(whole) == 0 {
		t.Fatal(err)
	}
	for _, d := range whole {
		want, _ := l.Dispute(d.ID)
		if precedents.DisputeRecord(d) != precedents.DisputeRecord(*want) {
			t.Errorf("%s is not the library’s", d.ID)
		}
	}
}

func TestLiveDisputes(t *testing.T) {
	s, l := seeded(t), library(t)
	live, err := s.LiveDisputes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for i := range l.Disputes {
		if l.StateOf(&l.Disputes[i]) == credentials.Live {
			want = append(want, l.Disputes[i].ID)
		}
	}
	for _, d := range live {
		got = append(got, d.ID)
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
