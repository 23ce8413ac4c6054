package precedents_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// disturbance is something that happens to a text on its way through a page and
// a clipboard.
type disturbance struct {
	name string
	do   func(r *rand.Rand, text string, vote *credentials.RollCall, frame *precedents.Frame) string
}

var pageHeads = []string{
	"A/66/PV.2", "12", "14/27 11-49745", "Plenary – 5 – Press Release GA/9999", "- 14 -", "GA/11137\n16 September 2011",
	"General Assembly 1976th plenary meeting\nTwenty-sixth session 25 October 1971", "41 General Assembly — Twenty-sixth Session — Plenary Meetings",
	"96-86543 (E)\n*9686543*", "(more)", "A/26/PV.1976\n\nPage 52",
}

var disturbances = []disturbance{
	{"as printed", func(_ *rand.Rand, text string, _ *credentials.RollCall, _ *precedents.Frame) string { return text }},
	{"broken over lines", func(r *rand.Rand, text string, _ *credentials.RollCall, _ *precedents.Frame) string {
		return atBlanks(r, text, 4, "\n")
	}},
	{"every word on a line", func(r *rand.Rand, text string, _ *credentials.RollCall, _ *precedents.Frame) string {
		return atBlanks(r, text, 1, " \r\n ")
	}},
	{"page heads between", func(r *rand.Rand, text string, _ *credentials.RollCall, _ *precedents.Frame) string {
		return atBlanks(r, text, 25, "\n\n"+pageHeads[r.IntN(len(pageHeads))]+"\n\n")
	}},
	{"broken words", func(r *rand.Rand, text string, _ *credentials.RollCall, _ *precedents.Frame) string {
		return inLists(text, func(list string) string {
			var b strings.Builder
			letters := []rune(list)
			for i, letter := range letters {
				b.WriteRune(letter)
				within := i > 1 && i+3 < len(letters) && isLower(letters[i-1]) && isLower(letter) && isLower(letters[i+1]) && isLower(letters[i+2])
				if letter == '-' && r.IntN(2) == 0 {
					b.WriteString("\n")
				} else if within && r.IntN(40) == 0 {
					b.WriteString("-\n")
				}
			}
			return b.String()
		})
	}},
	{"names in full", func(_ *rand.Rand, text string, vote *credentials.RollCall, frame *precedents.Frame) string {
		return renamed(text, vote, frame, func(m credentials.Member) []string {
			var names []string
			for _, period := range m.FormalNames {
				if vote.Date.Within(period.From, period.Until) != credentials.No {
					names = append(names, "the "+period.Name)
				}
			}
			return names
		})
	}},
	{"names of other days", func(_ *rand.Rand, text string, vote *credentials.RollCall, frame *precedents.Frame) string {
		borne := map[string]int{}
		for _, m := range frame.MembersOn(vote.Date) {
			for _, name := range m.AllNames() {
				borne[precedents.Fold(short(name))]++
			}
			borne[precedents.Fold(short(m.NameOn(vote.Date)))] += 10
		}
		return renamed(text, vote, frame, func(m credentials.Member) []string {
			return slices.DeleteFunc(slices.Clone(m.AllNames()), func(name string) bool {
				first, second, _ := strings.Cut(name, " and ")
				two := borne[precedents.Fold(first)] > 0 && borne[precedents.Fold(second)] > 0
				return two || borne[precedents.Fold(short(name))] != 1
			})
		})
	}},
	{"turned round", func(_ *rand.Rand, text string, vote *credentials.RollCall, frame *precedents.Frame) string {
		return renamed(text, vote, frame, func(m credentials.Member) []string {
			name := m.NameOn(vote.Date)
			for _, head := range []string{"Republic of ", "Democratic Republic of ", "United Republic of ", "Federal Republic of "} {
				if rest, ok := strings.CutPrefix(name, head); ok && !strings.HasPrefix(rest, "the ") {
					return []string{rest + ", " + strings.TrimSpace(head)}
				}
			}
			return nil
		})
	}},
	{"capitals", func(_ *rand.Rand, text string, _ *credentials.RollCall, _ *precedents.Frame) string {
		return strings.ToUpper(text)
	}},
	{"without marks", func(_ *rand.Rand, text string, _ *credentials.RollCall, _ *precedents.Frame) string {
		return strings.NewReplacer("ô", "o", "’", "'", "'", "’", "ü", "u").Replace(text)
	}},
	{"semicolons and a last and", func(_ *rand.Rand, text string, _ *credentials.RollCall, _ *precedents.Frame) string {
		return inLists(text, func(list string) string {
			names := strings.Split(list, ", ")
			if len(names) < 2 {
				return list
			}
			return strings.Join(names[:len(names)-1], "; ") + " and " + names[len(names)-1]
		})
	}},
	{"one to a line", func(_ *rand.Rand, text string, _ *credentials.RollCall, _ *precedents.Frame) string {
		return inLists(text, func(list string) string { return strings.ReplaceAll(list, ", ", "\n") })
	}},
	{"soft hyphens and other blanks", func(r *rand.Rand, text string, _ *credentials.RollCall, _ *precedents.Frame) string {
		return inLists(text, func(list string) string {
			var b strings.Builder
			for _, letter := range list {
				if letter == ' ' && r.IntN(3) == 0 {
					letter = '\u00a0'
				}
				b.WriteRune(letter)
				if isLower(letter) && r.IntN(10) == 0 {
					b.WriteRune('\u00ad')
				}
			}
			return b.String()
		})
	}},
	{"within a record", func(_ *rand.Rand, text string, _ *credentials.RollCall, _ *precedents.Frame) string {
		return "The President: I now put to the vote the motion of the representative of Saudi Arabia. Against that, Albania, Algeria and Iraq have spoken.\n\n" +
			text + "\n\n[Subsequently, the delegation of Maldives advised the Secretariat that it had intended to vote in favour.]\n\n" +
			"The President: I call on the representatives of Albania, Kuwait and Yemen, in explanation of vote."
	}},
}

