package precedents_test

import (
	"strings"
	"testing"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
	"seatwatch/precedents"
)

// An end that is known to the year alone is not known before the year is over, and a
// dispute that came up at a session had not ended by then.
func TestAnEndIsKnownOnceItIsSurelyPast(t *testing.T) {
	for _, test := range []struct {
		dispute string
		session int
	}{{"afghanistan-1980", 44}, {"somalia-1991", 55}} {
		brief := edited(t, test.dispute, precedents.BriefRequest{Key: credentials.DecisionKey{Session: credentials.RegularSessionOf(test.session)}}, func(*credentials.Dispute) {})
		d, _ := embedded(t).Dispute(test.dispute)
		if text := wholeText(append(brief.Core, brief.Annexes...)); sentence(&brief, "expected.closed") != nil || strings.Contains(text, d.ClosedBy) {
			t.Errorf("%s: the brief before the %s knows how it ended", test.dispute, brief.Session.Words())
		}
	}
}

// That nobody has said who holds the seat is not that nobody does.
func TestAHolderNotKnownIsNotNobody(t *testing.T) {
	for id, session := range map[string]int{"kampuchea-1979": 45, "central-african-republic-1979": 34} {
		for _, language := range []*wording.Language{wording.English, wording.French} {
			brief := edited(t, id, precedents.BriefRequest{Key: credentials.DecisionKey{Session: credentials.RegularSessionOf(session)}, Language: language}, func(*credentials.Dispute) {})
			if sentence(&brief, "procedure.unseated") != nil || sentence(&brief, "procedure.unseated_unknown") == nil {
				t.Errorf("%s: the rule for a seat that nobody holds stands in it", id)
			}
			text := wholeText(append(brief.Core, brief.Annexes...))
			if said := language.Say(wording.Of("procedure.leads.defer_unheld", nil)); strings.Contains(text, said) {
				t.Errorf("%s: %s", id, said)
			}
			if likeliest := sentence(&brief, "expected.likeliest"); likeliest == nil || brief.Forecast.Outcomes[0].Class == precedents.DecisionDeferred && !strings.Contains(likeliest.Says, language.Text(wording.NotKnown)) {
				t.Errorf("%s: %+v", id, likeliest)
			}
		}
	}
}

// Where the nine are not known, what is said of positions is of those named before.
func TestPositionsAreOfTheNineThatAreNamed(t *testing.T) {
	brief := edited(t, "kampuchea-1979", precedents.BriefRequest{Key: credentials.DecisionKey{Session: credentials.RegularSessionOf(45)}}, func(*credentials.Dispute) {})
	for _, key := range []string{"committee.silent_latest", "nine.latest"} {
		if s := sentence(&brief, key); s == nil || !strings.Contains(s.Says, "forty-first session") {
			t.Errorf("%s: %+v", key, s)
		}
	}
}

// The scores of an issue stand in the order in which the claimants are named.
func TestScoresStandInTheOrderOfTheNames(t *testing.T) {
	for _, mine := range []string{"", "islamic-state", "taliban"} {
		request := precedents.BriefRequest{Key: credentials.DecisionKey{Session: credentials.RegularSessionOf(53)}, For: mine}
		brief := edited(t, "afghanistan-1996", request, func(*credentials.Dispute) {})
		names := "for Islamic State of Afghanistan and Islamic Emirate of Afghanistan:"
		if mine == "taliban" {
			names = "for Islamic Emirate of Afghanistan and Islamic State of Afghanistan:"
		}
		if s := sentence(&brief, "question.disputed"); s == nil || !strings.Contains(s.Says, names) {
			t.Errorf("for %q: %+v", mine, s)
		}
	}
}

// What was said in the last vote on whether the question is important is not left
// open, nor on whose seat.
func TestTheLastImportantQuestionIsSaidToBeLost(t *testing.T) {
	brief := edited(t, "afghanistan-1996", precedents.BriefRequest{Key: credentials.DecisionKey{Session: credentials.RegularSessionOf(53)}}, func(*credentials.Dispute) {})
	if s := sentence(&brief, "procedure.majorities.voted"); s == nil || !strings.Contains(s.Says, "China, 25 October 1971: 55–59–15, not carried") {
		t.Errorf("%+v", s)
	}
}

// Of the decisions of one session none knows of another, and the brief says so.
func TestEarlierDecisionsOfTheSessionAreLeftOut(t *testing.T) {
	for number, want := range map[int]bool{1: false, 2: true} {
		request := precedents.BriefRequest{Key: credentials.DecisionKey{Session: credentials.RegularSessionOf(29), Number: number}}
		brief := edited(t, "south-africa-1965", request, func(*credentials.Dispute) {})
		if said := sentence(&brief, "expected.same_session") != nil; said != want {
			t.Errorf("decision %d: %t", number, said)
		}
	}
}
