package wording

import (
	"strconv"
	"strings"

	"seatwatch/credentials"
)

// session says a session: "fifty-first session", "51e session".
func (l *Language) session(s credentials.Session) string {
	if l.code == English.code {
		return l.mark.around(s.Words())
	}
	if !s.Known() {
		return l.term(NotKnown)
	}
	return l.Say(Of("session."+kindKey(s), Values{"ordinal": l.counted(s.Number())}))
}

// ordinal says a session short: "51st", "10th emergency special".
func (l *Language) ordinal(s credentials.Session) string {
	if l.code == English.code {
		return l.mark.around(s.Short())
	}
	if !s.Known() {
		return l.term(NotKnown)
	}
	return l.Say(Of("session.short."+kindKey(s), Values{"ordinal": l.counted(s.Number())}))
}

// titled says a session as a title: "Fifty-first Session". Only English gives it
// capitals.
func (l *Language) titled(s credentials.Session) string {
	if l.code == "en" {
		return l.mark[0] + titleCapitals.Replace(s.Title()) + l.mark[1]
	}
	return l.session(s)
}

var titleCapitals = strings.NewReplacer(" session", " Session", " special", " Special", " emergency", " Emergency")

// nth says a number in a row: "41st", "41e".
func (l *Language) nth(n int) string {
	if l.code == "en" {
		return l.mark[0] + credentials.Ordinal(n) + l.mark[1]
	}
	return l.counted(n)
}

// counted writes the number of a session: "51e"; the first has a form of its own.
func (l *Language) counted(n int) string {
	if n == 1 {
		return l.form("ordinal.first")
	}
	return strconv.Itoa(n) + l.form("ordinal.ending")
}

func kindKey(s credentials.Session) string {
	switch s.Kind() {
	case credentials.SpecialSession:
		return "special"
	case credentials.EmergencySession:
		return "emergency"
	case credentials.RegularSession:
	}
	return "regular"
}

// date says a day, a month or a year, as well as it is known: "27 September 1996".
func (l *Language) date(d credentials.Date) string {
	if l.code == English.code {
		return l.mark.around(d.Words())
	}
	if !d.Known() {
		return l.term(NotKnown)
	}
	year, first := strconv.Itoa(d.Year()), d.Time()
	month := l.form("month." + strconv.Itoa(int(first.Month())))
	switch {
	case d.Exact():
		day := strconv.Itoa(first.Day())
		if opening := l.form("date.first"); opening != "" && first.Day() == 1 {
			day = opening
		}
		return l.Say(Of("date.day", Values{"day": day, "month": month, "year": year}))
	case d.String() != year:
		return l.Say(Of("date.month", Values{"month": month, "year": year}))
	}
	return year
}
