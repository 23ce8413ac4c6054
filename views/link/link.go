// Package link makes every address the pages use, so that no template builds
// one by hand. The addresses are those the outside relies on.
//
// It is a package of its own, below both the pages and their components, since
// a list of sources and the masthead need addresses as much as a page does.
package link

import (
	"net/url"
	"strings"

	"seatwatch/credentials"
)

// The addresses without a parameter.
const (
	Home       = "/"
	Disputes   = "/disputes"
	Precedents = "/precedents"
	Compare    = "/compare"
	Sessions   = "/sessions"
	RollCalls  = "/rollcalls"
	Members    = "/members"
	Documents  = "/documents"
	Law        = "/law"
	Rules      = "/rules"
	Accuracy   = "/accuracy"
	Search     = "/search"
	About      = "/about"
	Data       = "/about/data"
	Feed       = "/feed.atom"
	Calendar   = "/calendar.ics"
	Login      = "/login"
	Logout     = "/logout"
	SetUp      = "/setup"
	Invitation = "/invitation"
	Account    = "/account"
	Admin      = "/admin"
)

// Dispute is the page of a dispute.
func Dispute(id string) string { return Disputes + "/" + url.PathEscape(id) }

// History is the page of a dispute's changes.
func History(id string) string { return HistoryOf(Dispute(id)) }

// DisputeFeed is the feed of a dispute's changes.
func DisputeFeed(id string) string { return Dispute(id) + "/feed.atom" }

// NewDispute is the page on which a dispute is opened.
const NewDispute = Disputes + "/new"

// OpenOver is that page for a seat.
func OpenOver(code string) string { return With(NewDispute, url.Values{"seat": {code}}) }

// EditDispute is the page on which what stands about a dispute as a whole is
// corrected.
func EditDispute(id string) string { return Dispute(id) + "/edit" }

// NewSheet is the page on which a session is prepared.
func NewSheet(id string) string { return Dispute(id) + "/preparations/new" }

// Sheet is the page of the sheet of a session that has not decided yet.
func Sheet(id string, session credentials.Session) string {
	return Dispute(id) + "/preparations/" + session.String()
}

// NewDecision is the page on which a decision is recorded.
func NewDecision(id string) string { return Dispute(id) + "/decisions/new" }

// EditDecision is the page on which a decision is corrected.
func EditDecision(dispute string, key credentials.DecisionKey) string {
	return Decision(dispute, key) + "/edit"
}

// EditFacts is the page on which the facts of a decision or a sheet, at its own
// address, are coded.
func EditFacts(sheet string) string { return sheet + "/facts" }

// Dissent is the page on which another value of a fact is recorded beside the one
// of a decision or a sheet.
func Dissent(sheet, claimant string, fact credentials.Fact) string {
	return With(sheet+"/dissent", url.Values{"claimant": {claimant}, "fact": {fact.Key()}})
}

// Reply is the page on which an authority's reply is recorded.
func Reply(id string) string { return Dispute(id) + "/reply" }

// HistoryOf is the page of the changes of the thing at an address, Restore where
// one of them is brought back, Delete where it is taken out of the record.
func HistoryOf(address string) string { return address + "/history" }

// Restore is where an earlier revision of the thing at an address is posted.
func Restore(address string) string { return address + "/restore" }

// Delete is where the deletion of the thing at an address is posted.
func Delete(address string) string { return address + "/delete" }

// Decision is the page of a decision.
func Decision(dispute string, key credentials.DecisionKey) string {
	return Dispute(dispute) + "/decisions/" + key.String()
}

// Facts is the place of the facts on the page of a decision.
func Facts(dispute string, key credentials.DecisionKey) string {
	return Decision(dispute, key) + "#facts"
}

// Forecast is the page of a dispute's forecast for its next session, and with
// more in the query for another session, day or facts.
func Forecast(dispute string, query url.Values) string {
	return With(Dispute(dispute)+"/forecast", query)
}

