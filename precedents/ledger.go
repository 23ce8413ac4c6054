package precedents

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"seatwatch/credentials"
)

// LedgerEntry is a forecast as it was stamped: what it said, of what, when and
// by whom, and what it was made from. Entries form a chain: each holds the hash
// of the one before, so that none can be changed, left out or put in afterwards
// without every later hash telling.
type LedgerEntry struct {
	// Number runs from 1 without a gap.
	Number int `json:"number"`
	// At is when it was stamped, in UTC to the second.
	At        time.Time             `json:"at"`
	By        string                `json:"by"`
	Dispute   string                `json:"dispute"`
	Session   credentials.Session   `json:"session"`
	Decision  int                   `json:"decision"`
	AsOf      credentials.Date      `json:"as_of"`
	Opening   bool                  `json:"opening"`
	Challenge credentials.Challenge `json:"challenge"`
	Outcomes  []LedgerOutcome       `json:"outcomes"`
	Hashes    Hashes                `json:"hashes"`
	// Previous is the hash of the entry before, LedgerRoot for the first.
	Previous string `json:"previous"`
	// Hash is of all the above.
	Hash string `json:"hash"`
	// Score is how good it was; nil as long as nothing was decided, and for an
	// entry that a later one had replaced by then.
	Score *LedgerScore `json:"score"`
}

// LedgerOutcome is one outcome that could happen, and its probability.
type LedgerOutcome struct {
	Class    Class               `json:"class"`
	Outcome  credentials.Outcome `json:"outcome"`
	Seated   string              `json:"seated"`
	Accepted *string             `json:"accepted"`
	P        Figure              `json:"p"`
}

// LedgerScore is a stamped forecast beside what was decided.
type LedgerScore struct {
	// At is when the decision was entered into the record.
	At       time.Time           `json:"at"`
	Outcome  credentials.Outcome `json:"outcome"`
	Accepted string              `json:"accepted"`
	Seated   string              `json:"seated"`
	Happened Class               `json:"happened"`
	// P is what was given to the class that happened.
	P       Figure `json:"p"`
	Brier   Figure `json:"brier"`
	LogLoss Figure `json:"log_loss"`
	// OutcomeRight says that the likeliest class happened, SeatRight that whoever
	// was likeliest to sit did.
	OutcomeRight bool `json:"outcome_right"`
	SeatRight    bool `json:"seat_right"`
}

// LedgerRoot is what the first entry has for the hash of the one before.
var LedgerRoot = strings.Repeat("0", 2*sha256.Size)

// Stamped makes an entry of a forecast, to be put at the end of a ledger. A
// what-if is no forecast of what will happen, and a forecast as of a day that
// has not come was not made on it: both are a *credentials.Invalid.
func Stamped(f *Forecast, by string, at time.Time) (LedgerEntry, error) {
	at = at.UTC().Truncate(time.Second)
	switch {
	case strings.TrimSpace(by) == "":
		return LedgerEntry{}, &credentials.Invalid{Faults: []credentials.Fault{{Field: "by", What: "the stamp names nobody who makes it", Mend: "say who makes it"}}}
	case len(f.WhatIf) > 0:
		return LedgerEntry{}, &credentials.Invalid{Faults: []credentials.Fault{{
			What: "a what-if is no forecast of what will happen", Mend: "stamp the forecast on the facts as they are recorded",
		}}}
	case credentials.DayOf(at).Before(f.AsOf) == credentials.Yes:
		return LedgerEntry{}, &credentials.Invalid{Faults: []credentials.Fault{{
			What: fmt.Sprintf("the forecast is as of %s, which has not come", f.AsOf.Words()), Mend: "stamp one as of today",
		}}}
	}
	e := LedgerEntry{
		At: at, By: by, Dispute: f.Dispute, Session: f.Session, Decision: max(1, f.Number), AsOf: f.AsOf, Opening: f.Opening, Challenge: f.Challenge,
		Hashes: f.Hashes,
	}
	for i := range f.Outcomes {
		o := &f.Outcomes[i]
		e.Outcomes = append(e.Outcomes, LedgerOutcome{o.Class, o.Outcome, o.Seated, o.Accepted, o.P.rounded()})
	}
	return e, nil
}

// rounded gives the figure as a document has it.
func (f Figure) rounded() Figure {
	const scale = 1e9
	return Figure(math.Round(float64(f)*scale) / scale)
}

// Key names the decision that was forecast.
func (e *LedgerEntry) Key() credentials.DecisionKey {
	return credentials.DecisionKey{Session: e.Session, Number: e.Decision}
}

// After gives the entry as it stands in a ledger after another, nil for none:
// with its number and hashes.
func (e LedgerEntry) After(last *LedgerEntry) LedgerEntry {
	e.Number, e.Previous = 1, LedgerRoot
	if last != nil {
		e.Number, e.Previous = last.Number+1, last.Hash
	}
	e.Hash = e.seal()
	return e
}

