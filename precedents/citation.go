package precedents

import (
	"cmp"
	"slices"
	"strings"

	"seatwatch/credentials"
)

// Citation is one thing as a list of references names it: an official document of
// the United Nations, or a page of this record as it stood on a day.
type Citation struct {
	// Symbol is that of an official document; not known for a page of the record.
	Symbol credentials.Symbol
	// Title is what a source of the record calls a document, else what it is.
	Title string
	// Committee says that the document is a report of the Credentials Committee.
	Committee bool
	// Session is the session it is of, and Meeting the number of the plenary
	// meeting, as far as they are known.
	Session credentials.Session
	Meeting int
	// Date is when a document was issued, a resolution adopted, a meeting held, as
	// well as it is known; for a page the day as of which it is shown.
	Date credentials.Date
	// Address is where it can be read.
	Address string
	// ID tells a page apart from others: "afghanistan-1996:51".
	ID string
	// Rests are the symbols that a page rests on.
	Rests []credentials.Symbol
}

// PageCitation is the citation of a page of the record as it stood on a day, at an
// address that shows it so for ever, with the documents that it rests on.
func PageCitation(id, title, address string, day credentials.Date, session credentials.Session, documents []Citation) Citation {
	c := Citation{ID: id, Title: title, Address: address, Date: day, Session: session}
	for _, document := range documents {
		c.Rests = append(c.Rests, document.Symbol)
	}
	return c
}

// CiteDispute gives the official documents that the decisions of a dispute and
// their sources name, and those of the dispute as a whole, each once.
func CiteDispute(f *Frame, d *credentials.Dispute) []Citation {
	var list []Citation
	for i := range d.Decisions {
		list = append(list, CiteDecisions(f, &d.Decisions[i])...)
	}
	for _, source := range d.Sources {
		if symbol, ok := source.Symbol(); ok {
			list = append(list, documentCitation(symbol, source.Title))
		}
	}
	return inOrderOnce(list)
}

// CiteDecisions gives the official documents of decisions and of their sources, each
// once.
func CiteDecisions(f *Frame, decisions ...*credentials.Decision) []Citation {
	var list []Citation
	for _, x := range decisions {
		list = append(list, f.citeDecision(x)...)
	}
	return inOrderOnce(list)
}

func (f *Frame) citeDecision(x *credentials.Decision) []Citation {
	var list []Citation
	titles := map[credentials.Symbol]string{}
	for _, source := range x.Sources {
		if symbol, ok := source.Symbol(); ok {
			titles[symbol] = cmp.Or(titles[symbol], source.Title)
		}
	}
	if x.Committee != nil {
		for _, symbol := range x.Committee.Reports {
			list = append(list, f.citeReport(symbol, x, titles[symbol]))
		}
	}
	if x.Assembly != nil {
		list = append(list, citeAssembly(x, titles)...)
	}
	for _, symbol := range x.Documents() {
		list = append(list, documentCitation(symbol, titles[symbol]))
	}
	return list
}

// CiteRollCall gives the official documents of a recorded vote.
func CiteRollCall(v *credentials.RollCall) []Citation {
	var list []Citation
	for _, symbol := range []credentials.Symbol{v.Resolution, v.Meeting, v.Draft} {
		if !symbol.Known() {
			continue
		}
		c := documentCitation(symbol, "")
		c.Session = v.Session
		if symbol == v.Resolution || symbol == v.Meeting {
			c.Date, c.Meeting = v.Date, v.Meeting.Number()
		}
		list = append(list, c)
	}
	return inOrderOnce(list)
}

// inOrderOnce sorts documents by their symbols and keeps of each the one that says
// most of it.
func inOrderOnce(list []Citation) []Citation {
	slices.SortStableFunc(list, func(a, b Citation) int {
		return cmp.Or(a.Symbol.Compare(b.Symbol), -cmp.Compare(a.told(), b.told()))
	})
	return slices.CompactFunc(list, func(a, b Citation) bool { return a.Symbol == b.Symbol })
}

// told is how much is known of a document.
func (c Citation) told() int {
	n := len(dateParts(c.Date))
	for _, known := range []bool{c.Title != "", c.Session.Known(), c.Meeting > 0, c.Committee} {
		if known {
			n++
		}
	}
	return n
}

// documentCitation is a document of which no more is known than its symbol and
// what a source calls it.
func documentCitation(symbol credentials.Symbol, title string) Citation {
	c := Citation{Symbol: symbol, Session: symbol.Session(), Address: symbol.Link(), Title: title, Date: symbol.Year()}
	c.Committee = symbol.Kind() == credentials.DocumentSymbol && strings.Contains(strings.ToLower(title), "report of the credentials committee")
	if symbol.Kind() == credentials.RecordSymbol {
		c.Meeting = symbol.Number()
	}
	return c
}

