package precedents

import (
	"strings"
	"testing"

	"seatwatch/credentials/rules"
)

func TestParseLaw(t *testing.T) {
	law := parseLaw(strings.Join([]string{
		"## 3. Resolutions", "", "### RES-1 — First (1950)", "- what it says: one,", "  and more.", "- reference: A/1. confidence: high", "",
		"### RES-490V and the moratoria", "- what it says: two.", "", "### Some words", "- what it says: no entry of the digest.", "", "### HRC", "- consequence: three.",
	}, "\n"))
	var said []string
	for _, entry := range law.Entries {
		said = append(said, strings.Join([]string{entry.Code, entry.Title, entry.Section, entry.Says, entry.Consequence, entry.Reference, entry.Confidence}, "|"))
	}
	want := "RES-1|First (1950)|Resolutions|one, and more.||A/1|high\nRES-490V|RES-490V and the moratoria|Resolutions|two.|||\nHRC||Resolutions||three.||"
	if got := strings.Join(said, "\n"); got != want {
		t.Errorf("%s\nrather than\n%s", got, want)
	}
}

// TestRulesCiteTheDigest: every entry of the digest that a built-in rule rests on
// is there, and says something.
func TestRulesCiteTheDigest(t *testing.T) {
	library, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	set, err := rules.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	says := map[string]string{}
	for _, entry := range library.Law.Entries {
		if says[entry.Code] != "" {
			t.Errorf("%s stands twice", entry.Code)
		}
		says[entry.Code] = entry.Says + entry.Consequence
	}
	if !strings.HasPrefix(says["RES-396V"], "where more than one authority claims") {
		t.Errorf("RES-396V says %q", says["RES-396V"])
	}
	for _, rule := range set.Rules() {
		for _, authority := range rule.Authority {
			if authority.Law != "" && says[authority.Law] == "" {
				t.Errorf("%s rests on %s, which is not in the digest", rule.ID, authority.Law)
			}
		}
	}
}