// sealed is what the hash of an entry is of, as it was settled when the first
// entry was stamped: a field that entries gain later does not go in here.
type sealed struct {
	Number    int                   `json:"number"`
	At        string                `json:"at"`
	By        string                `json:"by"`
	Dispute   string                `json:"dispute"`
	Session   credentials.Session   `json:"session"`
	Decision  int                   `json:"decision"`
	AsOf      credentials.Date      `json:"as_of"`
	Opening   bool                  `json:"opening"`
	Challenge credentials.Challenge `json:"challenge"`
	Outcomes  []LedgerOutcome       `json:"outcomes"`
	Hashes    Hashes                `json:"hashes"`
	Previous  string                `json:"previous"`
}

// Canonical gives the bytes that the hash of the entry is of: JSON without blanks.
func (e *LedgerEntry) Canonical() []byte {
	text, err := json.Marshal(sealed{
		e.Number, e.At.UTC().Format(time.RFC3339), e.By, e.Dispute, e.Session, e.Decision, e.AsOf, e.Opening, e.Challenge, e.Outcomes, e.Hashes, e.Previous,
	})
	if err != nil {
		// Only a figure that is none cannot be written. No hash is of no bytes.
		return nil
	}
	return text
}

func (e *LedgerEntry) seal() string {
	sum := sha256.Sum256(e.Canonical())
	return hex.EncodeToString(sum[:])
}

// LedgerFault is a place where a ledger does not hold.
type LedgerFault struct {
	Number int    `json:"number"`
	What   string `json:"what"`
}

// VerifyLedger gives every place where a ledger does not hold: an entry that is
// missing or was changed, a chain that is broken, a score that its own figures
// do not give. The entries come in the order of the ledger. None says that
// nothing was changed since each was stamped, but for entries cut off at the
// end: whoever noted the last hash sees that too.
func VerifyLedger(entries []LedgerEntry) []LedgerFault {
	var faults []LedgerFault
	fault := func(e *LedgerEntry, format string, args ...any) {
		faults = append(faults, LedgerFault{e.Number, fmt.Sprintf(format, args...)})
	}
	previous := LedgerRoot
	for i := range entries {
		e := &entries[i]
		if e.Number != i+1 {
			fault(e, "it stands where entry %d belongs", i+1)
		}
		if e.Previous != previous {
			fault(e, "it does not follow the entry before it")
		}
		if e.seal() != e.Hash {
			fault(e, "it is not as it was stamped")
		}
		if e.Score != nil {
			again := e.score(e.Score.Outcome, e.Score.Accepted, e.Score.Seated, e.Score.At)
			if again != *e.Score {
				fault(e, "its score is not what its figures give")
			}
		}
		previous = e.Hash
	}
	return faults
}

// ScoreEntry scores a stamped forecast on what was decided, which was entered
// into the record at that moment.
func ScoreEntry(e *LedgerEntry, x *credentials.Decision, at time.Time) LedgerScore {
	return e.score(x.Outcome, x.Accepted, x.Seated, at.UTC().Truncate(time.Second))
}

func (e *LedgerEntry) score(outcome credentials.Outcome, accepted, seated string, at time.Time) LedgerScore {
	s := LedgerScore{At: at, Outcome: outcome, Accepted: accepted, Seated: seated, Happened: e.classOf(outcome, accepted)}
	var classes Distribution
	seats := map[string]float64{}
	for i := range e.Outcomes {
		o := &e.Outcomes[i]
		classes[o.Class] += float64(o.P)
		seats[o.Seated] += float64(o.P)
	}
	given := classes[s.Happened]
	s.P, s.Brier = Figure(given).rounded(), Figure(classes.Brier(s.Happened)).rounded()
	s.LogLoss = Figure(-math.Log(max(given, floor))).rounded()
	s.OutcomeRight = classes.top() == s.Happened
	s.SeatRight = likeliest(seats) == seated
	return s
}

// classOf gives the class that was decided, as the stamped forecast has it.
func (e *LedgerEntry) classOf(outcome credentials.Outcome, accepted string) Class {
	return ClassFor(outcome, slices.ContainsFunc(e.Outcomes, func(o LedgerOutcome) bool {
		return o.Class == HolderAccepted && o.Accepted != nil && *o.Accepted == accepted
	}))
}

func likeliest(p map[string]float64) (best string) {
	for id, given := range p {
		if best == "" || given > p[best] || (given == p[best] && id < best) {
			best = id
		}
	}
	return best
}

// Standing gives the entry that stood for a decision when it was taken: the last
// one stamped for it on no later day. nil if there is none.
func Standing(entries []LedgerEntry, dispute string, x *credentials.Decision) *LedgerEntry {
	for i := range slices.Backward(entries) {
		e := &entries[i]
		if e.Dispute == dispute && e.Key() == x.Key && x.Date().Before(credentials.DayOf(e.At.UTC())) != credentials.Yes {
			return e
		}
	}
	return nil
}

// ParseClass reads a class's code.
func ParseClass(code string) (Class, error) {
	codes := make([]string, classCount)
	for class := range classTable {
		if codes[class] = classTable[class].Code; codes[class] == code {
			return Class(class), nil
		}
	}
	return 0, &credentials.Invalid{Faults: []credentials.Fault{{
		What: fmt.Sprintf("%q is not a class of outcomes", code), Mend: credentials.Suggest(code, codes),
	}}}
}

// UnmarshalText reads the class's code.
func (c *Class) UnmarshalText(text []byte) (err error) {
	*c, err = ParseClass(string(text))
	return err
}
