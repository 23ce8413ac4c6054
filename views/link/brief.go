package link

import (
	"net/url"
	"strings"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// Brief is the page of the brief on a dispute before its next session, and with
// more in the query before another, for a claimant or in another language.
func Brief(dispute string, query url.Values) string { return With(Dispute(dispute)+"/brief", query) }

// BriefFile is that brief as a file with an ending, such as "docx".
func BriefFile(dispute, ending string, query url.Values) string {
	return With(Dispute(dispute)+"/brief."+ending, query)
}

// Reference is the page in the record of what a brief names as a reference; empty
// for what has none.
func Reference(r precedents.BriefReference) string {
	first, rest, _ := strings.Cut(r.ID, ":")
	switch r.Kind {
	case precedents.DocumentReference:
		if symbol, err := credentials.ParseSymbol(r.ID); err == nil && symbol.Known() {
			return Document(symbol)
		}
	case precedents.DecisionReference:
		if key, err := credentials.ParseDecisionKey(rest); err == nil {
			return Decision(first, key)
		}
	case precedents.DisputeReference:
		return Dispute(r.ID)
	case precedents.SheetReference:
		if session, err := credentials.ParseSession(rest); err == nil {
			return Sheet(first, session)
		}
	case precedents.SessionReference:
		if session, err := credentials.ParseSession(r.ID); err == nil {
			return Session(session)
		}
	case precedents.RuleReference:
		return Rule(r.ID)
	case precedents.LawReference:
		return LawEntry(r.ID)
	case precedents.RollCallReference:
		return RollCall(r.ID)
	case precedents.ForecastReference:
		return Forecast(first, forecastAsked(rest))
	case precedents.WatchReference:
		return With(Briefs, url.Values{"as-of": {r.ID}})
	case precedents.SourceReference:
	}
	return ""
}

// forecastAsked reads what the id of a forecast says after the dispute: the
// decision and the day.
func forecastAsked(rest string) url.Values {
	key, day, ok := strings.Cut(rest, ":")
	if !ok {
		return nil
	}
	return url.Values{"session": {key}, "as-of": {day}}
}
