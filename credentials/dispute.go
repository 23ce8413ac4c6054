package credentials

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Kind says what a dispute is about.
type Kind string

// The kinds of dispute.
const (
	RivalClaimants     Kind = "rival_claimants"
	ObjectionKind      Kind = "objection"
	RepresentationItem Kind = "representation_item"
)

// Kinds are the kinds of dispute.
var Kinds = Vocabulary[Kind]{Name: "kind of dispute", Terms: []Term[Kind]{
	{RivalClaimants, "rival claimants", "two or more authorities claimed the seat"},
	{ObjectionKind, "objection", "the credentials of the only delegation were objected to, or might have been"},
	{RepresentationItem, "representation item", "the Assembly had an item on who represents the Member"},
}}

// Challenge gives how the question is likely to come up in a dispute of that kind.
func (k Kind) Challenge() Challenge {
	return map[Kind]Challenge{
		RivalClaimants: RivalCredentials, ObjectionKind: Objection, RepresentationItem: AgendaItem,
	}[k]
}

// State says whether a dispute is still open.
type State string

// The states of a dispute. A closing date that is left out means that the
// dispute is live, or, for one that has not been before the body for years, that
// nobody recorded when it ended.
const (
	Live           State = "live"
	EndNotRecorded State = "end_not_recorded"
	Closed         State = "closed"
)

// LiveSessions is how many regular sessions back a dispute without a closing
// date may last have been before the body and still count as live.
const LiveSessions = 5

// States are the states of a dispute.
var States = Vocabulary[State]{Name: "state of a dispute", Terms: []Term[State]{
	{Live, "live", "still open: no closing date, and before one of the last five regular sessions, or a special one since"},
	{EndNotRecorded, "end not recorded", "no closing date, and not before the body for more than five sessions"},
	{Closed, "closed", "its end is recorded"},
}}

// Claimant is an authority that claimed to represent the Member, or whose
// delegation was objected to.
type Claimant struct {
	// ID is unique within the dispute, in lower case with hyphens.
	ID string `json:"id"`
	// Name is the name the documents use.
	Name   string `json:"name"`
	Leader string `json:"leader"`
	// SeatedAtStart says whether its delegation held the seat when the dispute
	// opened.
	SeatedAtStart Truth  `json:"seated_at_start"`
	Note          string `json:"note"`
}

// SeeAlso points from one dispute to another.
type SeeAlso struct {
	Dispute string `json:"dispute"`
	// Note says what of it matters; it may be empty.
	Note string `json:"note"`
}

// Dispute is a dispute over who represents a Member: its claimants and what was
// decided at each session.
type Dispute struct {
	// ID is the seat and the first year, such as afghanistan-1996.
	ID string `json:"id"`
	// Seat is the Member's code.
	Seat string `json:"seat"`
	// SeatName is the Member's name at the time.
	SeatName string `json:"seat_name"`
	Title    string `json:"title"`
	Kind     Kind   `json:"kind"`
	Opened   Date   `json:"opened"`
	OpenedBy string `json:"opened_by"`
	// Closed is not known while the dispute is live, or if its end is not recorded.
	Closed    Date       `json:"closed"`
	ClosedBy  string     `json:"closed_by"`
	Summary   string     `json:"summary"`
	SeeAlso   []SeeAlso  `json:"see_also"`
	Claimants []Claimant `json:"claimants"`
	Decisions []Decision `json:"decisions"`
	// Prepared are the sheets of sessions that have not decided yet.
	Prepared []Preparation `json:"prepared"`
	Sources  []Source      `json:"sources"`
	// Replies are what authorities say about this record.
	Replies []Reply `json:"replies"`
	Doubts  string  `json:"doubts"`
}

// StateOf says whether a dispute is live, as of the day on which the sessions
// that still count opened: a dispute without a closing date is live if it opened
// or was last before a session on or after that day. lastSession is the latest
// opening of the sessions that decided it.
func StateOf(opened, closed, lastSession, since Date) State {
	switch {
	case closed.Known():
		return Closed
	case opened.First().Before(since) == No || lastSession.Before(since) == No:
		return Live
	}
	return EndNotRecorded
}

// Claimant gives the claimant with that id.
func (d *Dispute) Claimant(id string) (Claimant, bool) {
	i := slices.IndexFunc(d.Claimants, func(c Claimant) bool { return c.ID == id })
	if i < 0 {
		return Claimant{}, false
	}
	return d.Claimants[i], true
}

// ClaimantName gives the claimant's name, "nobody" for Vacant, "not known" for
// the empty id, and the id itself if there is no such claimant.
func (d *Dispute) ClaimantName(id string) string {
	switch claimant, ok := d.Claimant(id); {
	case ok:
		return claimant.Name
	case id == Vacant:
		return "nobody"
	case id == "":
		return NotKnown.String()
	}
	return id
}

// Decision gives the decision with that key.
func (d *Dispute) Decision(key DecisionKey) (*Decision, error) {
	for i := range d.Decisions {
		if d.Decisions[i].Key == key {
			return &d.Decisions[i], nil
		}
	}
	return nil, &NotFound{Kind: "decision", ID: d.ID + ":" + key.String()}
}

