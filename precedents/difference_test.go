package precedents

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func spelled(lines []DifferenceLine) string {
	var b strings.Builder
	for _, line := range lines {
		b.WriteString(map[Change]string{Same: " ", Removed: "-", Added: "+"}[line.Change] + line.Text + "\n")
	}
	return b.String()
}

func TestDifference(t *testing.T) {
	for _, c := range []struct{ before, after, want string }{
		{"a\nb\nc\n", "a\nb\nc\n", " a\n b\n c\n"},
		{"a\nb\nc\n", "a\nx\nc\n", " a\n-b\n+x\n c\n"},
		{"a\nb\nc\n", "b\nc\nd\n", "-a\n b\n c\n+d\n"},
		{"a\n", "a\na\n", "+a\n a\n"},
		{"a\nb\nc\nd\n", "a\nc\nb\nd\n", " a\n+c\n b\n-c\n d\n"},
	} {
		if got := spelled(Difference(c.before, c.after)); got != c.want {
			t.Errorf("%q to %q:\n%swant\n%s", c.before, c.after, got, c.want)
		}
	}
}

func TestDifferenceOfLongTexts(t *testing.T) {
	before, after := strings.Repeat("a\n", 10_000), strings.Repeat("b\n", 10_000)
	if lines := Difference("x\n"+before+"y\n", "x\n"+after+"y\n"); len(lines) != 20_002 || lines[0].Change != Same || lines[1].Change != Removed {
		t.Errorf("got %d lines", len(lines))
	}
}

// TestDifferenceHoldsBothTexts: what is the same or removed is the first text,
// what is the same or added the second.
func TestDifferenceHoldsBothTexts(t *testing.T) {
	texts := rapid.Map(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", ""}), 1, 12), func(lines []string) string {
		return strings.Join(lines, "\n") + "\n"
	})
	rapid.Check(t, func(t *rapid.T) {
		before, after := texts.Draw(t, "before"), texts.Draw(t, "after")
		var first, second []string
		for _, line := range Difference(before, after) {
			if line.Change != Added {
				first = append(first, line.Text)
			}
			if line.Change != Removed {
				second = append(second, line.Text)
			}
		}
		if got := strings.Join(first, "\n") + "\n"; got != before {
			t.Fatalf("the first text came out as %q", got)
		}
		if got := strings.Join(second, "\n") + "\n"; got != after {
			t.Fatalf("the second text came out as %q", got)
		}
	})
}

func TestHunksKeepWhatIsAround(t *testing.T) {
	before := "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n"
	after := strings.NewReplacer("2\n3", "2\nx\n3", "13\n", "").Replace(before)
	hunks := Hunks(Difference(before, after))
	if len(hunks) != 2 {
		t.Fatalf("got %d hunks: %v", len(hunks), hunks)
	}
	if got, want := spelled(hunks[0]), " 1\n 2\n+x\n 3\n 4\n 5\n"; got != want {
		t.Errorf("the first hunk is\n%swant\n%s", got, want)
	}
	if got, want := spelled(hunks[1]), " 10\n 11\n 12\n-13\n 14\n"; got != want {
		t.Errorf("the second hunk is\n%swant\n%s", got, want)
	}
}
