package rules

import (
	"bytes"
	"embed"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"seatwatch/credentials"
	"seatwatch/credentials/plainyaml"

	"github.com/goccy/go-yaml/ast"
)

//go:embed data
var embedded embed.FS

// EmbeddedFiles gives the files of the built-in rulebook.
func EmbeddedFiles() fs.FS {
	files, err := fs.Sub(embedded, "data")
	if err != nil {
		// The folder is there or the program would not have been built.
		panic(err)
	}
	return files
}

// Embedded gives the built-in rulebook. It has no faults in a program whose
// tests pass.
func Embedded() (*Set, error) { return Load(EmbeddedFiles()) }

// mostRules may stand in a rulebook: proofs look at pairs of them.
const mostRules = 500

// Load reads every .yaml and .yml file of a folder and below it but for the
// cases (.test.yaml), checks the rules by themselves and against each other, and
// proves of them what Proof says. An error is Faults with everything that is
// wrong, or that of the file system.
func Load(files fs.FS) (*Set, error) {
	loader := &loader{texts: map[string]string{}, places: map[string]*rulePlaces{}}
	err := eachFile(files, func(name string, content io.Reader) error {
		if isCases(name) {
			return nil
		}
		loader.came++
		return loader.file(name, content)
	})
	if err != nil {
		return nil, err
	}
	return loader.finish()
}

const casesExt = ".test"

func isYAML(name string) bool { return path.Ext(name) == ".yaml" || path.Ext(name) == ".yml" }

// isCases reports whether a YAML file holds cases rather than rules.
func isCases(name string) bool {
	return path.Ext(strings.TrimSuffix(name, path.Ext(name))) == casesExt
}

// eachFile opens every YAML file.
func eachFile(files fs.FS, read func(name string, content io.Reader) error) error {
	return fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !isYAML(name) {
			return err
		}
		file, err := files.Open(name)
		if err != nil {
			return err
		}
		err = read(name, file)
		if closing := file.Close(); err == nil {
			err = closing
		}
		return err
	})
}

// readText gives the text of a file, nil if it is too large or no text, which is
// a fault.
func readText(name string, content io.Reader, faults *Faults) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(content, largestFile+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return cleanText(name, text, faults), nil
}

// cleanText gives text without byte order mark and carriage returns, nil if it
// is too large or not UTF-8.
func cleanText(name string, text []byte, faults *Faults) []byte {
	switch {
	case len(text) > largestFile:
		faults.add(Place{File: name}, "divide it, or look whether it is the right file", "the file is larger than %d KiB, and nothing of it was read", largestFile>>10)
		return nil
	case !utf8.Valid(text):
		faults.add(Place{File: name}, "save the file as UTF-8", "the file is not UTF-8 text")
		return nil
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	// An empty text is not nil: it is a file like any other.
	return append([]byte{}, bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))...)
}

// loader collects the rules of a rulebook and every fault.
type loader struct {
	faults Faults
	texts  map[string]string
	rules  []Rule
	places map[string]*rulePlaces
	came   int
}

// rulePlaces are where the parts of a rule stand that are checked against other
// rules.
type rulePlaces struct {
	when      Place
	unless    []Place
	conflicts []Place
}

func (l *loader) file(name string, content io.Reader) error {
	text, err := readText(name, content, &l.faults)
	if text == nil {
		return err
	}
	l.texts[name] = string(text)
	w := newWalker(name, &l.faults)
	if node := w.Parse(text); node != nil {
		for _, item := range w.Items(node) {
			l.rule(w, item)
		}
	}
	return nil
}

var (
	ruleID  = regexp.MustCompile(`^R-[A-Z0-9]+(-[A-Z0-9]+)*$`)
	lawCode = regexp.MustCompile(`^[A-Z0-9]+([-/][A-Z0-9]+)*$`)
)

// required are the keys that no rule can do without.
var required = []string{"id", "says", "issue", "when", "then", "class", "authority"}

