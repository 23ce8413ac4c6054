package precedents

import (
	"slices"
	"strconv"
	"strings"

	"seatwatch/credentials"
)

// kindPlurals are what decisions of a kind of dispute are called together.
var kindPlurals = map[string]string{
	string(credentials.RivalClaimants): "rival claimants", string(credentials.ObjectionKind): "objections",
	string(credentials.RepresentationItem): "representation items",
}

// clauses say a value of a facet of decisions in a clause after "where"; those of
// the facts stand in package credentials.
var clauses = map[string]map[string]string{
	"outcome": {
		string(credentials.Accepted): "a claimant was accepted", string(credentials.Deferred): "the decision was deferred",
		string(credentials.VacantSeat): "the seat was left vacant", string(credentials.Rejected): "the credentials were rejected",
		string(credentials.NoDecision): "no decision was taken",
	},
	"challenge": {
		string(credentials.RivalCredentials): "rival credentials were presented", string(credentials.Objection): "a Member objected",
		string(credentials.AgendaItem): "the question was an item of its own", string(credentials.Unchallenged): "nobody challenged",
	},
	"sat": {
		"holder": "the holder of the seat sat", "other": "another than the holder of the seat sat", "nobody": "nobody sat",
		NotKnownCode: "it is not known who had held the seat",
	},
	"body": {
		"both": "the Committee and the Assembly acted", "committee": "the Committee alone acted",
		"assembly": "the Assembly alone acted", "neither": "no act of either body is recorded",
	},
	"state": {
		string(credentials.Live): "the dispute is live", string(credentials.EndNotRecorded): "the end of the dispute is not recorded",
		string(credentials.Closed): "the dispute is closed",
	},
	"confidence": {
		string(credentials.High): "the confidence is high", string(credentials.Medium): "the confidence is medium",
		string(credentials.Low): "the confidence is low",
	},
}

// InWords says which decisions the query asks for: "rival claimants in 1991–2010
// where the holder had lost the capital and the rival was condemned"; empty if it
// asks for all.
func (q Query) InWords() string {
	if !q.Narrowed() {
		return ""
	}
	subject := []string{"decisions"}
	if kinds := q.Chosen["kind"]; len(kinds) > 0 {
		subject = saidOf(kinds, func(code string) string { return kindPlurals[code] })
	}
	said := oneOf(subject)
	if eras := q.Chosen["era"]; len(eras) > 0 {
		said += " " + oneOf(saidOf(eras, eraInWords))
	}
	if regions := q.Chosen["region"]; len(regions) > 0 {
		said += " over seats of " + oneOf(saidOf(regions, regionInWords))
	}
	if where := q.conditions(); len(where) > 0 {
		said += " where " + inSeries(where)
	}
	if q.Text != "" {
		said += ", with “" + q.Text + "”"
	}
	return said
}

func eraInWords(code string) string {
	for _, era := range Eras {
		if era.Code == code && era.Until == 0 {
			return "since " + strconv.Itoa(era.From)
		}
		if era.Code == code {
			return "in " + era.Label
		}
	}
	return code
}

func regionInWords(code string) string {
	return credentials.RegionalGroups.Label(credentials.RegionalGroup(code))
}

// conditions gives a clause for each facet that is chosen, but for those that
// stand before "where".
func (q Query) conditions() []string {
	var list []string
	for _, facet := range DecisionFacets {
		codes := q.Chosen[facet.Key]
		switch said := clauses[facet.Key]; {
		case len(codes) == 0:
		case facet.Fact != nil:
			list = append(list, facet.factInWords(codes))
		case said != nil:
			list = append(list, oneOf(saidOf(codes, func(code string) string { return said[code] })))
		}
	}
	return list
}

// factInWords gives "the rival held the capital or contested the capital".
func (f Facet) factInWords(codes []string) string {
	clause := f.Fact.Clause
	if f.Part == HolderPart {
		clause = f.Fact.HolderClause
	}
	var known, others []string
	for _, code := range codes {
		switch code {
		case NotKnownCode:
			others = append(others, "of "+f.Part.String()+" it is not known "+clause(0))
		case NoRivalCode:
			others = append(others, "there was no rival")
		default:
			known = append(known, clause(valueOf(*f.Fact, code)))
		}
	}
	if len(known) > 0 {
		others = slices.Insert(others, 0, f.Part.String()+" "+oneOf(known))
	}
	return oneOf(others)
}

func saidOf(codes []string, say func(string) string) []string {
	said := make([]string, len(codes))
	for i, code := range codes {
		said[i] = say(code)
	}
	return said
}

func oneOf(alternatives []string) string { return strings.Join(alternatives, " or ") }

// inSeries joins conditions. A comma before the last keeps alternatives apart.
func inSeries(list []string) string {
	if len(list) < 3 && !slices.ContainsFunc(list, func(s string) bool { return strings.Contains(s, " or ") }) {
		return strings.Join(list, " and ")
	}
	last := len(list) - 1
	if last == 0 {
		return list[0]
	}
	return strings.Join(list[:last], ", ") + ", and " + list[last]
}
