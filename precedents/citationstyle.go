package precedents

import (
	"strings"

	"seatwatch/credentials"
)

// CitationStyle is a way in which documents of the United Nations are cited.
type CitationStyle string

// CitationStyles are the styles in which a page offers to be cited.
var CitationStyles = credentials.Vocabulary[CitationStyle]{Name: "style of citation", Terms: []credentials.Term[CitationStyle]{
	{Code: "un", Label: "UN style", Meaning: "as documents of the United Nations cite each other (United Nations Editorial Manual)"},
	{Code: "oscola", Label: "OSCOLA", Meaning: "Oxford University Standard for the Citation of Legal Authorities, fourth edition, with its part on international law"},
	{Code: "bluebook", Label: "Bluebook", Meaning: "The Bluebook: A Uniform System of Citation, rule 21.7"},
}}

// In gives the citation in a style. What is not known is left out, never guessed.
func (c Citation) In(style CitationStyle) string {
	switch style {
	case "oscola":
		return c.oscola()
	case "bluebook":
		return c.bluebook()
	}
	return c.un()
}

func (c Citation) un() string {
	if !c.Official() {
		return "Seatwatch, “" + c.Title + "”, as recorded on " + c.Date.Words() + ". Available at " + c.Address + "."
	}
	c = c.withoutYearTwice()
	switch c.Symbol.Kind() {
	case credentials.ResolutionSymbol:
		return c.Name() + prefixed(" of ", c.Date) + "."
	case credentials.RecordSymbol:
		return "Official Records of the " + c.organ() + ", " + joined(", ", headline(c.Session), plenary(c), credentials.Ordinal(c.Meeting)+" meeting") +
			" (" + c.Symbol.String() + ")" + prefixed(", ", c.Date) + "."
	case credentials.DraftSymbol, credentials.DocumentSymbol, credentials.StatementSymbol, credentials.PressReleaseSymbol:
	}
	return c.Name() + c.unlessNamed(" (", ")") + prefixed(", ", c.Date) + "."
}

func (c Citation) oscola() string {
	if !c.Official() {
		return "‘" + c.Title + "’ (Seatwatch, " + c.Date.Words() + ") <" + c.Address + "> accessed " + c.Date.Words()
	}
	c = c.withoutYearTwice()
	organ := map[string]string{"General Assembly": "UNGA", "Security Council": "UNSC"}[c.organ()]
	tail := " UN Doc " + c.Symbol.String()
	switch c.Symbol.Kind() {
	case credentials.ResolutionSymbol:
		return organ + " Res " + c.resolution() + bracketed(c.Date) + tail
	case credentials.RecordSymbol:
		return joined(", ", organ, sessionShort(c.Session), c.meetingWords()) + bracketed(c.Date) + tail
	case credentials.PressReleaseSymbol:
		return "UN, ‘" + c.Name() + "’" + bracketed(c.Date)
	case credentials.DraftSymbol, credentials.DocumentSymbol, credentials.StatementSymbol:
	}
	return organ + ", ‘" + c.Name() + "’" + bracketed(c.Date) + tail
}

func (c Citation) bluebook() string {
	if !c.Official() {
		return c.Title + ", SEATWATCH (" + american(c.Date) + "), " + c.Address + "."
	}
	c = c.withoutYearTwice()
	tail := "U.N. Doc. " + c.Symbol.String()
	if c.Date.Known() {
		tail += " (" + american(c.Date) + ")"
	}
	initials := map[string]string{"General Assembly": "G.A.", "Security Council": "S.C."}[c.organ()]
	switch c.Symbol.Kind() {
	case credentials.ResolutionSymbol:
		return initials + " Res. " + c.resolution() + ", " + tail + "."
	case credentials.RecordSymbol:
		session := strings.TrimSuffix(sessionShort(c.Session), " session")
		if session != "" {
			session = headwords(session) + " Sess."
		}
		return joined(", ", "U.N. "+strings.ReplaceAll(initials, ".", "")+"OR", session, strings.NewReplacer("plenary", "plen.", "meeting", "mtg.").Replace(c.meetingWords()), tail) + "."
	case credentials.DraftSymbol, credentials.DocumentSymbol, credentials.StatementSymbol, credentials.PressReleaseSymbol:
	}
	author := "U.N. " + initials
	if c.Committee {
		author = "U.N. Credentials Comm."
	}
	return author + ", " + c.Name() + ", " + tail + "."
}

// unlessNamed gives the symbol between two texts, unless the name has it.
func (c Citation) unlessNamed(before, after string) string {
	if strings.Contains(c.Name(), c.Symbol.String()) {
		return ""
	}
	return before + c.Symbol.String() + after
}

// withoutYearTwice leaves out a year that the symbol says.
func (c Citation) withoutYearTwice() Citation {
	if c.Date == c.Symbol.Year() {
		c.Date = credentials.Date{}
	}
	return c
}

func plenary(c Citation) string {
	if c.organ() == "Security Council" {
		return ""
	}
	return "Plenary Meetings"
}

// headline gives "Fifty-first Session"; empty where it is not known.
func headline(session credentials.Session) string {
	if !session.Known() {
		return ""
	}
	return headwords(session.Title())
}

// headwords gives the sort of a session its capitals.
func headwords(text string) string {
	return strings.NewReplacer(" session", " Session", " special", " Special", " emergency", " Emergency").Replace(text)
}

func sessionShort(session credentials.Session) string {
	if !session.Known() {
		return ""
	}
	return session.Short() + " session"
}

func prefixed(before string, date credentials.Date) string {
	if !date.Known() {
		return ""
	}
	return before + date.Words()
}

func bracketed(date credentials.Date) string {
	if !date.Known() {
		return ""
	}
	return " (" + date.Words() + ")"
}

// joined joins the texts that are not empty.
func joined(between string, texts ...string) string {
	var kept []string
	for _, text := range texts {
		if text != "" {
			kept = append(kept, text)
		}
	}
	return strings.Join(kept, between)
}

// bluebookMonths are the months as rule T12 of the Bluebook shortens them.
var bluebookMonths = strings.NewReplacer("January", "Jan.", "February", "Feb.", "March", "Mar.", "April", "Apr.", "August", "Aug.",
	"September", "Sept.", "October", "Oct.", "November", "Nov.", "December", "Dec.")

// american gives "Oct. 25, 1971", "Oct. 1971" or "1971".
func american(date credentials.Date) string {
	words := bluebookMonths.Replace(date.Words())
	if !date.Exact() {
		return words
	}
	parts := strings.Fields(words)
	return parts[1] + " " + parts[0] + ", " + parts[2]
}