func (l *loader) rule(w *walker, node ast.Node) {
	rule, places := Rule{Place: w.Place(node)}, &rulePlaces{when: w.Place(node)}
	before := len(l.faults)
	seen := w.Mapping(node, []plainyaml.Field{
		{Key: "id", Read: w.ruleIDInto(&rule.ID)},
		{Key: "says", Read: w.sentenceInto(&rule.Says)},
		{Key: "issue", Read: codeInto(w, &rule.Issue, &Issues)},
		{Key: "when", Read: func(node ast.Node) {
			places.when = w.Place(node)
			w.condition(node, &rule.When)
		}},
		{Key: "then", Read: func(node ast.Node) { w.finding(node, &rule.Then) }},
		{Key: "class", Read: codeInto(w, &rule.Class, &Classes)},
		{Key: "unless", Read: w.idsInto(&rule.Unless, &places.unless)},
		{Key: "conflicts", Read: w.idsInto(&rule.Conflicts, &places.conflicts)},
		{Key: "authority", Read: func(node ast.Node) {
			for _, item := range w.Items(node) {
				var authority Authority
				w.authority(item, &authority)
				rule.Authority = append(rule.Authority, authority)
			}
			if list, ok := node.(*ast.SequenceNode); ok && len(list.Values) == 0 {
				w.Fault(node, "name a rule of procedure, a resolution, an opinion or a work", "the rule rests on no authority")
			}
		}},
	})
	for _, key := range required {
		if _, mapping := plainyaml.Pairs(node); mapping && !seen[key] {
			w.Fault(node, "write "+key+": and what belongs there", "the rule has no %q", key)
		}
	}
	if first, twice := l.places[rule.ID]; rule.ID != "" && twice {
		w.Fault(node, "give each rule an id of its own", "the id %s is taken by the rule whose condition is at %s", rule.ID, first.when)
		return
	}
	if rule.ID != "" {
		l.places[rule.ID] = places
	}
	if len(l.faults) == before {
		l.rules = append(l.rules, rule)
	}
}

func (w *walker) ruleIDInto(into *string) func(ast.Node) {
	return func(node ast.Node) {
		id, ok := w.text(node)
		switch {
		case !ok:
		case !ruleID.MatchString(id) || len(id) > 60:
			w.Fault(node, "write R- and capital letters, digits and hyphens, such as R-RESTORE", "%q is not the id of a rule", shorten(id))
		case namesYear(id):
			w.Fault(node, "rules speak of facts: no seat, no claimant, no year, no session", "%q names a year", id)
		default:
			*into = id
		}
	}
}

// longestSentence is how long the words of a rule may be.
const longestSentence = 600

func (w *walker) sentenceInto(into *string) func(ast.Node) {
	return func(node ast.Node) {
		text, ok := w.text(node)
		switch {
		case !ok:
		case len(text) > longestSentence:
			w.Fault(node, "say it in a sentence or two", "the text is longer than %d characters", longestSentence)
		case namesYear(text):
			w.Fault(node, "rules speak of facts: no seat, no claimant, no year, no session", "the sentence names a year")
		default:
			*into = strings.Join(strings.Fields(text), " ")
		}
	}
}

func (w *walker) finding(node ast.Node, into *Finding) {
	seen := w.Mapping(node, []plainyaml.Field{
		{Key: "outcome", Read: codeInto(w, &into.Outcome, &credentials.Outcomes)},
		{Key: "who", Read: codeInto(w, &into.Who, &Roles)},
	})
	_, mapping := plainyaml.Pairs(node)
	switch {
	case !mapping:
	case !seen["outcome"]:
		w.Fault(node, "write outcome: and "+strings.Join(credentials.Outcomes.Codes(), ", or "), "the finding has no outcome")
	case into.Outcome == credentials.Accepted && !seen["who"]:
		w.Fault(node, "write who: holder, or who: rival", "the finding is accepted, but does not say who")
	case into.Outcome != "" && into.Outcome != credentials.Accepted && seen["who"]:
		w.Fault(node, "leave who out unless the outcome is accepted", "the finding names the %s, but its outcome is %s", into.Who, into.Outcome)
	}
}

// mostNamed rules may stand under unless or conflicts.
const mostNamed = 50