func isLower(r rune) bool { return r >= 'a' && r <= 'z' }

func short(name string) string {
	name, _, _ = strings.Cut(name, " (")
	return name
}

// inLists changes the names under each heading and leaves the rest.
func inLists(text string, change func(list string) string) string {
	lines := strings.Split(text, "\n")
	list := false
	for i, line := range lines {
		label, rest, sameLine := strings.Cut(line, ":  ")
		switch {
		case sameLine:
			lines[i] = label + ":  " + change(rest)
		case list:
			lines[i] = change(line)
		}
		list = strings.HasSuffix(line, ":")
	}
	return strings.Join(lines, "\n")
}

// atBlanks puts something in place of one in so many of the blanks of the lists.
func atBlanks(r *rand.Rand, text string, oneIn int, in string) string {
	return inLists(text, func(list string) string {
		words := strings.Split(list, " ")
		var b strings.Builder
		for i, word := range words {
			b.WriteString(word)
			if i == len(words)-1 {
				break
			}
			if r.IntN(oneIn) == 0 {
				b.WriteString(in)
			} else {
				b.WriteString(" ")
			}
		}
		return b.String()
	})
}

// renamed writes Members under other names, the one on a day in turn.
func renamed(text string, vote *credentials.RollCall, frame *precedents.Frame, names func(credentials.Member) []string) string {
	return inLists(text, func(list string) string {
		written := strings.Split(strings.TrimSuffix(list, "."), ", ")
		for _, member := range frame.CallingOrder(vote.Date) {
			if others := names(member); len(others) > 0 {
				if i := slices.Index(written, member.NameOn(vote.Date)); i >= 0 {
					written[i] = others[len(vote.Question)%len(others)]
				}
			}
		}
		return strings.Join(written, ", ")
	})
}

