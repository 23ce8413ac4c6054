package precedents

import (
	"encoding/json"
	"testing"

	"seatwatch/credentials"
)

func TestRowsGiveNullForWhatIsNotKnown(t *testing.T) {
	for name, c := range map[string]struct {
		row  any
		want []string
	}{
		"decision": {DecisionRow{Dispute: "somewhere-1990", Seated: "rebels"}, []string{"accepted", "accepted_name", "seated_name", "holder", "date", "talks"}},
		"position": {PositionRow{Position: credentials.Position{Member: "PAK"}, Dispute: "somewhere-1990"}, []string{"claimant", "claimant_name", "date"}},
	} {
		text, err := json.Marshal(c.row)
		if err != nil {
			t.Fatal(err)
		}
		var fields map[string]any
		if err := json.Unmarshal(text, &fields); err != nil {
			t.Fatal(err)
		}
		for _, key := range c.want {
			if value, there := fields[key]; !there || value != nil {
				t.Errorf("%s: %s is %v", name, key, value)
			}
		}
		if fields["dispute"] != "somewhere-1990" {
			t.Errorf("%s: the dispute is %v", name, fields["dispute"])
		}
	}
}
