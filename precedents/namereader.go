package precedents

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	"seatwatch/credentials"
)

// NameFault says why a written name was not taken for a Member.
type NameFault string

// The ways in which a name is not matched.
const (
	UnknownName   NameFault = "unknown"
	AmbiguousName NameFault = "ambiguous"
	NotMemberThen NameFault = "not_member"
	UnreadNames   NameFault = "unread"
)

// NameFaults are the ways in which a name is not matched.
var NameFaults = credentials.Vocabulary[NameFault]{Name: "fault of a name", Terms: []credentials.Term[NameFault]{
	{Code: UnknownName, Label: "no Member’s name", Meaning: "no Member bears or bore the name"},
	{Code: AmbiguousName, Label: "several Members", Meaning: "more than one Member of that day was known by the name"},
	{Code: NotMemberThen, Label: "not a Member that day", Meaning: "whoever bears or bore the name was not a Member on that day"},
	{Code: UnreadNames, Label: "not read", Meaning: "names stand after what looks like the end of the list"},
}}

// nameReader tells which Member of a day a written name means. It takes the names
// of the day first, then any the Member ever bore, whole or without its brackets;
// and none where two Members share one.
type nameReader struct {
	day     credentials.Date
	members []credentials.Member
	// current and known give the places in members by key: by the name of the day,
	// and by any name, with its brackets and without them.
	current, known map[string][]int
	// keys are those of known, in order.
	keys []string
	// gone gives the codes of those that were not Members on the day.
	gone map[string][]string
	// heirs are the places of the Members that one that is gone became.
	heirs map[string][]int
	seen  map[string]named
}

// named is what a written name means: a Member, or a fault and whom it may mean.
type named struct {
	member string
	fault  NameFault
	near   []string
}

func newNameReader(frame *Frame, day credentials.Date) *nameReader {
	r := &nameReader{
		day: day, members: frame.CallingOrder(day),
		current: map[string][]int{}, known: map[string][]int{},
		gone: map[string][]string{}, heirs: map[string][]int{}, seen: map[string]named{},
	}
	places := map[string]int{}
	for i, member := range r.members {
		places[member.Code] = i
		for _, name := range namesOn(member, day) {
			if key := nameKey(name); !slices.Contains(r.current[key], i) {
				r.current[key] = append(r.current[key], i)
			}
		}
		r.bear(member, i)
	}
	for _, member := range frame.Members {
		if _, there := places[member.Code]; there {
			continue
		}
		if member.MemberOn(day) != credentials.No {
			r.heirs[member.Code] = r.current[nameKey(member.NameOn(day))]
		}
		heir := -1
		for _, code := range append(frame.ContinuedBy(member.Code), member.Successors...) {
			i, there := places[code]
			if !there {
				continue
			}
			r.heirs[member.Code] = append(r.heirs[member.Code], i)
			if slices.Contains(r.members[i].Continues, member.Code) && member.MemberOn(day) != credentials.No {
				heir = i
			}
		}
		if heir >= 0 {
			r.bear(member, heir)
			continue
		}
		for key := range namesOf(member) {
			r.gone[key] = append(r.gone[key], member.Code)
		}
	}
	r.keys = slices.Sorted(maps.Keys(r.known))
	return r
}

// namesOn gives the name a Member bore on a day, and those in full.
func namesOn(member credentials.Member, day credentials.Date) []string {
	names := []string{member.NameOn(day)}
	for _, period := range member.FormalNames {
		if day.Within(period.From, period.Until) != credentials.No {
			names = append(names, period.Name)
		}
	}
	return names
}

// bear notes every name of a Member.
func (r *nameReader) bear(member credentials.Member, i int) {
	for key := range namesOf(member) {
		if !slices.Contains(r.known[key], i) {
			r.known[key] = append(r.known[key], i)
		}
	}
}

// namesOf gives the keys of a Member's names, with their brackets and without.
func namesOf(member credentials.Member) map[string]bool {
	keys := map[string]bool{}
	for _, name := range member.AllNames() {
		for _, form := range nameForms(name) {
			keys[nameKey(form)] = true
		}
		if short, _, cut := strings.Cut(name, "("); cut {
			keys[nameKey(short)] = true
		}
	}
	delete(keys, "")
	return keys
}

var inverted = regexp.MustCompile(`(?is)^\s*([^,(]+?)\s*[,(]\s*([^,()]*\bof(?:\s+the)?)\s*\)?\s*$`)

// nameForms gives a name and, where it is turned round, as in "Iran (Islamic
// Republic of)" or "Korea, Republic of", the name in its order.
func nameForms(name string) []string {
	if strings.ContainsAny(name, ",(") {
		if turned := inverted.FindStringSubmatch(name); turned != nil {
			return []string{name, turned[2] + " " + turned[1]}
		}
	}
	return []string{name}
}