// TestReadRollReadsEveryVote prints every recorded vote of the dataset in both
// formats, under the names of the day, disturbs the text in every way a page and
// a clipboard do, and reads every Member back.
func TestReadRollReadsEveryVote(t *testing.T) {
	library := embedded(t)
	read, step := 0, 1
	if testing.Short() {
		step = 10
	}
	for i := 0; i < len(library.RollCalls); i += step {
		vote := &library.RollCalls[i]
		for _, format := range precedents.RollFormats.Terms {
			printed := precedents.PrintRoll(vote, library.Frame, format.Code)
			for n, d := range disturbances {
				random := rand.New(rand.NewPCG(uint64(i), uint64(n)))
				text := d.do(random, printed, vote, library.Frame)
				reading, ok := precedents.ReadRoll(text, library.Frame, vote.Date)
				if !ok {
					t.Fatalf("%s, %s, %s: no vote was found in\n%s", vote.ID, format.Code, d.name, text)
				}
				if diff := cmp.Diff(vote.Ballots, reading.Roll()); diff != "" || len(reading.Unmatched) > 0 || len(reading.Twice) > 0 || len(reading.Missing()) > 0 {
					t.Fatalf("%s, %s, %s: %s\nunmatched %+v\ntwice %+v\nmissing %v\n%s", vote.ID, format.Code, d.name, diff, reading.Unmatched, reading.Twice, reading.Missing(), text)
				}
				want := vote.Counted
				if vote.Printed != nil {
					want = *vote.Printed
				}
				if reading.Announced == nil || reading.Announced.Tally != want {
					t.Fatalf("%s, %s, %s: announced as %+v, not %s\n%s", vote.ID, format.Code, d.name, reading.Announced, want, text)
				}
				checkPassages(t, text, &reading)
				read += len(reading.Ballots)
			}
		}
	}
	t.Logf("%d votes of Members were read", read)
}

// checkPassages looks whether every ballot's passage is in the text and holds a
// name.
func checkPassages(t *testing.T, text string, reading *precedents.RollReading) {
	t.Helper()
	inside := func(p precedents.Passage) {
		if p.From < 0 || p.To > len(text) || p.From >= p.To || utf8.ValidString(text) && !utf8.ValidString(p.In(text)) {
			t.Errorf("%+v is no passage of a text of %d bytes", p, len(text))
		}
	}
	inside(reading.Passage)
	for _, b := range reading.Ballots {
		inside(b.Passage)
	}
	for _, u := range reading.Unmatched {
		inside(u.Passage)
		if u.Name == "" || !precedents.NameFaults.Has(u.Fault) {
			t.Errorf("%+v does not say what is wrong", u)
		}
	}
	for _, passages := range [][]precedents.Passage{reading.SetAside, reading.Remarks} {
		for _, p := range passages {
			inside(p)
		}
	}
}

