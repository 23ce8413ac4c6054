package credentials

import (
	"slices"
	"testing"
)

func zaire() Member {
	return Member{
		Code: "COD", Name: "Democratic Republic of the Congo", Admitted: Day(1960, 9, 20), Group: "African Group", Confidence: High,
		Names: []NamePeriod{
			{Name: "Congo (Leopoldville)", Until: Day(1964, 8, 1), Confidence: High},
			{Name: "Democratic Republic of the Congo (1964)", From: Day(1964, 8, 1), Until: Day(1971, 10, 27), Confidence: High},
			{Name: "Zaire", From: Day(1971, 10, 27), Until: Day(1997, 5, 17), Confidence: High},
		},
		Aliases: []string{"Zaire", "Congo-Kinshasa"},
	}
}

func TestNameOn(t *testing.T) {
	for day, want := range map[string]string{
		"1960-09-20": "Congo (Leopoldville)",
		"1964-07-31": "Congo (Leopoldville)",
		"1964-08-01": "Democratic Republic of the Congo (1964)",
		"1971-10-26": "Democratic Republic of the Congo (1964)",
		"1971-10-27": "Zaire",
		"1997-05-16": "Zaire",
		"1997-05-17": "Democratic Republic of the Congo",
		"1997-05":    "Zaire",
		"1993":       "Zaire",
		"1964-08":    "Democratic Republic of the Congo (1964)",
		"":           "Democratic Republic of the Congo",
	} {
		if got := zaire().NameOn(mustDate(t, day)); got != want {
			t.Errorf("on %q it bore %q, want %q", day, got, want)
		}
	}
}

func TestMemberOn(t *testing.T) {
	past := Member{Admitted: Day(1945, 10, 24), Ended: Day(1992, 12, 31)}
	roughly := Member{Admitted: mustDate(t, "1945-10"), Ended: mustDate(t, "1992")}
	for _, c := range []struct {
		member Member
		day    string
		want   Truth
	}{
		{zaire(), "1960-09-19", No},
		{zaire(), "1960-09-20", Yes},
		{zaire(), "2026-01-01", Yes},
		{zaire(), "1960", NotKnown},
		{zaire(), "", NotKnown},
		{past, "1992-12-31", Yes},
		{past, "1993-01-01", No},
		{roughly, "1945-10-15", NotKnown},
		{roughly, "1992-06", NotKnown},
		{roughly, "1991-12-31", Yes},
		{roughly, "1993", No},
	} {
		if got := c.member.MemberOn(mustDate(t, c.day)); got != c.want {
			t.Errorf("%s on %q: %s, want %s", c.member.Code, c.day, got, c.want)
		}
	}
}

func TestAllNames(t *testing.T) {
	want := []string{"Democratic Republic of the Congo", "Congo (Leopoldville)", "Democratic Republic of the Congo (1964)", "Zaire", "Congo-Kinshasa"}
	if got := zaire().AllNames(); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestMemberValidate(t *testing.T) {
	if err := zaire().Validate(); err != nil {
		t.Fatal(err)
	}
	plant(t, zaire(), Member.Validate, []planted[Member]{
		{"iso3", func(m *Member) { m.Code = "cod" }},
		{"iso3", func(m *Member) { m.Code = "CODX" }},
		{"iso3", func(m *Member) { m.Code = "../COD" }},
		{"name", func(m *Member) { m.Name = " " }},
		{"admitted", func(m *Member) { m.Admitted = Date{} }},
		{"ended", func(m *Member) { m.Ended = Day(1959, 1, 1) }},
		{"regional_group", func(m *Member) { m.Group = "Africa" }},
		{"confidence", func(m *Member) { m.Confidence = "" }},
		{"names[0].until", func(m *Member) {
			m.Names = []NamePeriod{{Name: "Zaire", From: Day(1971, 1, 1), Until: Day(1970, 1, 1), Confidence: High}}
		}},
	})
	private := zaire()
	private.Code = "XTAN"
	if err := private.Validate(); err != nil {
		t.Error(err)
	}
}

func TestNamePeriodValidate(t *testing.T) {
	good := NamePeriod{Name: "Zaire", From: Day(1971, 10, 27), Until: Day(1997, 5, 17), Confidence: Medium}
	if err := good.Validate(); err != nil {
		t.Error(err)
	}
	plant(t, good, NamePeriod.Validate, []planted[NamePeriod]{
		{"name", func(n *NamePeriod) { n.Name = " " }},
		{"until", func(n *NamePeriod) { n.Until = Day(1970, 1, 1) }},
		{"confidence", func(n *NamePeriod) { n.Confidence = "sure" }},
	})
}
