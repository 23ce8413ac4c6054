package precedents

import (
	"regexp"
	"slices"
	"strings"

	"seatwatch/credentials"
)

// listReader reads the names of one list.
type listReader struct {
	*rollRead
	ballot credentials.Ballot
	list   *ReadList
	// before is the last name and its place, in case the next turns it round, as
	// in "Korea, Republic of".
	before stretch
	// matched says that the last name was matched, and is the last ballot.
	matched bool
}

// stretch is a part of the text.
type stretch struct{ from, to int }

// gap is what parts two pieces of an item.
type gap int

const (
	noGap gap = iota
	softGap
	// hardGap is a full stop at the end of a line, or an empty line.
	hardGap
)

// piece is a part of an item that may be a name, or a part of one.
type piece struct {
	stretch
	// after is what parts it from the piece before.
	after gap
}

var (
	pieceGaps = regexp.MustCompile(`\.?[ \t]*\n\s*|\.[ \t]+|[ \t]+and[ \t]+|[ \t]+&[ \t]+`)
	noneWords = wordSet(`none nil nobody`)
	// proseWord tells a sentence from a name.
	proseWord = regexp.MustCompile(`(?i)\d|\b(?:was|were|is|are|has|have|had|will|shall|voted|votes?|voting|adopted|rejected|carried|draft|resolutions?|decision|motion|paragraph|amendment|` +
		`meeting|president|mr|mrs|ms|miss|sir|representatives?|delegations?|informed|advised|secretariat|subsequently|statements?|speaking|assembly|` +
		`annex|press|media|record|recorded|now|thank|we|our|this|that|these|they|it|i|turn|conclude|accordingly|explanation|floor)\b`)
)

// longestPiece is more than a name with a slip in it has.
const longestPiece = 70

// read reads names from a heading's end until the list ends, and gives where.
func (l *listReader) read(from, to int) (end int) {
	text := l.page.text
	end = from
	for at := from; at < to; {
		stop := to
		if i := strings.IndexAny(text[at:to], ",;•|\t"); i >= 0 {
			stop = at + i
		}
		ended, last := l.item(at, stop)
		if last > end {
			end = last
		}
		if ended {
			l.afterwards(end, to)
			return end
		}
		at = stop + 1
		if strings.HasPrefix(text[stop:], "•") {
			at = stop + len("•")
		}
	}
	return end
}

// item reads what stands between two commas: most often one name, which may be
// broken over lines, or several on lines of their own; at the end of the list, a
// name and whatever follows. ended says that the list is over.
func (l *listReader) item(from, to int) (ended bool, last int) {
	pieces := piecesOf(l.page.text, from, to)
	last = from
	for i := 0; i < len(pieces); {
		if len(l.out.Unmatched) >= mostUnmatched {
			return true, last
		}
		taken := max(l.take(pieces[i:]), l.turned(pieces[i:]))
		if taken == 0 && l.list.None {
			return true, last
		}
		if taken == 0 {
			taken = l.refused(pieces[i:])
		}
		if taken == 0 && l.none(pieces[i]) {
			taken = 1
		}
		if taken == 0 && l.over(pieces[i]) {
			return true, last
		}
		if taken == 0 {
			l.miss(pieces[i])
			taken = 1
		}
		i += taken
		last = pieces[i-1].to
	}
	return false, last
}

// piecesOf cuts an item where a name may end.
func piecesOf(text string, from, to int) []piece {
	var pieces []piece
	after := noGap
	add := func(from, to int) {
		for from < to && isBlank(text[from]) {
			from++
		}
		for to > from && (isBlank(text[to-1]) || text[to-1] == '.') {
			to--
		}
		if from < to {
			pieces = append(pieces, piece{stretch{from, to}, after})
		}
	}
	at := from
	for _, m := range pieceGaps.FindAllStringIndex(text[from:to], -1) {
		add(at, from+m[0])
		between := text[from+m[0] : from+m[1]]
		after = softGap
		if strings.Count(between, "\n") > 1 || between[0] == '.' && strings.Contains(between, "\n") {
			after = hardGap
		}
		at = from + m[1]
	}
	add(at, to)
	return pieces
}

// mostPieces is how many pieces one name may be broken into.
const mostPieces = 10

// whole gives the text from one piece to another.
func (l *listReader) whole(pieces []piece) stretch {
	return stretch{pieces[0].from, pieces[len(pieces)-1].to}
}

func (l *listReader) written(s stretch) string { return l.page.text[s.from:s.to] }