// Argue is the page on which one side of a dispute is argued, at the decision and
// on the facts that the query names, as for a forecast.
func Argue(id string, query url.Values) string { return With(Dispute(id)+"/argue", query) }

// Moot is what one side takes to the hearing, for the same query.
func Moot(id string, query url.Values) string { return With(Dispute(id)+"/moot", query) }

// ForecastAt is the page of the forecast for a decision.
func ForecastAt(dispute string, key credentials.DecisionKey) string {
	return Forecast(dispute, url.Values{"session": {key.String()}})
}

// Comparison is the page that sets decisions side by side, the first as the one
// that the others are compared with.
func Comparison(decisions ...string) string { return With(Compare, url.Values{"with": decisions}) }

// Nearest is the page of the precedents nearest to a dispute's next decision, and
// with more in the query to another, or with facts supposed.
func Nearest(dispute string, query url.Values) string {
	return With(Dispute(dispute)+"/nearest", query)
}

// Rule is the page of a rule.
func Rule(id string) string { return Rules + "/" + url.PathEscape(id) }

// Session is the page of a session.
func Session(s credentials.Session) string { return Sessions + "/" + s.String() }

// Meeting is the page of a meeting.
func Meeting(id string) string { return "/meetings/" + url.PathEscape(id) }

// NewRollCall is where a recorded vote is entered.
const NewRollCall = RollCalls + "/new"

// The addresses of the desk without a parameter.
const (
	NewMeeting = "/meetings/new"
	DeskWorker = "/desk-worker.js"
)

// Desk is the desk at which a meeting is logged.
func Desk(id string) string { return Meeting(id) + "/desk" }

// MotionVotes is the page of the votes on a motion of a meeting.
func MotionVotes(id, motion string) string { return Meeting(id) + "/motions/" + url.PathEscape(motion) }

// ReadDocument is where a report or a press release on a meeting is pasted.
func ReadDocument(id string) string { return Meeting(id) + "/document" }

// PasteVotes is where a vote on a motion is pasted.
func PasteVotes(id, motion string) string { return MotionVotes(id, motion) + "/paste" }

// MinutesEntries takes entries into the log of a meeting.
func MinutesEntries(id string) string { return Meeting(id) + "/entries" }

// Publish publishes the minutes of a meeting.
func Publish(id string) string { return Meeting(id) + "/publish" }

// Report enters the report on a meeting.
func Report(id string) string { return Meeting(id) + "/report" }

// RollCall is the page of a recorded vote.
func RollCall(id string) string { return RollCalls + "/" + url.PathEscape(id) }

// RollCallEdit is where a recorded vote is corrected.
func RollCallEdit(id string) string { return RollCall(id) + "/edit" }

// Member is the page of a Member.
func Member(code string) string { return Members + "/" + url.PathEscape(code) }

// Document is the page of a document.
func Document(s credentials.Symbol) string {
	return Documents + "/" + strings.ReplaceAll(url.PathEscape(s.String()), "%2F", "/")
}

// LawEntry is the place of an entry in the digest of law.
func LawEntry(code string) string { return Law + "#" + url.PathEscape(code) }

// With is an address with a query; an empty query leaves the address alone.
func With(address string, query url.Values) string {
	if len(query) == 0 {
		return address
	}
	return address + "?" + query.Encode()
}

// JSON is the same page as JSON, with its query kept.
func JSON(address string) string { return face(address, ".json") }

// CSV is the same list as CSV, with its query kept.
func CSV(address string) string { return face(address, ".csv") }

// References are the same page and the documents it rests on, for reference
// managers: as CSL-JSON and as BibTeX.
func References(address string) (csl, bib string) {
	return face(address, ".csl.json"), face(address, ".bib")
}

func face(address, extension string) string {
	path, query, has := strings.Cut(address, "?")
	if has {
		query = "?" + query
	}
	return path + extension + query
}