var (
	brokenWord = regexp.MustCompile(`-\s*\n\s*`)
	noteMark   = regexp.MustCompile(`(\pL)[\d¹²³⁰-⁹]+\b|[¹²³⁰-⁹]+`)
)

const noteFigures = "0123456789¹²³⁰⁴⁵⁶⁷⁸⁹"

var smallWords = map[string]string{"the": "", "and": "", "st": "saint", "rep": "republic", "dem": "democratic"}

// nameKey gives the form in which written names are compared: folded, without
// articles and conjunctions, and without the marks of footnotes.
func nameKey(name string) string {
	var words []string
	if strings.ContainsAny(name, noteFigures) {
		name = noteMark.ReplaceAllString(name, "$1")
	}
	for word := range strings.FieldsSeq(Fold(name)) {
		if full, small := smallWords[word]; small {
			word = full
		}
		if word != "" {
			words = append(words, word)
		}
	}
	return strings.Join(words, " ")
}

// writtenKeys gives the keys that a written name may have. A word broken at the
// end of a line may be one word, or two with a hyphen.
func writtenKeys(text string) []string {
	texts := []string{text}
	if brokenWord.MatchString(text) {
		texts = []string{brokenWord.ReplaceAllString(text, ""), brokenWord.ReplaceAllString(text, "-")}
	}
	var keys []string
	for _, text := range texts {
		for _, form := range nameForms(text) {
			keys = append(keys, nameKey(form))
		}
	}
	return keys
}

// longestName is more bytes than any name has, with room for line breaks.
const longestName = 160

// read tells what a written name means.
func (r *nameReader) read(text string) named {
	if len(text) > longestName {
		return named{fault: UnknownName}
	}
	if known, ok := r.seen[text]; ok {
		return known
	}
	found := r.find(writtenKeys(text))
	if len(r.seen) < 4096 {
		r.seen[strings.Clone(text)] = found
	}
	return found
}

func (r *nameReader) find(keys []string) named {
	for _, key := range keys {
		if bearers := r.current[key]; len(bearers) == 1 {
			return named{member: r.members[bearers[0]].Code}
		}
	}
	for _, key := range keys {
		bearers := r.current[key]
		if len(bearers) == 0 {
			bearers = r.known[key]
		}
		switch {
		case len(bearers) == 1:
			return named{member: r.members[bearers[0]].Code}
		case len(bearers) > 1:
			return named{fault: AmbiguousName, near: r.codes(bearers)}
		}
	}
	for _, key := range keys {
		if gone := r.gone[key]; len(gone) > 0 {
			var heirs []int
			for _, code := range gone {
				heirs = append(heirs, r.heirs[code]...)
			}
			slices.Sort(heirs)
			return named{fault: NotMemberThen, near: r.codes(slices.Compact(heirs))}
		}
	}
	return named{fault: UnknownName}
}

func (r *nameReader) codes(places []int) []string {
	codes := make([]string, len(places))
	for i, place := range places {
		codes[i] = r.members[place].Code
	}
	return codes
}

// mostNear is how many Members are proposed for a name that is not matched.
const mostNear = 4

// slips gives the Members of the day from one of whose names a slip of the pen
// could have made the written one, nearest first.
func (r *nameReader) slips(text string) []string {
	var near []string
	for _, key := range writtenKeys(text) {
		for _, known := range credentials.Nearest(key, r.keys, mostNear) {
			near = append(near, r.codes(r.known[known])...)
		}
	}
	return near
}

// near proposes Members of the day for a name that none bears: those that a slip
// of the pen could have turned into it, then those that share its longest word.
func (r *nameReader) near(text string) []string {
	near := r.slips(text)
	for _, key := range writtenKeys(text) {
		words := strings.Fields(key)
		if len(words) == 0 || len(words) > 12 {
			continue
		}
		longest := slices.MaxFunc(words, func(a, b string) int { return cmp.Compare(len(a), len(b)) })
		if len(longest) < 4 || ordinaryWords[longest] {
			continue
		}
		for _, known := range r.keys {
			if slices.Contains(strings.Fields(known), longest) {
				near = append(near, r.codes(r.known[known])...)
			}
		}
	}
	var once []string
	for _, code := range near {
		if !slices.Contains(once, code) && len(once) < mostNear {
			once = append(once, code)
		}
	}
	return once
}

// ordinaryWords stand in the names of many Members and tell none.
var ordinaryWords = wordSet(`republic democratic people peoples united kingdom federal federation state states islands saint islamic socialist union`)
