package db

import (
	"testing"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

func TestReleasesAndWhatWasEditedSince(t *testing.T) {
	s := seeded(t)
	releases, err := s.Releases(t.Context())
	if err != nil || len(releases) != 1 || releases[0].Hash != library(t).Hash() || releases[0].Added < 600 || releases[0].Updated != 0 || !releases[0].At.Equal(someDay) {
		t.Errorf("the releases are %+v (%v)", releases, err)
	}
	if edits, n, err := s.EditedSince(t.Context(), 10); err != nil || n != 0 || len(edits) != 0 {
		t.Errorf("%d edits, %+v (%v)", n, edits, err)
	}
	for i, note := range []string{"First.", "Second."} {
		if _, err := s.Save(t.Context(), noted(t, "AFG", note), i+1, "editor", "a note", laterDay); err != nil {
			t.Fatal(err)
		}
	}
	edits, n, err := s.EditedSince(t.Context(), 1)
	want := credentials.Revision{Record: precedents.MemberKey("AFG"), Number: 3, By: "editor", At: laterDay, What: "a note"}
	if err != nil || n != 2 || len(edits) != 1 || edits[0] != want {
		t.Errorf("%d edits, %+v (%v)", n, edits, err)
	}
	taken, err := s.Library(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if report, err := s.Seed(t.Context(), taken, laterDay.AddDate(0, 0, 1)); err != nil || len(report.Added)+len(report.Updated) > 0 {
		t.Fatalf("a library that says what was edited brings %+v (%v)", report, err)
	}
	if _, n, err := s.EditedSince(t.Context(), 1); err != nil || n != 0 {
		t.Errorf("%d edits since a library that brought nothing new (%v)", n, err)
	}
}
