package precedents

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// FrozenBrief is a brief that somebody kept, as it was: whatever becomes of the
// record, it says the same for ever, and what it was made from is kept with it.
// It is beside the record and no part of it.
type FrozenBrief struct {
	// Number is given when it is stored, and never given twice.
	Number int
	// Key is random and given when it is stored. It stands in the address on every
	// copy, and opens a brief that is not shared.
	Key string
	// Hash is the hexadecimal SHA-256 of Content: a copy that was sent on can be
	// told by it. It opens nothing that is not shared, since whoever guesses what was
	// asked for can work it out.
	Hash string
	// Account is the number of the account of whoever froze it, and By the name that
	// it had then.
	Account int
	By      string
	At      time.Time
	// Shared says that whoever reads the record may open it; otherwise it is for who
	// froze it and for administrators.
	Shared bool
	// Withdrawn is when it was taken back, and then there is no brief; zero for one
	// that stands.
	Withdrawn time.Time
	// Content is Brief as JSON, byte for byte as it was stored.
	Content json.RawMessage
	Brief   Brief
	Footing Footing
}

// MostFrozen is how many frozen briefs an account may keep.
const MostFrozen = 1000

// MostListed is how many frozen briefs, the newest, a list of them has.
const MostListed = 200

// KeptBrief is what becomes of a brief that is stored.
type KeptBrief struct {
	Number int
	Key    string
	// Again says that its owner kept it before, word for word, and WasShared whether
	// it was shared until now.
	Again, WasShared bool
}

// FrozenRow is a frozen brief in a list, without what it says. One that was
// withdrawn has a number, a hash and a dispute.
type FrozenRow struct {
	Number    int                 `json:"number"`
	Hash      string              `json:"hash"`
	Account   int                 `json:"-"`
	By        string              `json:"by"`
	At        time.Time           `json:"at"`
	Shared    bool                `json:"shared"`
	Withdrawn time.Time           `json:"withdrawn,omitzero"`
	Dispute   string              `json:"dispute"`
	Title     string              `json:"title"`
	Session   credentials.Session `json:"session"`
	Decision  int                 `json:"decision"`
	AsOf      credentials.Date    `json:"as_of"`
	For       string              `json:"for"`
	ForName   string              `json:"for_name"`
	Language  wording.Code        `json:"language"`
}

// Key names the decision that the brief is before.
func (r *FrozenRow) Key() credentials.DecisionKey {
	return credentials.DecisionKey{Session: r.Session, Number: r.Decision}
}

// FrozenFilter picks out frozen briefs: those that everybody may open, and those of
// an account.
type FrozenFilter struct {
	// Account is whose own are among them, 0 for nobody's; All takes those of
	// everybody.
	Account int
	All     bool
	// Dispute and the beginning of a Hash narrow the list; empty for any.
	Dispute string
	Hash    string
}

// BriefHashShown is how many characters of a frozen brief's hash are printed on it.
const BriefHashShown = 16

// ShortHash gives as much of the hash as is printed on a copy.
func (f *FrozenBrief) ShortHash() string { return f.Hash[:min(len(f.Hash), BriefHashShown)] }

// Stamp gives the line that is printed at the foot of every copy, in the language of
// the brief: its number, the beginning of its hash, the day, and the address at which
// whoever has a copy finds out what has changed since, which ends in the key.
func (f *FrozenBrief) Stamp(address string) string {
	language, err := wording.In(string(f.Brief.Language))
	if err != nil {
		language = wording.English
	}
	return language.Say(wording.Of("frozen.stamp", wording.Values{
		"number": f.Number, "hash": f.ShortHash(), "day": credentials.DayOf(f.At.UTC()), "address": address,
	}))
}

// Freeze makes a brief and keeps it with what it was made from. Who freezes it, and
// when, is still to be filled in; its number and its key are given where it is
// stored. The errors are those of Brief.
func (e *Engine) Freeze(request BriefRequest) (FrozenBrief, error) {
	b, err := e.briefing(request)
	if err != nil {
		return FrozenBrief{}, err
	}
	f := FrozenBrief{Footing: b.footing(), Brief: b.composed(request.Annexes)}
	f.Footing.Annexes = request.Annexes
	if f.Content, err = json.Marshal(f.Brief); err != nil {
		return FrozenBrief{}, err
	}
	f.Hash = hashOf(string(f.Content))
	return f, nil
}

// Whole reports whether the content is still what was frozen.
func (f *FrozenBrief) Whole() bool {
	sum := sha256.Sum256(f.Content)
	return hex.EncodeToString(sum[:]) == f.Hash
}

// UpdateDay gives the day as of which an update of the brief is made on a day: that
// day, as long as the decision was still to come when the brief was frozen. A brief
// on a past decision stays as of its own.
func (f *FrozenBrief) UpdateDay(today credentials.Date) credentials.Date {
	if f.Footing.decides(&f.Brief) || today.Before(f.Brief.AsOf) == credentials.Yes {
		return f.Brief.AsOf
	}
	return today
}

// MarshalJSON gives the frozen brief with its content as it was stored; null for a
// brief that was withdrawn.
func (f FrozenBrief) MarshalJSON() ([]byte, error) {
	content := f.Content
	if len(content) == 0 {
		content = json.RawMessage("null")
	}
	return json.Marshal(struct {
		Number    int             `json:"number"`
		Hash      string          `json:"hash"`
		By        string          `json:"by"`
		At        time.Time       `json:"at"`
		Shared    bool            `json:"shared"`
		Withdrawn *time.Time      `json:"withdrawn"`
		Brief     json.RawMessage `json:"brief"`
	}{f.Number, f.Hash, f.By, f.At, f.Shared, instantOrNull(f.Withdrawn), content})
}

func instantOrNull(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	return &at
}

// request gives what was asked for when the brief was made, so that it can be made
// again.
func (f *FrozenBrief) request() (BriefRequest, error) {
	b := &f.Brief
	language, err := wording.In(string(b.Language))
	return BriefRequest{
		Dispute: b.Dispute, Key: credentials.DecisionKey{Session: b.Session, Number: b.Number}, AsOf: b.AsOf, For: b.For,
		Language: language, Annexes: f.Footing.Annexes, Marking: b.Marking,
	}, err
}
