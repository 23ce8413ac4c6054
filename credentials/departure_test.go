package credentials

import "testing"

func TestDepartures(t *testing.T) {
	d := afghanistan()
	if list := d.Departures(); len(list) != 2 {
		t.Errorf("no document carries a name, but the departures are %v", list)
	}
	d.Sources = []Source{{Ref: "A/51/1", Title: "Letter of the ISLAMIC STATE  of Afghanistan", Kind: "un_document"}}
	d.Decisions[1].Coding = []Coding{{Claimant: "taliban", By: "An editor", Passage: "the Islamic Emirate of Afghanistan says"}}
	if list := d.Departures(); len(list) != 0 {
		t.Errorf("the departures are %v", list)
	}
}