// take reads as many pieces as make names of Members of the day, if there is one
// way alone to put them together, and gives how many they were.
func (l *listReader) take(pieces []piece) int {
	// ways[j] is in how many ways the first j pieces make names, width[j] how many
	// pieces the last of those names has.
	ways, width := []int{1}, []int{0}
	best := 0
	for j := 1; j <= len(pieces) && j-best <= mostPieces; j++ {
		ways, width = append(ways, 0), append(width, 0)
		for n := 1; n <= min(j, mostPieces); n++ {
			if ways[j-n] == 0 {
				continue
			}
			name := l.written(l.whole(pieces[j-n : j]))
			if strings.HasSuffix(name, "-") || l.names.read(name).member == "" {
				continue
			}
			ways[j] = min(ways[j]+ways[j-n], 2)
			width[j] = n
		}
		if ways[j] > 0 {
			best = j
		}
	}
	if best == 0 {
		return 0
	}
	if ways[best] > 1 {
		l.list.Names++
		all := l.whole(pieces[:best])
		l.unmatched(l.ballot, all.from, all.to, named{fault: AmbiguousName})
		l.before, l.matched = all, false
		return best
	}
	var names []stretch
	for j := best; j > 0; j -= width[j] {
		names = append(names, l.whole(pieces[j-width[j]:j]))
	}
	for _, name := range slices.Backward(names) {
		l.vote(name, l.names.read(l.written(name)).member)
	}
	return best
}

func (l *listReader) vote(name stretch, member string) {
	l.list.Names++
	l.out.Ballots = append(l.out.Ballots, ReadBallot{member, l.ballot, l.page.passage(name.from, name.to)})
	l.before, l.matched = name, true
}

var turnedRound = regexp.MustCompile(`(?i)\bof(?:\s+the)?$`)

// turned joins pieces to the name before that they turn round, as in "Korea,
// Republic of"; it gives how many pieces those were.
func (l *listReader) turned(pieces []piece) int {
	if l.before == (stretch{}) {
		return 0
	}
	for n := 1; n <= min(len(pieces), mostPieces); n++ {
		rest := l.whole(pieces[:n])
		if !turnedRound.MatchString(l.written(rest)) {
			continue
		}
		name := stretch{l.before.from, rest.to}
		found := l.names.read(l.written(l.before) + ", " + l.written(rest))
		switch {
		case found.member != "":
			l.takeBack()
			l.vote(name, found.member)
			return n
		case found.fault != UnknownName:
			l.takeBack()
			l.refuse(name, found)
			return n
		}
	}
	return 0
}

// takeBack undoes the last name.
func (l *listReader) takeBack() {
	l.list.Names--
	if l.matched {
		l.out.Ballots = l.out.Ballots[:len(l.out.Ballots)-1]
		return
	}
	l.out.Unmatched = l.out.Unmatched[:len(l.out.Unmatched)-1]
}

func (l *listReader) refuse(name stretch, found named) {
	l.list.Names++
	l.unmatched(l.ballot, name.from, name.to, found)
	l.before, l.matched = name, false
}

// refused reads the longest stretch that is a name, though not that of one Member
// of the day, and gives how many pieces it was.
func (l *listReader) refused(pieces []piece) int {
	for n := min(len(pieces), mostPieces); n > 0; n-- {
		name := l.whole(pieces[:n])
		if found := l.names.read(l.written(name)); found.member == "" && found.fault != UnknownName {
			l.refuse(name, found)
			return n
		}
	}
	return 0
}

// none reports whether a piece says that nobody voted so, or says nothing.
func (l *listReader) none(p piece) bool {
	key := nameKey(l.written(p.stretch))
	if noneWords[key] && l.list.Names == 0 {
		l.list.None = true
		return true
	}
	return key == ""
}

// over reports whether the list is over at a piece that is no name: what follows
// reads like a sentence, or stands apart and is like no Member's name.
func (l *listReader) over(p piece) bool {
	written := l.written(p.stretch)
	if len(written) > longestPiece || proseWord.MatchString(written) {
		return true
	}
	return p.after == hardGap && l.list.Names > 0 && len(l.names.near(written)) == 0
}

// miss lists a piece as not matched; with the name before it, where a slip of the
// pen could have made the two out of one name.
func (l *listReader) miss(p piece) {
	name := p.stretch
	if joined := (stretch{l.before.from, p.to}); p.after == softGap && l.matched && len(l.names.slips(l.written(joined))) > 0 {
		l.takeBack()
		name = joined
	}
	l.refuse(name, named{fault: UnknownName})
}

// leastRun is how many names in a row look like a part of the list.
const leastRun = 3

// afterwards looks for names in what follows the list: where several stand in a
// row, the list may not have been over.
func (l *listReader) afterwards(from, to int) {
	text, run, first, last := l.page.text, 0, 0, 0
	flush := func() {
		if run >= leastRun {
			l.unmatched(l.ballot, first, last, named{fault: UnreadNames})
		}
		run = 0
	}
	for at := from; at < to && len(l.out.Unmatched) < mostUnmatched; {
		stop := to
		if i := strings.IndexAny(text[at:to], ",;"); i >= 0 {
			stop = at + i
		}
		if stop-at <= longestName && l.names.read(text[at:stop]).member != "" {
			if run == 0 {
				first = at
			}
			run, last = run+1, stop
		} else {
			flush()
		}
		at = stop + 1
	}
	flush()
}
