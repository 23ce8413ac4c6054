package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"seatwatch/credentials/rules"
	"seatwatch/precedents"
)

// A rulebookSoundness is what was proved of a sound rulebook.
type rulebookSoundness struct {
	rules.Proof
	// Cases says that cases stand beside the rules and come out as they say.
	Cases bool   `json:"cases"`
	Hash  string `json:"hash"`
}

// rulesError is the faults of rules that no verb takes.
type rulesError struct{ rules.Faults }

// Unwrap gives the faults.
func (u rulesError) Unwrap() error { return u.Faults }

// checkRulebook loads a rulebook and answers the cases beside it, if there are
// any. An error is a rulesError, the rules.Faults of the cases, or that of the
// file system.
func checkRulebook(files fs.FS, cases bool) (*rulebookSoundness, error) {
	set, err := rules.Load(files)
	if faults, ok := errors.AsType[rules.Faults](err); ok {
		return nil, rulesError{faults}
	}
	if err != nil {
		return nil, err
	}
	if cases {
		if err := rules.CheckExamples(files, set); err != nil {
			return nil, err
		}
	}
	return &rulebookSoundness{set.Proof(), cases, set.Hash()}, nil
}

// checkNamedRules checks the rule files among those that a command names; nil if
// there are none.
func checkNamedRules(names []string) (*rulebookSoundness, error) {
	if len(names) == 0 {
		return nil, nil
	}
	chosen, err := choose(names)
	if err != nil {
		return nil, err
	}
	cases := false
	for _, name := range names {
		cases = cases || strings.Contains(filepath.Base(name), ".test.")
	}
	sound, err := checkRulebook(chosen, cases)
	if unusable, ok := errors.AsType[rulesError](err); ok {
		return nil, rulesError{chosen.named(unusable.Faults)}
	}
	if faults, ok := errors.AsType[rules.Faults](err); ok {
		return nil, chosen.named(faults)
	}
	return sound, err
}

// say tells what was proved of a rulebook.
func (s *rulebookSoundness) say(p *program) {
	fmt.Fprintf(p.stdout, "The rulebook is sound: %s, %d pairs of opposite rules of one rank of which none overlaps in silence (%d declared conflicts).\n",
		precedents.Counted(s.Rules, "rule"), s.Pairs, s.Declared)
	for _, gap := range s.Gaps {
		first := "a renewal"
		if gap.Opening {
			first = "an opening"
		}
		fmt.Fprintf(p.stdout, "  No rule reaches %s of kind %s by challenge %s.\n", first, gap.Kind, gap.Challenge)
	}
	for _, idle := range s.Idle {
		fmt.Fprintf(p.stdout, "  %s never meets %s, whose exception it is.\n", idle.Exception, idle.Rule)
	}
	for _, open := range s.Unsettled {
		fmt.Fprintf(p.stdout, "  Not settled within the bound of the search: %s.\n", strings.Join(open.Rules, " and "))
	}
	if !s.Cases {
		fmt.Fprintf(p.stdout, "  No cases stand beside the rules, so that none were answered.\n")
	}
	fmt.Fprintf(p.stdout, "Its hash is %s.\n", s.Hash)
}

// ruleKeys are keys that only rules and their cases have in a list, findingKeys
// those by which a file is known to be meant as rules even if it is no list.
var (
	findingKeys = regexp.MustCompile(`(?ms)^[ \t-]*when:.*^[ \t-]*then:`)
	ruleKeys    = regexp.MustCompile(`(?m)^[ \t-]*(says|when|then|class|authority|unless|rule|given|id:[ \t]*["']?R-)`)
)

// isRules looks whether a YAML file is a list with the keys of rules or of their
// cases, or would be rules were it a list; a dispute is neither.
func isRules(path string) (bool, error) {
	if ext := filepath.Ext(path); ext != ".yaml" && ext != ".yml" {
		return false, nil
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return false, err
	}
	for line := range strings.Lines(strings.TrimPrefix(string(content), "\ufeff")) {
		line = strings.TrimRight(line, " \t\r\n")
		if line == "" || line == "---" || strings.HasPrefix(strings.TrimSpace(line), "#") {
			continue
		}
		isList := strings.HasPrefix(strings.TrimSpace(line), "-")
		return isList && ruleKeys.Match(content) || findingKeys.Match(content), nil
	}
	return false, nil
}

// chosenFiles is a file system with only some files of a folder.
type chosenFiles struct {
	fs.FS
	// as has the files as the command named them, by their paths in the folder;
	// and an empty name for each folder on the way to one.
	as map[string]string
}

// choose makes a file system of files, rooted where their ways part.
func choose(names []string) (chosenFiles, error) {
	absolute := make([]string, len(names))
	root := ""
	for i, name := range names {
		path, err := filepath.Abs(name)
		if err != nil {
			return chosenFiles{}, unreadable(name, err)
		}
		absolute[i] = path
		if i == 0 {
			root = filepath.Dir(path)
		}
		for !within(root, path) {
			root = filepath.Dir(root)
		}
	}
	chosen := chosenFiles{os.DirFS(root), map[string]string{}}
	for i, path := range absolute {
		inside, err := filepath.Rel(root, path)
		if err != nil {
			return chosenFiles{}, unreadable(names[i], err)
		}
		inside = filepath.ToSlash(inside)
		chosen.as[inside] = names[i]
		for folder := inside; strings.Contains(folder, "/"); {
			folder = folder[:strings.LastIndex(folder, "/")]
			chosen.as[folder] = ""
		}
	}
	return chosen, nil
}

func within(folder, path string) bool {
	inside, err := filepath.Rel(folder, path)
	return folder == filepath.Dir(folder) || (err == nil && inside != ".." && !strings.HasPrefix(inside, ".."+string(filepath.Separator)))
}

// ReadDir lists the chosen files of a folder.
func (c chosenFiles) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(c.FS, name)
	var kept []fs.DirEntry
	for _, entry := range entries {
		path := entry.Name()
		if name != "." {
			path = name + "/" + path
		}
		if _, ok := c.as[path]; ok {
			kept = append(kept, entry)
		}
	}
	return kept, err
}

// named gives faults with the files as the command named them.
func (c chosenFiles) named(faults rules.Faults) rules.Faults {
	for i := range faults {
		if name := c.as[faults[i].File]; name != "" {
			faults[i].File = name
		}
	}
	return faults
}