// Last gives the latest decision, nil if there is none.
func (d *Dispute) Last() *Decision {
	if len(d.Decisions) == 0 {
		return nil
	}
	return &d.Decisions[len(d.Decisions)-1]
}

// Opening gives the place of the first contested decision in Decisions, the
// dispute's opening; every later contested one is a renewal. It is -1 if no
// decision was contested.
func (d *Dispute) Opening() int {
	return slices.IndexFunc(d.Decisions, func(x Decision) bool { return x.Challenge.Contested() })
}

// Confidence gives the lowest confidence of its decisions: a dispute is as sure
// as the least sure thing said of it.
func (d *Dispute) Confidence() Confidence {
	lowest := Confidence("")
	for _, decision := range d.Decisions {
		if slices.Index(Confidences.Codes(), string(decision.Confidence)) > slices.Index(Confidences.Codes(), string(lowest)) {
			lowest = decision.Confidence
		}
	}
	return lowest
}

// NumberDecisions gives each decision its number within its session, in the
// order in which they stand.
func (d *Dispute) NumberDecisions() {
	seen := map[Session]int{}
	for i := range d.Decisions {
		key := &d.Decisions[i].Key
		seen[key.Session]++
		key.Number = seen[key.Session]
	}
}

var disputeID = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*-(1|2)\d{3}$`)

var claimantID = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Validate gives an *Invalid with every fault that can be seen in the dispute
// alone; whether its Member, sessions and other disputes exist is the
// library's to check.
func (d *Dispute) Validate() error {
	var f faults
	d.validateHead(&f)
	d.validateClaimants(&f)
	if len(d.Decisions) == 0 && len(d.Prepared) == 0 {
		f.add("decisions", "record a decision, or prepare a session", "the dispute has no decision and no session is prepared")
	}
	for i := range d.Decisions {
		d.validateDecision(&f, i)
	}
	for i := range d.Prepared {
		d.validatePreparation(&f, i)
	}
	for i, reply := range d.Replies {
		reply.validate(&f, at("replies", i, ""))
	}
	for i, source := range d.Sources {
		source.validate(&f, at("sources", i, ""))
	}
	return f.err()
}

func (d *Dispute) validateHead(f *faults) {
	if !disputeID.MatchString(d.ID) {
		f.add("id", "write the seat and the first year, such as afghanistan-1996", "%q is not a dispute's id", d.ID)
	}
	if !memberCode.MatchString(d.Seat) {
		f.add("seat", "write the three letters of ISO 3166-1", "%q is not a Member's code", d.Seat)
	}
	for _, field := range []struct{ name, value string }{
		{"seat_name", d.SeatName}, {"title", d.Title}, {"opened_by", d.OpenedBy}, {"summary", d.Summary},
	} {
		if strings.TrimSpace(field.value) == "" {
			f.add(field.name, "write it in plain words", "%s is missing", field.name)
		}
	}
	if !Kinds.Has(d.Kind) {
		f.add("kind", Suggest(string(d.Kind), Kinds.Codes()), "%q is not a kind of dispute", d.Kind)
	}
	if !d.Opened.Known() {
		f.add("opened", "write the day, month or year of the event that opened it", "the dispute has no opening date")
	}
	if d.Closed.Before(d.Opened) == Yes {
		f.add("closed", "a dispute closes after it opens", "the dispute closes on %s, before it opens on %s", d.Closed, d.Opened)
	}
	for i, other := range d.SeeAlso {
		if !disputeID.MatchString(other.Dispute) {
			f.add(fmt.Sprintf("see_also[%d]", i), "write a dispute's id, with a note in brackets if need be", "%q is not a dispute's id", other.Dispute)
		}
	}
}

func (d *Dispute) validateClaimants(f *faults) {
	if len(d.Claimants) == 0 {
		f.add("claimants", "name at least the Government objected to", "the dispute has no claimant")
	}
	seen := map[string]bool{}
	for i, claimant := range d.Claimants {
		switch {
		case !claimantID.MatchString(claimant.ID):
			f.add(at("claimants", i, "id"), "write lower-case letters, digits and hyphens", "%q is not a claimant's id", claimant.ID)
		case claimant.ID == Vacant:
			f.add(at("claimants", i, "id"), "choose another id", "%q is reserved for an empty seat", Vacant)
		case seen[claimant.ID]:
			f.add(at("claimants", i, "id"), "give each claimant an id of its own", "the claimant %q stands here twice", claimant.ID)
		}
		seen[claimant.ID] = true
		if strings.TrimSpace(claimant.Name) == "" {
			f.add(at("claimants", i, "name"), "write the name the documents use", "the claimant has no name")
		}
	}
}

// at writes the path of a field of the i-th element of a list; an empty field
// gives the path of the element itself, ready to be continued.
func at(list string, i int, field string) string {
	if field == "" {
		return fmt.Sprintf("%s[%d].", list, i)
	}
	return fmt.Sprintf("%s[%d].%s", list, i, field)
}
