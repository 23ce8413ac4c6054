package precedents

// Heading is a heading of a brief, with what composes what stands under it.
type Heading struct {
	Key     string
	compose func(*briefing) []BriefPart
}

// BriefHeadings are the headings of the core, in their order.
var BriefHeadings = []Heading{
	{"outcome", (*briefing).likelyOutcome},
}

// BriefAnnexes are the annexes, in their order.
var BriefAnnexes = []Heading{
	{SourcesAnnex, nil},
}

// SourcesAnnex is the annex in which the references are listed: it has no parts,
// since every format lists Brief.References under its heading.
const SourcesAnnex = "sources"

// BriefLabels are the words that formats put around the statements: each has a
// template under "brief.label.".
var BriefLabels = []string{"assessment", "as_of", "for", "data", "rules", "method", "page", "references", "marking", "not_known", "contents"}

// section makes a heading with what stands under it.
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
