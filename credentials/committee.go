package credentials

// CommitteeSize is the number of Members of the Credentials Committee (rule 28
// of the rules of procedure).
const CommitteeSize = 9

// CommitteeMember is one of the nine.
type CommitteeMember struct {
	// Member is the Member's code.
	Member string `json:"member_iso3"`
	// Name is the name the source gives it.
	Name       string     `json:"member_name"`
	Chair      Truth      `json:"chair"`
	Source     string     `json:"source"`
	Confidence Confidence `json:"confidence"`
}

// Committee is the Credentials Committee of one session. A session whose
// Committee is not in the record is one whose nine are not known.
type Committee struct {
	Session Session           `json:"session"`
	Members []CommitteeMember `json:"members"`
}

// Validate gives an *Invalid with every fault: no session, not nine, one
// twice, two in the chair, a confidence outside its set.
func (c Committee) Validate() error {
	var f faults
	if !c.Session.Known() {
		f.add("session", "write 51, S-18 or ES-11", "the Committee names no session")
	}
	if len(c.Members) != CommitteeSize {
		f.add("", "rule 28 appoints nine", "the Committee of the %s has %d members", c.Session.Words(), len(c.Members))
	}
	seen, chairs := map[string]bool{}, 0
	for i, m := range c.Members {
		if seen[m.Member] {
			f.add(at("members", i, "member_iso3"), "each Member sits once", "%s stands twice in the Committee of the %s", m.Member, c.Session.Words())
		}
		seen[m.Member] = true
		if m.Chair == Yes {
			chairs++
		}
		if chairs > 1 {
			f.add(at("members", i, "chair"), "one member takes the chair", "the Committee of the %s has two in the chair", c.Session.Words())
			chairs = 1
		}
		if !Confidences.Has(m.Confidence) {
			f.add(at("members", i, "confidence"), Suggest(string(m.Confidence), Confidences.Codes()), "%q is not a confidence", m.Confidence)
		}
	}
	return f.err()
}

// Report is a report of the Credentials Committee.
type Report struct {
	Session     Session    `json:"session"`
	Symbol      Symbol     `json:"symbol"`
	MeetingDate Date       `json:"meeting_date"`
	Adopted     Date       `json:"adopted_by_assembly_date"`
	Resolution  Symbol     `json:"resolution"`
	Chair       string     `json:"chair"`
	Note        string     `json:"note"`
	Source      string     `json:"source"`
	Confidence  Confidence `json:"confidence"`
}

// Validate gives an *Invalid for a report of no session, adopted before the
// Committee met, or with a confidence outside its set.
func (r Report) Validate() error {
	var f faults
	if !r.Session.Known() {
		f.add("session", "write 51, S-18 or ES-11", "the report names no session")
	}
	if r.Adopted.Before(r.MeetingDate) == Yes {
		f.add("adopted_by_assembly_date", "the Assembly adopts after the Committee met", "the report was adopted on %s, before the meeting of %s", r.Adopted, r.MeetingDate)
	}
	if !Confidences.Has(r.Confidence) {
		f.add("confidence", Suggest(string(r.Confidence), Confidences.Codes()), "%q is not a confidence", r.Confidence)
	}
	return f.err()
}
