package precedents_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"seatwatch/precedents"
)

const aMeeting = `meeting: committee-81-2026-11-20
body: committee
session: '81'
date: 2026-11-20
number: 1st
presiding: Ms. Example
seats:
- id: seat-1
  dispute: afghanistan-2021
statements:
- id: s1
  member: NOR
  stance: reserves
  claimant: taliban
  text: |-
    With a reservation.
    "None" of it: is # lost.
  time: '15:10'
  dispute: afghanistan-2021
motions:
- id: m1
  text: To defer the decision
  mover: USA
  kind: deferral
  dispute: afghanistan-2021
  claimant: status_quo
  majority: simple
  authority: rule 125
  state: carried
  method: recorded
  announced_for: 1
  announced_against: 1
  announced_abstaining: 0
  why: The board failed.
  votes:
    NOR: 'N'
    USA: 'Y'
- id: m2
  text: To accept the credentials
  mover: PAK
  dispute: afghanistan-2021
  falls_with: m1
  state: fell
decisions:
- id: d1
  dispute: afghanistan-2021
  challenge: rival_credentials
  outcome: deferred
  seated: islamic-republic
  motion: m1
documents:
- id: doc1
  symbol: A/81/600
  role: report
`

func readMeeting(t *testing.T, text string) (*precedents.Library, error) {
	t.Helper()
	r := precedents.NewReader(embedded(t))
	if err := r.File("meetings/a.yaml", strings.NewReader(text)); err != nil {
		t.Fatal(err)
	}
	return r.Finish()
}

func TestMinutesRoundTrip(t *testing.T) {
	library, err := readMeeting(t, aMeeting)
	if err != nil {
		t.Fatal(err)
	}
	minutes, ok := library.MinutesOf("committee-81-2026-11-20")
	if !ok || len(minutes.Motions[0].Ballots) != 2 {
		t.Fatalf("the minutes are %+v", minutes)
	}
	if diff := cmp.Diff(aMeeting, string(precedents.EncodeMinutes(*minutes))); diff != "" {
		t.Error(diff)
	}
	record := precedents.MeetingRecord(*minutes)
	alone, err := precedents.ParseRecord(record)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]precedents.Record{record}, slices.Collect(alone.Records())); diff != "" {
		t.Error(diff)
	}
	if written := write(t, library); !bytes.Equal(written["meetings/committee-81-2026-11-20.yaml"], []byte(aMeeting)) {
		t.Errorf("written as %q", written)
	}
	files := fstest.MapFS{}
	for name, content := range write(t, embedded(t)) {
		files[name] = &fstest.MapFile{Data: content}
	}
	files["meetings/committee-81-2026-11-20.yaml"] = &fstest.MapFile{Data: []byte(aMeeting)}
	whole, err := precedents.Read(files)
	if err != nil || len(whole.Minutes) != 1 {
		t.Errorf("a whole folder gives %v", err)
	}
}

func TestMinutesFaultsHavePlaces(t *testing.T) {
	for _, c := range []struct{ name, from, to, want string }{
		{"a closed value", "stance: reserves", "stance: reservs", `meetings/a.yaml:13:11: "reservs" is not a value of this field; did you mean "reserves"?`},
		{"a Member that is none", "member: NOR", "member: NOX", "12:11"},
		{"a Member of another day", "mover: PAK", "mover: SUN", "was not a Member on 20 November 2026"},
		{"no dispute", "  dispute: afghanistan-2021\nstatements", "  dispute: atlantis-2021\nstatements", `there is no dispute "atlantis-2021"`},
		{"no claimant", "seated: islamic-republic", "seated: the-others", `afghanistan-2021 has no claimant "the-others"`},
		{"totals", "  why: The board failed.\n", "", "carried does not fit with 1–1–0 by simple majority"},
		{"an unknown key", "number: 1st", "nummer: 1st", `the key "nummer" is not known here`},
		{"a vote that is none", "NOR: 'N'", "NOR: no", `36:10: "no" is not a value`},
		{"twice", "- id: m2", "- id: m1", `the id "m1" stands twice`},
		{"another id", "meeting: committee-81-2026-11-20", "meeting: committee-81-2026-11-21", `write "committee-81-2026-11-20"`},
		{"outside the session", "date: 2026-11-20", "date: 2026-01-20", "lies outside the eighty-first session"},
		{"two outcomes", "documents:", "- id: d2\n  dispute: afghanistan-2021\n  challenge: none\n  outcome: vacant\n  seated: vacant\ndocuments:", "there are two decisions"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(aMeeting, c.from, c.to, 1)
			_, err := readMeeting(t, text)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func FuzzReadMinutes(f *testing.F) {
	f.Add(aMeeting)
	f.Fuzz(func(t *testing.T, text string) {
		first, err := precedents.ParseRecord(precedents.Record{Key: "meeting/committee-81-2026-11-20", Content: text})
		if err != nil {
			return
		}
		record := precedents.MeetingRecord(first.Minutes[0])
		second, err := precedents.ParseRecord(record)
		if err != nil {
			t.Fatalf("%v in %s", err, record.Content)
		}
		if diff := cmp.Diff(record, precedents.MeetingRecord(second.Minutes[0])); diff != "" {
			t.Error(diff)
		}
	})
}
