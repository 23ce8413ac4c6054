package precedents

import (
	"fmt"
	"slices"

	"seatwatch/credentials"
)

// Without gives the engine as it would be had some decisions, by their ids, never
// been taken: nobody cites them, no rule has them in its record, no voice has
// learned from them, and a dispute’s decision before one is that before it. What
// they tell of the facts of a later case stays, since a fact is no precedent.
//
// The same decisions give the same engine, in whatever order and however often
// they are named. A decision that the record does not have is a
// *credentials.Invalid; so is, when a case is asked about, one that had not been
// taken by then.
func (e *Engine) Without(ids []string) (*Engine, error) {
	struck := slices.Compact(slices.Sorted(slices.Values(slices.Concat(e.struck, ids))))
	if len(struck) == len(e.struck) {
		return e, nil
	}
	var faults []credentials.Fault
	for _, id := range struck {
		if e.recorded.decision(id) == nil {
			faults = append(faults, credentials.Fault{
				Field: struckField, What: fmt.Sprintf("the record has no decision %q to strike", id), Mend: credentials.Suggest(id, e.recorded.ids()),
			})
		}
	}
	if len(faults) > 0 {
		return nil, &credentials.Invalid{Faults: faults}
	}
	without := NewEngine(e.recorded.without(func(c *Case) bool { return !slices.Contains(struck, c.ID()) }), e.set)
	without.recorded, without.struck = e.recorded, struck
	return without, nil
}

// Struck gives the decisions that are left out, in the order of their ids.
func (e *Engine) Struck() []string { return e.struck }

// struckField names the decisions that are left out where one of them is at fault.
const struckField = "strike"

// couldBeStruck gives an *Invalid that names every decision that is struck and
// could not have been cited in a case.
func (e *Engine) couldBeStruck(c *Case) error {
	var faults []credentials.Fault
	for _, id := range e.struck {
		if struck := e.recorded.decision(id); struck == nil || !struck.seenBy(c) {
			faults = append(faults, credentials.Fault{
				Field: struckField, What: fmt.Sprintf("%s was not known before the %s, and so is no precedent for it", id, c.Key.Session.Words()),
				Mend: "strike an earlier decision, or none",
			})
		}
	}
	if len(faults) > 0 {
		return &credentials.Invalid{Faults: faults}
	}
	return nil
}

// decision gives the case of the decision with that id, nil if there is none.
func (b *Casebook) decision(id string) *Case {
	for _, c := range b.Cases {
		if c.ID() == id {
			return c
		}
	}
	return nil
}

func (b *Casebook) ids() []string {
	ids := make([]string, len(b.Cases))
	for i, c := range b.Cases {
		ids[i] = c.ID()
	}
	return ids
}
