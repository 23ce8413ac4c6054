package precedents

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"seatwatch/credentials"
	"seatwatch/credentials/rules"
	"seatwatch/credentials/wording"
)

// termSets are the sets of terms that sentences speak of, by the name under which a
// language has its words for them.
func termSets(t *testing.T) map[string][]string {
	t.Helper()
	sets := map[string][]string{
		"kind": credentials.Kinds.Codes(), "state": credentials.States.Codes(), "challenge": credentials.Challenges.Codes(),
		"outcome": credentials.Outcomes.Codes(), "committee_outcome": credentials.CommitteeOutcomes.Codes(),
		"assembly_outcome": credentials.AssemblyOutcomes.Codes(), "how": credentials.Hows.Codes(), "body": credentials.Bodies.Codes(),
		"stance": credentials.Stances.Codes(), "group": credentials.RegionalGroups.Codes(), "ballot": credentials.Ballots.Codes(),
		"motion": credentials.Motions.Codes(), "motion_state": credentials.MotionStates.Codes(), "majority": credentials.Majorities.Codes(),
		"vote_method": credentials.VoteMethods.Codes(), "confidence": credentials.Confidences.Codes(),
		"source_kind": credentials.SourceKinds.Codes(), "symbol_kind": credentials.SymbolKinds.Codes(),
		"force": Forces.Codes(), "basis": Bases.Codes(), "role": rules.Roles.Codes(), "rule_class": rules.Classes.Codes(), "issue": rules.Issues.Codes(),
		"watch_stage": WatchStages.Codes(), "watch_sort": WatchSorts.Codes(),
		"stream": {"openings", "renewals"},
		"flag":   {string(Settled), string(Likely), string(Disputed), string(Undecided), string(TooLittleKnown)},
	}
	for _, class := range Classes() {
		sets["class"] = append(sets["class"], class.String())
	}
	for _, issue := range Issues() {
		sets["issue"] = append(sets["issue"], issue.String())
	}
	for i := range rungLabels {
		sets["rung"] = append(sets["rung"], strconv.Itoa(i))
	}
	for _, word := range WordScale {
		sets["word"] = append(sets["word"], strings.TrimPrefix(wordTerm(word.Word).Key, "word."))
	}
	for voice := range Voice(voiceCount) {
		sets["voice"] = append(sets["voice"], voice.String())
	}
	for _, fact := range facts {
		sets["fact"] = append(sets["fact"], fact.Key())
		for _, code := range fact.Codes() {
			sets["fact"] = append(sets["fact"], fact.Key()+"."+code)
		}
	}
	engine := propertyEngine(t)
	for _, rule := range engine.Rules().Rules() {
		sets["rule"] = append(sets["rule"], rule.ID)
	}
	for _, entry := range engine.Casebook().Law.Entries {
		sets["law"] = append(sets["law"], entry.Code)
	}
	return sets
}

// Every language has words of its own for every code of every table that sentences
// speak of, and for nothing that is in none.
func TestEveryTermIsInEveryLanguage(t *testing.T) {
	known := map[string]bool{wording.NotKnown.Key: true}
	for set, codes := range termSets(t) {
		for _, code := range codes {
			known[set+"."+code] = true
		}
	}
	for _, language := range wording.Codes.Terms[1:] {
		in, err := wording.In(string(language.Code))
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range slices.Sorted(maps.Keys(known)) {
			if !in.Has(wording.Term{Key: key}) {
				t.Errorf("%s has no words for %s", language.Code, key)
			}
		}
		for _, key := range templateKeys(t, language.Code) {
			if term, ok := strings.CutPrefix(key, "term."); ok && !known[term] {
				t.Errorf("%s has words for %s, which is in no table", language.Code, term)
			}
		}
	}
}
