package credentials

// Stance is what a Member let be known about a claimant.
type Stance string

// Stances are the stances of Members.
var Stances = Vocabulary[Stance]{Name: "stance", Terms: []Term[Stance]{
	{"recognizes", "recognizes", "recognizes it as the Government"},
	{"engages", "engages with", "deals with it without recognizing it"},
	{"refuses", "refuses to recognize", "says that it does not recognize it"},
	{"objects", "objects to", "objected to its credentials"},
	{"supports_credentials", "supports the credentials of", "spoke or voted for accepting its credentials"},
	{"reserves", "reserves its position on", "joined a decision with a reservation"},
}}

// Position is the stance of one Member on one claimant.
type Position struct {
	// Member is the Member's code.
	Member string `json:"member"`
	Stance Stance `json:"stance"`
	// Claimant is the claimant's id; empty where the source does not say.
	Claimant string `json:"claimant"`
	// Date is the day of the stance, or the first on which it was held, and Until
	// the last where that is known.
	Date  Date `json:"date"`
	Until Date `json:"until"`
}

// Path gives the path of the position below its sheet.
func (p Position) Path() string {
	return Path("positions", p.Member, p.Claimant, string(p.Stance), p.Date.String())
}

func (p Position) validate(f *faults, path string, d *Dispute) {
	if !memberCode.MatchString(p.Member) {
		f.add(path+"member", "write the three letters of ISO 3166-1", "%q is not a Member's code", p.Member)
	}
	if !Stances.Has(p.Stance) {
		f.add(path+"stance", Suggest(string(p.Stance), Stances.Codes()), "%q is not a stance", p.Stance)
	}
	if _, ok := d.Claimant(p.Claimant); p.Claimant != "" && !ok {
		f.add(path+"claimant", Suggest(p.Claimant, d.claimantIDs()), "there is no claimant %q", p.Claimant)
	}
	if p.Until.Before(p.Date) == Yes {
		f.add(path+"until", "a stance ends after it begins", "the stance ends on %s, before it begins on %s", p.Until, p.Date)
	}
}
