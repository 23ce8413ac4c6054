package db

import (
	"context"

	"seatwatch/credentials"
)

var (
	sessions         = replacing("session", "session", "kind number opened closed president president_member confidence note")
	committeeMembers = tableOf("committee_member", "session ordinal member name chair source confidence", "")
	reports          = tableOf("report", "session ordinal symbol met adopted resolution chair note source confidence", "")
)

func (c *change) putSession(a credentials.AssemblySession) error {
	err := c.add(sessions, a.Session.String(), string(a.Session.Kind()), a.Session.Number(), dated(a.Opened), dated(a.Closed),
		orNull(a.President), orNull(a.PresidentMember), string(a.Confidence), a.Note)
	if err != nil {
		return err
	}
	return c.indexSession(a)
}

func (c *change) putCommittee(committee credentials.Committee, fresh bool) error {
	session := committee.Session.String()
	if !fresh {
		if err := c.exec(`DELETE FROM committee_member WHERE session = ?`, session); err != nil {
			return err
		}
	}
	for i, m := range committee.Members {
		if err := c.add(committeeMembers, session, i, m.Member, m.Name, orNull(m.Chair.Code()), m.Source, string(m.Confidence)); err != nil {
			return err
		}
	}
	return nil
}

func (c *change) putReports(session credentials.Session, list []credentials.Report, fresh bool) error {
	key := session.String()
	if !fresh {
		if err := c.exec(`DELETE FROM report WHERE session = ?`, key); err != nil {
			return err
		}
	}
	for i, r := range list {
		err := c.add(reports, key, i, dated(r.Symbol), dated(r.MeetingDate), dated(r.Adopted), dated(r.Resolution), orNull(r.Chair), r.Note, r.Source, string(r.Confidence))
		if err != nil {
			return err
		}
	}
	return c.mentionReports(session, list)
}

func readSessions(ctx context.Context, q querier) ([]credentials.AssemblySession, error) {
	return all(ctx, q, func(a *credentials.AssemblySession) []any {
		return []any{session(&a.Session), date(&a.Opened), date(&a.Closed), text(&a.President), text(&a.PresidentMember), text(&a.Confidence), &a.Note}
	}, `SELECT session, opened, closed, president, president_member, confidence, note FROM session ORDER BY session`)
}

func readCommittees(ctx context.Context, q querier) ([]credentials.Committee, error) {
	type seat struct {
		session credentials.Session
		credentials.CommitteeMember
	}
	var list []credentials.Committee
	err := each(ctx, q, func(s *seat) []any {
		return []any{session(&s.session), &s.Member, &s.Name, truth(&s.Chair), &s.Source, text(&s.Confidence)}
	}, func(s *seat) error {
		if len(list) == 0 || list[len(list)-1].Session != s.session {
			list = append(list, credentials.Committee{Session: s.session})
		}
		nine := &list[len(list)-1].Members
		*nine = append(*nine, s.CommitteeMember)
		return nil
	}, `SELECT session, member, name, chair, source, confidence FROM committee_member ORDER BY session, ordinal`)
	return list, err
}

func readReports(ctx context.Context, q querier) ([]credentials.Report, error) {
	return all(ctx, q, func(r *credentials.Report) []any {
		return []any{
			session(&r.Session), symbol(&r.Symbol), date(&r.MeetingDate), date(&r.Adopted), symbol(&r.Resolution),
			text(&r.Chair), &r.Note, &r.Source, text(&r.Confidence),
		}
	}, `SELECT session, symbol, met, adopted, resolution, chair, note, source, confidence FROM report ORDER BY session, ordinal`)
}
