package credentials

// Clause says a value of a fact in a clause that follows a subject: "the rival"
// and "held the capital". That of what is not known says what is not: "whether
// it held the capital".
func (f Fact) Clause(v Value) string {
	if v == 0 {
		return clauseTable[f].open
	}
	return clauseTable[f].values[v-1]
}

// HolderClause is Clause with "the holder of the seat" for its subject. Whoever
// sits for a Member without its capital has lost it.
func (f Fact) HolderClause(v Value) string {
	if f == Capital && f.Code(v) == "not_held" {
		return "had lost the capital"
	}
	return f.Clause(v)
}

// factClauses are the clauses of a fact: one for what is not known, and one for
// each of its values in their order.
type factClauses struct {
	open   string
	values []string
}

var clauseTable = [factCount]factClauses{
	HoldsSeat: {"whether it held the seat", []string{"held the seat", "did not hold the seat"}},
	CredentialsForm: {"what it presented", []string{
		"presented valid credentials", "presented informal credentials", "presented defective credentials", "presented no credentials",
	}},
	Capital: {"whether it held the capital", []string{"held the capital", "contested the capital", "did not hold the capital"}},
	Territory: {"how much of the territory it held", []string{
		"held nearly all of the territory", "held most of the territory", "held some of the territory", "held little of the territory",
		"held none of the territory",
	}},
	Origin: {"how it came to power", []string{
		"came to power by constitutional succession", "came to power by negotiation", "came to power by a disputed election",
		"came to power by a coup", "came to power by an armed takeover", "came to power by foreign installation", "came to power at independence",
	}},
	Elected:            {"whether it was elected", []string{"had a verified election", "claimed a mandate from an election", "claimed no election"}},
	ForeignForces:      {"whether it rested on foreign forces", []string{"rested on no foreign forces", "had foreign forces there", "rested on foreign forces"}},
	OrganizationStance: {"what the Organization had said of it", []string{"was endorsed", "was neither endorsed nor condemned", "was condemned"}},
	Sanctions:          {"whether Council measures were aimed at it", []string{"was under Council measures", "was under no Council measures"}},
	RestorationDemanded: {"whether its restoration was called for", []string{
		"had its restoration called for", "had no restoration called for",
	}},
	RegionalStance: {"what stance the regional body took", []string{
		"was backed by the regional body", "met a neutral regional body", "met a divided regional body", "was condemned by the regional body",
	}},
	Recognition: {"how many States recognized it", []string{
		"was recognized by most States", "was recognized by many States", "was recognized by few States", "was recognized by no State",
	}},
	AbusesCited: {"whether abuses were cited against it", []string{"had abuses cited against it", "had no abuses cited against it"}},
	Defunct:     {"whether it still functioned", []string{"had ceased to function", "still functioned"}},
}
