package paper_test

import (
	"seatwatch/precedents"
)

// fullBrief is a brief with everything that a brief can have, in the words of no one.
func fullBrief() precedents.Brief {
	source := func(key, says string, references ...int) precedents.Statement {
		return precedents.Statement{Key: key, Says: says, Grounds: precedents.Grounds{Basis: precedents.OnSource, References: references}}
	}
	assessed := precedents.Statement{Key: "assessed", Says: "The delegation in the seat is likely to stay there.", Grounds: precedents.Grounds{Basis: precedents.OnAssessment}}
	row := func(cells ...string) precedents.BriefRow {
		return precedents.BriefRow{Cells: cells, Grounds: precedents.Grounds{Basis: precedents.OnSource, References: []int{2}}}
	}
	brief := precedents.Brief{
		Dispute: "sample", Title: "A sample", Seat: "AFG", Member: "Afghanistan", For: "taliban", ForName: "Taliban (حركة طالبان)",
		Language: "en", Direction: "ltr", Marking: "For official use", Headline: "Afghanistan: who represents it",
		Subtitle: "Eighty-first session of the General Assembly. As of 8 September 2026.",
		Labels: map[string]string{
			"assessment": "assessment", "as_of": "as of", "for": "written for", "data": "data", "rules": "rules", "method": "method", "page": "page", "contents": "Contents",
		},
		Core: []precedents.BriefSection{
			{Key: "outcome", Heading: "Likely outcome", Parts: []precedents.BriefPart{
				{Kind: precedents.Paragraph, Statements: []precedents.Statement{
					source("a", "Likeliest: deferred. That is very likely, 0.94 (0.90 to 0.95).", 1), assessed,
					source("b", "Of 91 renewals before this session, 82 ended as the time before, as the “Islamic Emirate” and إمارة أفغانستان الإسلامية (in Dari: امارت اسلامی افغانستان) both said in 2021.", 2, 3, 4, 5, 9),
				}},
				{Kind: precedents.List, Heading: "What would change it", Statements: []precedents.Statement{
					source("c", "A second delegation that presents credentials of its own before the Committee has met, with a document of the session that says so.", 2), source("d", "Recognition by a permanent member.", 3), assessed,
				}},
			}},
			{Key: "claimants", Heading: "The claimants", Parts: []precedents.BriefPart{{
				Kind: precedents.Table, Columns: []string{"Fact", "Islamic Republic of Afghanistan", "Taliban (Islamic Emirate)"},
				Rows: []precedents.BriefRow{
					row("Capital", "not held", "held"),
					row("Territory", "none, or next to none of it", "all of it, or all but a small part, since 15 August 2021"),
					row("Name in its own words", "جمهوری اسلامی افغانستان", "د افغانستان اسلامي امارت"),
					row("Came to power by", "election", "not known"),
				},
			}}},
		},
		Annexes: []precedents.BriefSection{{Key: "chronology", Heading: "Chronology"}, {Key: "sources", Heading: "Sources"}},
		Hashes:  precedents.Hashes{Data: "0b557197e4bc46ee13511a90d83a2991f3d6c6d335b9ae0a4deebaf227740d97", Rules: "12", Method: "34"},
	}
	for n := range 9 {
		brief.References = append(brief.References, precedents.BriefReference{
			Number: n + 1, Kind: precedents.DocumentReference, ID: "A/76/1", Text: "General Assembly, first report of the Credentials Committee, A/76/550, 1 December 2021, paragraph 7",
			Address: "https://undocs.org/A/76/550",
		})
	}
	return brief
}