func TestReadRollListsWhatItDoesNotKnow(t *testing.T) {
	frame := embedded(t).Frame
	for _, c := range []struct {
		name, day, text string
		roll            string
		unmatched       []string
		twice           []string
	}{
		{"a slip", "2011-09-16", "In favour: Afganistan, Albania. Against: None. Abstaining: Zimbawe", "ALB Y", []string{"Afganistan unknown AFG", "Zimbawe unknown ZWE"}, nil},
		{"nobody", "2011-09-16", "In favour: Albania, Atlantis, Andorra", "ALB Y AND Y", []string{"Atlantis unknown"}, nil},
		{"not a Member yet", "1971-10-25", "In favour: Albania, Viet Nam, Zambia", "ALB Y ZMB Y", []string{"Viet Nam not_member"}, nil},
		{"not a Member any more", "2011-09-16", "In favour: Albania, Czechoslovakia, German Democratic Republic", "ALB Y", []string{"Czechoslovakia not_member CZE SVK", "German Democratic Republic not_member DEU"}, nil},
		{"two of the name", "1965-11-17", "In favour: Albania, Congo, Yemen", "ALB Y YEM Y", []string{"Congo ambiguous COG COD"}, nil},
		{"the two by their names", "1965-11-17", "In favour: Congo (Brazzaville). Against: Congo (Democratic Republic of)", "COD N COG Y", nil, nil},
		{"part of another", "1960-10-08", "In favour: Syria. Against: United Arab Republic", "EGY N", []string{"Syria not_member EGY"}, nil},
		{"in two lists", "2011-09-16", "In favour: Albania, Chad. Against: Chad. Abstaining: None.", "ALB Y", nil, []string{"TCD true"}},
		{"twice in one", "2011-09-16", "In favour: Albania, Chad, Albania. Against: None. Abstaining: None.", "ALB Y TCD Y", nil, []string{"ALB false"}},
		{"a word cut without a hyphen", "2011-09-16", "In favour: Mali, Niger\nia, Oman", "MLI Y OMN Y", []string{"Niger ia unknown NGA NER"}, nil},
		{"a slip on a line of its own", "2011-09-16", "In favour:\nAfghanistan\nAlbnia\nAlgeria\n", "AFG Y DZA Y", []string{"Albnia unknown ALB"}, nil},
		{"a full stop for a comma", "2011-09-16", "In favour: Belgium.\nBelize, Benin, Bhutan", "BEL Y BEN Y BLZ Y BTN Y", nil, nil},
		{"a list that goes on", "2011-09-16", "In favour: Belgium.\n\nThe vote goes on, Belize, Benin, Bhutan", "BEL Y", []string{"Belize, Benin, Bhutan unread"}, nil},
		{"Serbia and Montenegro, one or two", "2011-09-16", "In favour: Senegal, Serbia and Montenegro", "SEN Y", []string{"Serbia and Montenegro ambiguous SRB MNE"}, nil},
		{"Serbia and Montenegro as one", "2005-09-16", "In favour: Senegal, Serbia and\nMontenegro", "SEN Y SRB Y", nil, nil},
		{"six lists", "2011-09-16", "In favour: Albania. Against: Algeria. Abstaining: Andorra. Absent: Angola. Not participating: Argentina. Not voting: Armenia.", "AGO X ALB Y AND A ARG P DZA N", nil, nil},
		{"a list continued", "2011-09-16", "In favour: Albania,\nA/66/PV.2\nIn favour (continued): Algeria. Against: None. Abstaining: None.", "ALB Y DZA Y", nil, nil},
		{"headings alone", "2011-09-16", "In favour\nAlbania, Algeria\nAgainst\nNone\nAbstaining\nAndorra", "ALB Y AND A DZA Y", nil, nil},
		{"the Soviet Union", "1971-10-25", "In favour: USSR, Ukrainian SSR, the Soviet Union", "RUS Y UKR Y", nil, []string{"RUS false"}},
		{"footnotes", "2011-09-16", "In favour: Iraq1, Iran (Islamic Republic of)*, Israel²", "IRN Y IRQ Y ISR Y", nil, nil},
		{"brackets and abbreviations", "2023-10-20", "In favour: St. Lucia, Trinidad & Tobago, Tanzania (United Republic of), Korea (Republic of), Micronesia", "FSM Y KOR Y LCA Y TTO Y TZA Y", nil, nil},
	} {
		reading, ok := precedents.ReadRoll(c.text, frame, date(t, c.day))
		if !ok {
			t.Errorf("%s: no vote was found", c.name)
			continue
		}
		var roll, unmatched, twice []string
		for _, b := range reading.Roll() {
			roll = append(roll, b.Member+" "+string(b.Ballot))
		}
		for _, u := range reading.Unmatched {
			unmatched = append(unmatched, strings.TrimSpace(u.Name+" "+string(u.Fault)+" "+strings.Join(u.Near, " ")))
		}
		for _, member := range reading.Twice {
			twice = append(twice, fmt.Sprint(member.Member, " ", member.Conflicting()))
		}
		if got := strings.Join(roll, " "); got != c.roll {
			t.Errorf("%s: read %q, not %q", c.name, got, c.roll)
		}
		if diff := cmp.Diff(c.unmatched, unmatched); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		if diff := cmp.Diff(c.twice, twice); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		checkPassages(t, c.text, &reading)
	}
}

func TestReadRollAnnounced(t *testing.T) {
	frame := embedded(t).Frame
	lists := "\nIn favour: Albania, Algeria.\nAgainst: Andorra.\nAbstaining: None.\n"
	for _, c := range []struct {
		text string
		want string
	}{
		{lists + "The draft resolution was adopted by 114 votes to 17, with 15 abstentions (resolution 66/1 A).", "114–17–15"},
		{lists + "The draft resolution was rejected by 59 votes to 55, with 15 abstentions.", "55–59–15"},
		{lists + "The motion was adopted by two votes to one, with no abstentions.", "2–1–0"},
		{lists + "There were 51 votes in favour, 49 against and 25 abstentions. The draft resolution was not adopted.", "51–49–25"},
		{lists + "Resolution 1 was adopted by 53 votes to 24.", "53–24–?"},
		{"It was adopted by a recorded vote of 114 in favour to 17 against, with 15 abstentions, as follows:" + lists, "114–17–15"},
		{"It was rejected by a recorded vote of 107 against to 22 in favour, with 12 abstentions (Annex II), as follows:" + lists, "22–107–12"},
		{"In favour: 2\nAgainst: 1\nAbstaining: 0\n" + lists, "2–1–0"},
		{"\nIn favour (2): Albania, Algeria. Against (1): Andorra. Abstaining (0): None.", "2–1–0"},
		{"It was adopted by 3 votes to 2, with 1 abstention, as follows:" + lists + "The draft was adopted by 2 votes to 1, with no abstentions.", "none"},
		{lists, "none"},
	} {
		reading, ok := precedents.ReadRoll(c.text, frame, date(t, "2011-09-16"))
		got := "none"
		if reading.Announced != nil {
			got = reading.Announced.Tally.String()
		}
		if !ok || got != c.want || reading.Counted().String() != "2–1–0" {
			t.Errorf("%q: announced %s, not %s; counted %s", c.text, got, c.want, reading.Counted())
		}
	}
}

