package precedents

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"slices"
	"strings"

	"seatwatch/credentials"
	"seatwatch/credentials/rules"
)

// method names the way in which forecasts are made; it changes whenever the same
// record and rules would give another forecast.
const method = "three voices, one mixture; 2"

// Engine forecasts decisions from a Casebook and a rulebook. It keeps what every
// voice would have said before each contested decision of the record, made from
// earlier sessions alone. It does not change once made and is safe for all
// readers.
type Engine struct {
	book *Casebook
	// recorded is book with the decisions that are struck from it, which go on
	// telling what the facts were.
	recorded *Casebook
	struck   []string
	set      *rules.Set
	rules    []rules.Rule
	// bearings are by place in the casebook.
	bearings []*bearing
	near     distances
	track    []entry
	// mixed has what the mixture would have said of each decision of the track.
	mixed []scored
}

// NewEngine prepares an engine. Without a rulebook the rules have no voice.
func NewEngine(book *Casebook, set *rules.Set) *Engine {
	e := &Engine{book: book, recorded: book, set: set, bearings: make([]*bearing, len(book.Cases))}
	if set != nil {
		e.rules = set.Rules()
	}
	for i, c := range book.Cases {
		e.bearings[i] = e.judge(c)
	}
	e.near = measure(book)
	e.track = e.walk(book.Cases)
	e.mixed = walkForward(e.track)
	return e
}

// Casebook gives the decisions the engine learns from.
func (e *Engine) Casebook() *Casebook { return e.book }

// Rules gives the rulebook; nil where there is none.
func (e *Engine) Rules() *rules.Set { return e.set }

// AsOf gives the engine as it would have been on a day: nothing decided later
// counts.
func (e *Engine) AsOf(day credentials.Date) *Engine {
	then := NewEngine(e.book.AsOf(day), e.set)
	if len(e.struck) > 0 {
		then.recorded, then.struck = e.recorded.AsOf(day), e.struck
	}
	return then
}

// lessonsFor gives the decisions that count as known when a case is forecast.
func lessonsFor(cases []*Case, c *Case) []lesson {
	list := make([]lesson, 0, len(cases))
	for _, earlier := range cases {
		if earlier.Decided && earlier.seenBy(c) {
			list = append(list, lesson{Case: earlier, times: 1})
		}
	}
	return weighed(list)
}

// weighed gives each lesson its weight: a dispute with m contested decisions
// among them counts 1/√m with each.
func weighed(list []lesson) []lesson {
	contested := make(map[string]int, len(list))
	for i := range list {
		if list[i].Contested() {
			contested[list[i].Dispute.ID]++
		}
	}
	for i := range list {
		list[i].weight = 1 / math.Sqrt(float64(max(1, contested[list[i].Dispute.ID])))
	}
	return list
}

// walk goes through the contested decisions session by session and has every
// voice speak on each before it was taken.
func (e *Engine) walk(cases []*Case) []entry {
	var track []entry
	for i := 0; i < len(cases); {
		n := i
		var session []*Case
		for ; n < len(cases) && cases[n].session == cases[i].session; n++ {
			if cases[n].Contested() && cases[n].Decided {
				session = append(session, cases[n])
			}
		}
		if len(session) > 0 {
			learned := e.learn(lessonsFor(cases, session[0]))
			for _, c := range session {
				track = append(track, newEntry(c, learned.speak(c)))
			}
		}
		i = n
	}
	return track
}

// hashes gives the hashes of a forecast: of the decisions it sees and of the
// case, nil for none; of the rulebook; and of the method.
func (e *Engine) hashes(seen []lesson, c *Case) Hashes {
	h := Hashes{Rules: "none", Method: hashOf(method)}
	if e.set != nil {
		h.Rules = e.set.Hash()
	}
	lines := make([]string, 0, len(seen)+1)
	for _, l := range seen {
		lines = append(lines, l.print)
	}
	slices.Sort(lines)
	sum := sha256.New()
	if c != nil {
		lines = append(lines, c.question())
	}
	for _, line := range lines {
		sum.Write([]byte(line))
		sum.Write([]byte{'\n'})
	}
	h.Data = hex.EncodeToString(sum.Sum(nil))
	return h
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Hashes say what a forecast was made from.
type Hashes struct {
	// Data is of the decisions that were seen and the facts of the case.
	Data   string `json:"data"`
	Rules  string `json:"rules"`
	Method string `json:"method"`
}

// question is everything of a case that a forecast may look at, as text.
func (c *Case) question() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s %s %s", c.ID(), c.Dispute.Kind, c.Challenge, c.Talks.Code(), c.Opened)
	for i, claimant := range c.Claimants {
		b.WriteString(" " + claimant)
		for _, fact := range facts {
			b.WriteString(" " + c.Standings[i].Code(fact))
		}
	}
	for _, p := range c.Positions {
		fmt.Fprintf(&b, " %s/%s/%s", p.Member, p.Stance, p.Claimant)
	}
	return b.String()
}

// fingerprint is question with what was decided.
func (c *Case) fingerprint() string {
	return fmt.Sprintf("%s = %s %s %s %s", c.question(), c.Date, c.Outcome, c.Accepted, c.Seated)
}
