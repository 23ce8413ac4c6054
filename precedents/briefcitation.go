package precedents

import (
	"strings"

	"seatwatch/credentials"
	"seatwatch/credentials/wording"
)

// citation gives an official document as documents of the United Nations cite each
// other, in the brief's language. The titles that sources give stay as they are;
// what is not known is left out.
func (b *briefing) citation(c Citation) string {
	c = c.withoutYearTwice()
	switch c.Symbol.Kind() {
	case credentials.ResolutionSymbol:
		return b.dated("citation.of", b.text("citation.resolution."+c.organKey(), wording.Values{"number": c.resolution()}), c.Date)
	case credentials.RecordSymbol:
		return b.dated("citation.comma", b.recordOf(c), c.Date)
	case credentials.DraftSymbol, credentials.DocumentSymbol, credentials.StatementSymbol, credentials.PressReleaseSymbol:
	}
	name := b.documentName(c)
	if !strings.Contains(name, c.Symbol.String()) {
		name = b.text("citation.symbol", wording.Values{"document": name, "symbol": c.Symbol.String()})
	}
	return b.dated("citation.comma", name, c.Date)
}

func (b *briefing) dated(key, document string, day credentials.Date) string {
	if !day.Known() {
		return document
	}
	return b.text(key, wording.Values{"document": document, "date": day})
}

func (b *briefing) recordOf(c Citation) string {
	key, with := "citation.record."+c.organKey(), wording.Values{"symbol": c.Symbol.String(), "meeting": wording.Nth(c.Meeting)}
	if c.organKey() == assemblyKey && c.Session.Known() {
		key, with["session"] = "citation.record.session", wording.Titled(c.Session)
	}
	return b.text(key, with)
}

// documentName gives the title of a document, or what it is.
func (b *briefing) documentName(c Citation) string {
	if c.Title != "" {
		return c.Title
	}
	if c.Committee {
		return b.text("citation.report", nil)
	}
	switch c.Symbol.Kind() {
	case credentials.DraftSymbol:
		return b.text("citation.draft."+c.organKey(), nil)
	case credentials.StatementSymbol:
		return b.text("citation.statement", nil)
	case credentials.PressReleaseSymbol:
		return b.text("citation.press_release", wording.Values{"symbol": c.Symbol.String()})
	case credentials.DocumentSymbol, credentials.ResolutionSymbol, credentials.RecordSymbol:
	}
	return b.text("citation.document."+c.organKey(), wording.Values{"symbol": c.Symbol.String()})
}

const assemblyKey = "assembly"

func (c Citation) organKey() string {
	if c.organ() == "Security Council" {
		return "council"
	}
	return assemblyKey
}