// citeReport is a report of the Committee. The record does not say when it was
// issued: it was after the Committee met and before the Assembly took it up, and
// what both days have in common is its date.
func (f *Frame) citeReport(symbol credentials.Symbol, x *credentials.Decision, title string) Citation {
	c := documentCitation(symbol, title)
	c.Committee, c.Session = true, x.Key.Session
	met, taken := credentials.Date{}, credentials.Date{}
	if len(x.Committee.Dates) > 0 {
		met = slices.MaxFunc(x.Committee.Dates, credentials.Date.Compare)
	}
	if x.Assembly != nil {
		taken = x.Assembly.Date
	}
	for _, report := range f.ReportsOf(x.Key.Session) {
		if report.Symbol == symbol {
			met, taken = cmp.Or(report.MeetingDate, met), cmp.Or(report.Adopted, taken)
		}
	}
	c.Date = met.Common(taken)
	return c
}

// citeAssembly is the resolutions and records of what the Assembly did. A day is
// theirs where there is only one of the kind, since the decision has only one.
func citeAssembly(x *credentials.Decision, titles map[credentials.Symbol]string) []Citation {
	var list []Citation
	wholes := map[credentials.Symbol]bool{}
	for _, symbol := range x.Assembly.Resolutions {
		wholes[symbol.Whole()] = true
	}
	for _, symbol := range x.Assembly.Resolutions {
		c := documentCitation(symbol, titles[symbol])
		c.Session = x.Key.Session
		if len(wholes) == 1 {
			c.Date = x.Assembly.Date
			if len(x.Assembly.Meetings) == 1 {
				c.Meeting = x.Assembly.Meetings[0].Number()
			}
		}
		list = append(list, c)
	}
	for _, symbol := range x.Assembly.Meetings {
		c := documentCitation(symbol, titles[symbol])
		c.Session = x.Key.Session
		if len(x.Assembly.Meetings) == 1 {
			c.Date = x.Assembly.Date
		}
		list = append(list, c)
	}
	return list
}

// Official reports whether it is an official document, and not a page of the
// record.
func (c Citation) Official() bool { return c.Symbol.Known() }

// Name is the title, or what the document is.
func (c Citation) Name() string {
	switch {
	case c.Title != "" && c.Symbol.Kind() != credentials.ResolutionSymbol && c.Symbol.Kind() != credentials.RecordSymbol:
		return c.Title
	case c.Committee:
		return "Report of the Credentials Committee"
	}
	switch c.Symbol.Kind() {
	case credentials.ResolutionSymbol:
		return c.organ() + " resolution " + c.resolution()
	case credentials.RecordSymbol:
		return "Verbatim record of the " + c.meetingWords()
	case credentials.DraftSymbol:
		return "Draft before the " + c.organ()
	case credentials.StatementSymbol:
		return "Statement by the President of the Security Council"
	case credentials.PressReleaseSymbol:
		return "Press release " + c.Symbol.String()
	case credentials.DocumentSymbol:
		return c.organ() + " document " + c.Symbol.String()
	}
	return c.Title
}

// Genre is the sort of document in a word or two.
func (c Citation) Genre() string {
	if c.Committee {
		return "Report"
	}
	return sentenceOf(credentials.SymbolKinds.Label(c.Symbol.Kind()))
}

// organ is the body whose document it is.
func (c Citation) organ() string {
	if strings.HasPrefix(c.Symbol.String(), "S/") {
		return "Security Council"
	}
	return "General Assembly"
}

// Author is whose document it is, or the record itself.
func (c Citation) Author() string {
	switch {
	case !c.Official():
		return "Seatwatch"
	case c.Committee:
		return "United Nations General Assembly, Credentials Committee"
	case c.Symbol.Kind() == credentials.PressReleaseSymbol:
		return "United Nations"
	}
	return "United Nations " + c.organ()
}

// resolution gives the number of a resolution as it is spoken of: "2758 (XXVI)",
// "51/9 A", "841 (1993)".
func (c Citation) resolution() string {
	_, number, _ := strings.Cut(c.Symbol.String(), "/RES/")
	return strings.Replace(number, "(", " (", 1)
}

// meetingWords gives "41st plenary meeting"; empty where the meeting is not known.
func (c Citation) meetingWords() string {
	switch {
	case c.Meeting == 0:
		return ""
	case c.organ() == "Security Council":
		return credentials.Ordinal(c.Meeting) + " meeting"
	}
	return credentials.Ordinal(c.Meeting) + " plenary meeting"
}

// Event gives "General Assembly, fifty-first session, 41st plenary meeting", as
// far as it is known; empty for what belongs to no session.
func (c Citation) Event() string {
	if !c.Session.Known() {
		return ""
	}
	event := "General Assembly, " + c.Session.Words()
	if meeting := c.meetingWords(); meeting != "" {
		event += ", " + meeting
	}
	return event
}

// Key names it in files of references: letters, digits and hyphens.
func (c Citation) Key() string {
	if c.Official() {
		return "un-" + slug(c.Symbol.String())
	}
	return "seatwatch-" + slug(c.ID)
}

func slug(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}), "-")
}
