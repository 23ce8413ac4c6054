package precedents_test

import (
	"strings"
	"testing"

	"seatwatch/precedents"
)

func TestQueryInWords(t *testing.T) {
	for address, want := range map[string]string{
		"": "", "sort=oldest&page=2": "",
		"kind=rival_claimants&capital=not_held&rival.un_stance=condemned":         "rival claimants where the holder had lost the capital and the rival was condemned",
		"kind=objection&kind=rival_claimants&era=2011-&era=1946-1970":             "rival claimants or objections in 1946–1970 or since 2011",
		"region=African+Group&outcome=deferred&outcome=vacant":                    "decisions over seats of African States where the decision was deferred or the seat was left vacant",
		"rival.capital=held&rival.capital=not_known&rival.capital=no_rival":       "decisions where the rival held the capital or of the rival it is not known whether it held the capital or there was no rival",
		"capital=not_known&q=note+verbale":                                        "decisions where of the holder it is not known whether it held the capital, with “note verbale”",
		"sat=nobody&body=neither&confidence=low&state=live":                       "decisions where nobody sat, no act of either body is recorded, the dispute is live, and the confidence is low",
		"capital=held&capital=contested&challenge=none&region=WEOG&era=1971-1990": "decisions in 1971–1990 over seats of Western European and other States where nobody challenged, and the holder held the capital or contested the capital",
	} {
		if got := query(t, precedents.DecisionFacets, address).InWords(); got != want {
			t.Errorf("%q:\n got %q\nwant %q", address, got, want)
		}
	}
}

// Every value of every facet changes the sentence, and each in its own way.
func TestEveryValueIsSaid(t *testing.T) {
	said := map[string]string{}
	for _, facet := range precedents.DecisionFacets {
		for _, value := range facet.Values {
			address := facet.Key + "=" + value.Code
			sentence := precedents.Query{Chosen: map[string][]string{facet.Key: {value.Code}}}.InWords()
			if value.Code == precedents.NoRivalCode {
				// That there was none is the same, whichever of its facts is asked for.
				continue
			}
			if other, ok := said[sentence]; ok || strings.HasSuffix(sentence, " ") || sentence == "decisions" {
				t.Errorf("%s is %q, as %s", address, sentence, other)
			}
			said[sentence] = address
		}
	}
}
