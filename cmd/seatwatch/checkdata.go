package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"seatwatch/credentials/rules"
	"seatwatch/precedents"
)

// checkVerb says whether a dataset and a rulebook are sound.
type checkVerb struct {
	Paths []string `arg:"" optional:"" name:"path" help:"Files or folders of the dataset, or of rules; the built-in library and rulebook if none is named."`
	jsonFlag
}

// A soundness is what a sound dataset holds.
type soundness struct {
	Disputes   int    `json:"disputes"`
	Decisions  int    `json:"decisions"`
	RollCalls  int    `json:"rollcalls"`
	Members    int    `json:"members"`
	Sessions   int    `json:"sessions"`
	Committees int    `json:"committees"`
	Reports    int    `json:"reports"`
	Law        int    `json:"law"`
	Hash       string `json:"hash"`
	// Rulebook is null where no rules were checked.
	Rulebook *rulebookSoundness `json:"rulebook"`
	data     bool
}

// Run reads what is named and says what it holds, or what is wrong with it.
func (v *checkVerb) Run(ctx context.Context, p *program) error {
	progress := p.progress()
	sound, err := v.check(ctx, progress)
	progress.end()
	if err != nil {
		refused := p.refuse(err, v.JSON, "what was checked is not sound")
		if _, unusable := errors.AsType[rulesError](err); unusable {
			// Rules with faults are a wrong use of every verb that takes them.
			return errors.Join(errMisuseReported, refused)
		}
		return refused
	}
	if v.JSON {
		return p.json(sound)
	}
	if sound.Rulebook != nil {
		defer sound.Rulebook.say(p)
	}
	if !sound.data {
		return nil
	}
	fmt.Fprintf(p.stdout, "The dataset is sound: %s, %s, %s, %s, %s, %s, %s.\nIts hash is %s.\n",
		precedents.Counted(sound.Disputes, "dispute"), precedents.Counted(sound.Decisions, "decision"), precedents.Counted(sound.RollCalls, "recorded vote"),
		precedents.Counted(sound.Members, "Member"), precedents.Counted(sound.Sessions, "session"), precedents.Counted(sound.Committees, "Committee"),
		precedents.Counted(sound.Reports, "report"), sound.Hash)
	return nil
}

func (v *checkVerb) check(ctx context.Context, progress *progress) (soundness, error) {
	if len(v.Paths) == 0 {
		library, err := precedents.Embedded()
		rulebook, ruleErr := checkRulebook(rules.EmbeddedFiles(), true)
		sound := soundnessOf(library)
		sound.Rulebook = rulebook
		return sound, errors.Join(err, ruleErr)
	}
	files, err := findWithRules(v.Paths)
	if err != nil {
		return soundness{}, err
	}
	rulebook, ruleErr := checkNamedRules(files.rules)
	sound, err := v.checkData(ctx, files, progress)
	sound.Rulebook = rulebook
	return sound, errors.Join(err, ruleErr)
}

func (v *checkVerb) checkData(ctx context.Context, files named, progress *progress) (soundness, error) {
	if len(files.dataset)+len(files.undl) == 0 {
		return soundness{}, nil
	}
	base, err := precedents.Embedded()
	if err != nil {
		return soundness{}, err
	}
	if slices.ContainsFunc(files.dataset, func(path string) bool { return filepath.Base(path) == "members.csv" }) {
		// A dataset with Members of its own stands by itself.
		base = nil
	}
	library, err := read(files.dataset, base, progress)
	if err != nil {
		return soundness{}, err
	}
	sound := soundnessOf(library)
	frame := library.Frame
	if base != nil {
		frame = base.Frame
	}
	votes, err := checkVotes(ctx, files.undl, frame, progress)
	sound.RollCalls += votes
	return sound, err
}

// checkVotes reads files in the bulk layout through and gives the number of
// recorded votes, or every fault.
func checkVotes(ctx context.Context, files []string, frame *precedents.Frame, progress *progress) (votes int, err error) {
	var faults precedents.Faults
	ids := map[string]bool{}
	rows := 0
	for ballot, err := range ballots(files, frame) {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		fault, isFault := errors.AsType[precedents.PlacedFault](err)
		switch {
		case isFault:
			faults = append(faults, fault)
			continue
		case err != nil:
			return 0, err
		}
		rows++
		progress.say("read %d votes", rows)
		ids[ballot.RollCall.ID] = true
	}
	if len(faults) > 0 {
		return 0, faults
	}
	return len(ids), nil
}

func soundnessOf(library *precedents.Library) soundness {
	if library == nil {
		return soundness{}
	}
	sound := soundness{
		Disputes: len(library.Disputes), RollCalls: len(library.RollCalls), Members: len(library.Members), Sessions: len(library.Sessions),
		Committees: len(library.Committees), Reports: len(library.Reports), Law: len(library.Law.Entries), Hash: library.Hash(), data: true,
	}
	for _, dispute := range library.Disputes {
		sound.Decisions += len(dispute.Decisions)
	}
	return sound
}