func (w *walker) idsInto(into *[]string, places *[]Place) func(ast.Node) {
	return func(node ast.Node) {
		for _, item := range w.Items(node) {
			id, ok := w.text(item)
			switch {
			case !ok:
			case len(*into) == mostNamed:
				w.Fault(item, "divide the rule", "more than %d rules are named here", mostNamed)
				return
			case slices.Contains(*into, id):
				w.Fault(item, "keep one of the two", "%q stands here twice", shorten(id))
			default:
				*into, *places = append(*into, id), append(*places, w.Place(item))
			}
		}
	}
}

func (w *walker) authority(node ast.Node, into *Authority) {
	seen := w.Mapping(node, []plainyaml.Field{
		{Key: "ref", Read: w.textInto(&into.Ref)},
		{Key: "title", Read: w.textInto(&into.Title)},
		{Key: "law", Read: func(node ast.Node) {
			code, ok := w.text(node)
			if ok && !lawCode.MatchString(code) {
				w.Fault(node, "write the code of an entry of the digest, such as GA-R27", "%q is not a code of the digest of rules and practice", shorten(code))
			}
			into.Law = code
		}},
	})
	for _, key := range []string{"ref", "title"} {
		if _, mapping := plainyaml.Pairs(node); mapping && !seen[key] {
			w.Fault(node, "write "+key+": and what belongs there", "the authority has no %q", key)
		}
	}
}

// shorten keeps a hostile text from filling the screen.
func shorten(text string) string {
	const most = 80
	letters := []rune(text)
	if len(letters) <= most {
		return text
	}
	return string(letters[:most]) + "…"
}

// finish checks the rules against each other and proves what can be proved.
func (l *loader) finish() (*Set, error) {
	if l.came == 0 {
		l.faults.add(Place{File: "."}, "put rules into files that end in .yaml", "the folder holds no rules")
	}
	if len(l.rules) > mostRules {
		l.faults.add(Place{File: l.rules[mostRules].Place.File}, "divide it", "the rulebook has more than %d rules", mostRules)
		return nil, l.faults.err(l.texts)
	}
	set := newSet(l.rules)
	l.checkReferences(set)
	if l.order(set) {
		l.prove(set)
	}
	if err := l.faults.err(l.texts); err != nil {
		return nil, err
	}
	return set, nil
}

// checkReferences looks whether the rules that a rule names are there.
func (l *loader) checkReferences(set *Set) {
	ids := make([]string, 0, len(l.places))
	for id := range l.places {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	check := func(rule *Rule, id string, place Place) {
		switch _, there := l.places[id]; {
		case len(l.faults) >= mostFaults:
			// To suggest ids for more takes long, and nobody sees them.
		case id == rule.ID:
			l.faults.add(place, "leave it out", "the rule names itself")
		case !there:
			l.faults.add(place, credentials.Suggest(id, ids), "there is no rule %q", shorten(id))
		}
	}
	for i := range set.rules {
		rule := &set.rules[i]
		for n, id := range rule.Unless {
			check(rule, id, l.places[rule.ID].unless[n])
		}
		for n, id := range rule.Conflicts {
			check(rule, id, l.places[rule.ID].conflicts[n])
		}
	}
}

// order puts every rule after its exceptions; exceptions that run in a circle
// are a fault, and then ok is false.
func (l *loader) order(set *Set) (ok bool) {
	const (
		unseen = iota
		under
		done
	)
	state := make([]int, len(set.rules))
	ok = true
	var visit func(int, []string)
	visit = func(i int, path []string) {
		rule := &set.rules[i]
		path = append(path, rule.ID)
		switch state[i] {
		case done:
			return
		case under:
			ok = false
			circle := path[slices.Index(path, rule.ID):]
			l.faults.add(rule.Place, "take one of the exceptions out", "the exceptions run in a circle: %s", strings.Join(circle, " unless "))
			return
		}
		state[i] = under
		for _, exception := range rule.unless {
			visit(exception, slices.Clip(path))
		}
		state[i] = done
		set.exceptionsFirst = append(set.exceptionsFirst, i)
	}
	for i := range set.rules {
		visit(i, nil)
	}
	for i := range set.rules {
		set.scopes = append(set.scopes, set.scopeOf(i))
	}
	return ok
}
