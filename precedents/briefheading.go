package precedents

// Heading is a heading of a brief, with what composes what stands under it.
type Heading struct {
	Key     string
	compose func(*briefing) []BriefPart
}

// BriefHeadings are the headings of the core, in their order.
var BriefHeadings = []Heading{
	{"expected", (*briefing).expectedAction},
	{"new", (*briefing).whatIsNew},
	{"background", (*briefing).background},
	{"claimants", (*briefing).claimantsCompared},
	{"question", (*briefing).questionInDispute},
	{"precedents", (*briefing).precedentsBothWays},
	{"committee", (*briefing).committeeOfNine},
	{"procedure", (*briefing).procedureAndOptions},
	{"outcome", (*briefing).likelyOutcome},
	{"tips", (*briefing).whatWouldChangeIt},
	{"statement", (*briefing).elementsOfStatement},
}

// BriefAnnexes are the annexes, in their order.
var BriefAnnexes = []Heading{
	{"chronology", (*briefing).chronology},
	{"facts", (*briefing).factsInFull},
	{"why", (*briefing).whyInFull},
	{"authorities", (*briefing).authorities},
	{"nine", (*briefing).nineInFull},
	{"dissent", (*briefing).dissent},
	{SourcesAnnex, nil},
}

// SourcesAnnex is the annex in which the references are listed: it has no parts,
// since every format lists Brief.References under its heading.
const SourcesAnnex = "sources"

// BriefLabels are the words that formats put around the statements: each has a
// template under "brief.label.".
var BriefLabels = []string{"assessment", "as_of", "for", "data", "rules", "method", "page", "references", "marking", "not_known", "contents"}

// sections makes the headings with what stands under them. One under which there is
// nothing to say is left out, but for the sources.
func (b *briefing) sections(headings []Heading) []BriefSection {
	list := make([]BriefSection, 0, len(headings))
	for _, heading := range headings {
		if s := b.section(heading); len(s.Parts) > 0 || heading.compose == nil {
			list = append(list, s)
		}
	}
	return list
}

func (b *briefing) section(heading Heading) BriefSection {
	s := BriefSection{Key: heading.Key, Heading: b.text("brief.heading."+heading.Key, nil)}
	if heading.compose != nil {
		s.Parts = heading.compose(b)
	}
	return s
}

func annexKeys() []string {
	keys := make([]string, len(BriefAnnexes))
	for i, annex := range BriefAnnexes {
		keys[i] = annex.Key
	}
	return keys
}
