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
