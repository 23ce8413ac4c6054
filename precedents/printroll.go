package precedents

import (
	"fmt"
	"slices"
	"strings"

	"seatwatch/credentials"
)

// RollFormat is a way in which the Organization prints a recorded vote.
type RollFormat string

// The two formats.
const (
	VerbatimRecord RollFormat = "verbatim"
	PressRelease   RollFormat = "press_release"
)

// RollFormats are the formats.
var RollFormats = credentials.Vocabulary[RollFormat]{Name: "format", Terms: []credentials.Term[RollFormat]{
	{Code: VerbatimRecord, Label: "verbatim record", Meaning: "as the record of a meeting gives it: the lists, then the result"},
	{Code: PressRelease, Label: "press release", Meaning: "as the press releases give it: the result, then the lists"},
}}

// PrintRoll prints a recorded vote as the Organization does, every Member under
// the name it bore that day, in the order in which they vote. The totals are the
// announced ones where they are known.
func PrintRoll(vote *credentials.RollCall, frame *Frame, format RollFormat) string {
	ballots := make(map[string]credentials.Ballot, len(vote.Ballots))
	for _, b := range vote.Ballots {
		ballots[b.Member] = b.Ballot
	}
	names := make(map[credentials.Ballot][]string)
	for _, member := range frame.CallingOrder(vote.Date) {
		ballot := ballots[member.Code]
		names[ballot] = append(names[ballot], member.NameOn(vote.Date))
	}
	tally := vote.Counted
	if vote.Printed != nil && vote.Printed.Complete() {
		tally = *vote.Printed
	}
	var b strings.Builder
	switch format {
	case VerbatimRecord:
		b.WriteString("A recorded vote was taken.\n")
		for _, list := range rollLists(names) {
			fmt.Fprintf(&b, "\n%s:\n%s\n", capitalOf(list.label), noneOr(list.names, ""))
		}
		fmt.Fprintf(&b, "\n%s\n", verbatimResult(vote.Carried(), tally))
	case PressRelease:
		fmt.Fprintf(&b, "%s, as follows:\n", pressResult(vote.Carried(), tally))
		for _, list := range rollLists(names) {
			label := list.label
			if list.ballot == credentials.Abstaining {
				label = "abstain"
			}
			fmt.Fprintf(&b, "\n%s:  %s\n", capitalOf(label), noneOr(list.names, "."))
		}
	}
	return b.String()
}

type rollList struct {
	ballot credentials.Ballot
	label  string
	names  []string
}

// rollLists are the lists of a printed vote: the three that count, and the others
// where they have names.
func rollLists(names map[credentials.Ballot][]string) []rollList {
	var lists []rollList
	for _, term := range credentials.Ballots.Terms {
		counted := slices.Contains([]credentials.Ballot{credentials.InFavour, credentials.Against, credentials.Abstaining}, term.Code)
		if counted || len(names[term.Code]) > 0 {
			lists = append(lists, rollList{term.Code, term.Label, names[term.Code]})
		}
	}
	return lists
}

func noneOr(names []string, end string) string {
	if len(names) == 0 {
		return "None" + end
	}
	return strings.Join(names, ", ") + end
}

func capitalOf(label string) string { return strings.ToUpper(label[:1]) + label[1:] }

func verbatimResult(carried credentials.Truth, t credentials.Tally) string {
	switch carried {
	case credentials.Yes:
		return fmt.Sprintf("The motion was adopted by %s votes to %s, with %s abstentions.", t.For, noneIf(t.Against), noIf(t.Abstaining))
	case credentials.No:
		return fmt.Sprintf("The motion was rejected by %s votes to %s, with %s abstentions.", t.Against, noneIf(t.For), noIf(t.Abstaining))
	case credentials.NotKnown:
	}
	return fmt.Sprintf("The result of the vote was %s in favour, %s against and %s abstentions.", t.For, noneIf(t.Against), noIf(t.Abstaining))
}

func pressResult(carried credentials.Truth, t credentials.Tally) string {
	if carried == credentials.No {
		return fmt.Sprintf("The motion was rejected by a recorded vote of %s against to %s in favour, with %s abstentions", t.Against, noneIf(t.For), noIf(t.Abstaining))
	}
	verb := "was put to"
	if carried == credentials.Yes {
		verb = "was adopted by"
	}
	return fmt.Sprintf("The motion %s a recorded vote of %s in favour to %s against, with %s abstentions", verb, t.For, noneIf(t.Against), noIf(t.Abstaining))
}

func noneIf(n credentials.Count) string { return wordIfNought(n, "none") }

func noIf(n credentials.Count) string { return wordIfNought(n, "no") }

func wordIfNought(n credentials.Count, word string) string {
	if n == credentials.CountOf(0) {
		return word
	}
	return n.String()
}