func TestReadRollsOfOneText(t *testing.T) {
	library := embedded(t)
	var text strings.Builder
	var want [][]credentials.MemberBallot
	for i := range library.RollCalls {
		if vote := &library.RollCalls[i]; vote.Date.String() == "2011-09-16" {
			text.WriteString("\n\nVote on Libya\n\n" + precedents.PrintRoll(vote, library.Frame, precedents.PressRelease))
			want = append(want, vote.Ballots)
		}
	}
	readings := precedents.ReadRolls(text.String(), library.Frame, date(t, "2011-09-16"))
	if len(readings) != len(want) || len(want) < 2 {
		t.Fatalf("%d votes were read, not %d", len(readings), len(want))
	}
	for i, reading := range readings {
		if diff := cmp.Diff(want[i], reading.Roll()); diff != "" || !reading.Certain() {
			t.Errorf("vote %d: %s %+v", i+1, diff, reading.Unmatched)
		}
	}
	if _, ok := precedents.ReadRoll("The report was adopted without a vote.", library.Frame, date(t, "2011-09-16")); ok {
		t.Error("a vote was read out of nothing")
	}
}

// TestReadRollTakesALongText reads a megabyte of what is no roll at all.
func TestReadRollTakesALongText(t *testing.T) {
	if testing.Short() {
		t.Skip("it has nothing that could race")
	}
	frame := embedded(t).Frame
	for _, part := range []string{"Atlantis, ", "Atlantis\n", "In favour: ", "of the\n", "12\n", "and ", "Congo\n", "("} {
		text := "In favour: " + strings.Repeat(part, 1<<18/len(part))
		readings := precedents.ReadRolls(text, frame, date(t, "1965-11-17"))
		for i := range readings {
			if len(readings[i].Unmatched) > 1000 {
				t.Errorf("%q gives %d names without a match", part, len(readings[i].Unmatched))
			}
		}
	}
}

// Whatever is pasted, every Member that is read was one on the day and stands in
// the text where the reading says, and no one votes twice.
func FuzzReadRoll(f *testing.F) {
	library, err := precedents.Embedded()
	if err != nil {
		f.Fatal(err)
	}
	for i := 0; i < len(library.RollCalls); i += 9 {
		vote := &library.RollCalls[i]
		f.Add(precedents.PrintRoll(vote, library.Frame, precedents.VerbatimRecord), vote.Date.String())
		f.Add(precedents.PrintRoll(vote, library.Frame, precedents.PressRelease), vote.Date.String())
	}
	for _, seed := range []string{
		"", "In favour:", "In favour: None Against: Chad-\n, Korea, Republic of", "IN FAVOUR\nChad\r\nAgainst: \xff,\u00ad,;\u2028Mali (of, the of",
		"In favour (cont.): Congo, Democratic Republic of the. by 1 votes to none", "In favour: 5 Against: 6 In favour: Serbia and Montenegro and and",
	} {
		f.Add(seed, "2011-09-16")
	}
	f.Fuzz(func(t *testing.T, text, on string) {
		day, err := credentials.ParseDate(on)
		if err != nil || !day.Known() {
			return
		}
		for _, reading := range precedents.ReadRolls(text, library.Frame, day) {
			checkPassages(t, text, &reading)
			seen := map[string]bool{}
			for _, b := range reading.Ballots {
				member, ok := library.Member(b.Member)
				if !ok || member.MemberOn(day) == credentials.No || seen[b.Member] {
					t.Errorf("%+v is no ballot on %s", b, day)
				}
				seen[b.Member] = true
			}
		}
	})
}
