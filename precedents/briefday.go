package precedents

import (
	"slices"

	"seatwatch/credentials"
)

// BriefOn gives a request as it is meant on a day: as of that day if it names none
// and the session has not decided, which it leaves open otherwise, for the opening
// of the session. Where no session is named it is the next one on the day.
func (e *Engine) BriefOn(request BriefRequest, today credentials.Date) BriefRequest {
	d, ok := e.book.Dispute(request.Dispute)
	if !ok || request.AsOf.Known() {
		return request
	}
	decided := slices.ContainsFunc(d.Decisions, func(x credentials.Decision) bool {
		return x.Key.Session == request.Key.Session && (request.Key.Number == 0 || x.Key == request.Key)
	})
	if !decided {
		request.AsOf = today
	}
	return request
}
