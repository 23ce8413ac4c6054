package db

import (
	"context"
	"slices"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

var mentions = tableOf("mention", "record symbol whole role dispute session number ordinal rollcall", "")

// mentioned is what names a document.
type mentioned struct {
	record                   string
	dispute, session, number any
	rollCall                 any
}

func (c *change) mention(m mentioned, role precedents.Role, ordinal any, s credentials.Symbol) error {
	if !s.Known() {
		return nil
	}
	return c.add(mentions, m.record, s.String(), s.Whole().String(), string(role), m.dispute, m.session, m.number, ordinal, m.rollCall)
}

func (c *change) mentionSources(m mentioned, role precedents.Role, sources []credentials.Source) error {
	for i, source := range sources {
		if s, ok := source.Symbol(); ok {
			if err := c.mention(m, role, i, s); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *change) mentionDispute(d *credentials.Dispute) error {
	c.documents = true
	m := mentioned{record: precedents.DisputeKey(d.ID), dispute: d.ID}
	if err := c.mentionSources(m, precedents.SourceOfDispute, d.Sources); err != nil {
		return err
	}
	for i := range d.Decisions {
		x := &d.Decisions[i]
		m.session, m.number = x.Key.Session.String(), x.Key.Number
		for _, documents := range documentsOf(x) {
			for n, s := range *documents.symbols {
				if err := c.mention(m, documents.role, n, s); err != nil {
					return err
				}
			}
		}
		if err := c.mentionSources(m, precedents.SourceOfDecision, x.Sources); err != nil {
			return err
		}
	}
	return nil
}

func (c *change) mentionReports(session credentials.Session, list []credentials.Report) error {
	c.documents = true
	m := mentioned{record: precedents.ReportsKey(session), session: session.String()}
	for i, r := range list {
		if err := c.mention(m, precedents.ReportOfSession, i, r.Symbol); err != nil {
			return err
		}
		if err := c.mention(m, precedents.ResolutionOnReport, i, r.Resolution); err != nil {
			return err
		}
	}
	return nil
}

func (c *change) mentionRollCall(r *credentials.RollCall) error {
	c.documents = c.documents || r.Motion != credentials.OtherMotion
	m := mentioned{record: precedents.RollCallKey(r.ID), dispute: orNull(r.Dispute), session: r.Session.String(), rollCall: r.ID}
	for _, of := range []struct {
		role   precedents.Role
		symbol credentials.Symbol
	}{{precedents.DraftOfVote, r.Draft}, {precedents.ResolutionOfVote, r.Resolution}, {precedents.MeetingOfVote, r.Meeting}} {
		if err := c.mention(m, of.role, nil, of.symbol); err != nil {
			return err
		}
	}
	return nil
}

// onSeats leaves out the mentions by recorded votes that are not about a seat.
const onSeats = `(m.rollcall IS NULL OR EXISTS (SELECT 1 FROM rollcall AS r WHERE r.id = m.rollcall AND r.motion <> 'other'))`

const documentList = `
	SELECT m.symbol, min(s.title), count(*)
	FROM mention AS m
	LEFT JOIN source AS s ON m.role IN ('decision_source', 'dispute_source')
		AND s.dispute = m.dispute AND s.session IS m.session AND s.number IS m.number AND s.ordinal = m.ordinal
	WHERE ` + onSeats + ` GROUP BY m.symbol`

// Documents gives every document that a dispute, a decision, a report or a
// recorded vote on a seat names, in the order of credentials.Symbol.Compare.
func (s *Store) Documents(ctx context.Context) ([]precedents.DocumentRow, error) {
	list, err := readDocuments(ctx, s.readers)
	slices.SortFunc(list, func(a, b precedents.DocumentRow) int { return a.Symbol.Compare(b.Symbol) })
	return list, err
}

func readDocuments(ctx context.Context, q querier) ([]precedents.DocumentRow, error) {
	return all(ctx, q, func(d *precedents.DocumentRow) []any {
		return []any{symbol(&d.Symbol), text(&d.Title), &d.Mentions}
	}, documentList)
}

// Document gives every place that names a document, or a lettered part of it:
// disputes and decisions first, by id and in their order, then reports, then
// recorded votes. A symbol that nothing names is a *credentials.NotFound.
func (s *Store) Document(ctx context.Context, symbol credentials.Symbol) ([]precedents.Mention, error) {
	list, err := readMentions(ctx, s.readers, symbol)
	if err == nil && len(list) == 0 {
		err = &credentials.NotFound{Kind: "document", ID: symbol.String()}
	}
	return list, err
}

func readMentions(ctx context.Context, q querier, asked credentials.Symbol) ([]precedents.Mention, error) {
	return all(ctx, q, func(m *precedents.Mention) []any {
		return []any{
			symbol(&m.Symbol), text(&m.Role), text(&m.Dispute), text(&m.Title), session(&m.Session), number(&m.Number),
			text(&m.RollCall), text(&m.Question), date(&m.Date),
			text(&m.Source.Ref), text(&m.Source.Title), text(&m.Source.Kind), truth(&m.Source.Read), text(&m.Confidence),
		}
	}, `SELECT m.symbol, m.role, m.dispute, d.title, m.session, m.number, m.rollcall, r.question,
			CASE WHEN m.rollcall IS NOT NULL THEN r.day WHEN m.role = 'report' THEN p.met WHEN m.role = 'report_resolution' THEN p.adopted ELSE x.decided END,
			s.ref, s.title, s.kind, s.read, coalesce(x.confidence, p.confidence)
		FROM mention AS m
		LEFT JOIN dispute AS d ON d.id = m.dispute
		LEFT JOIN decision AS x ON x.dispute = m.dispute AND x.session = m.session AND x.number = m.number
		LEFT JOIN source AS s ON m.role IN ('decision_source', 'dispute_source')
			AND s.dispute = m.dispute AND s.session IS m.session AND s.number IS m.number AND s.ordinal = m.ordinal
		LEFT JOIN report AS p ON m.role IN ('report', 'report_resolution') AND p.session = m.session AND p.ordinal = m.ordinal
		LEFT JOIN rollcall AS r ON r.id = m.rollcall
		WHERE m.symbol = ?1 OR m.whole = ?1
		ORDER BY m.rollcall IS NOT NULL, m.dispute IS NULL, m.dispute, x.ordinal, m.role, m.ordinal, r.day, m.rollcall`, asked.String())
}
