package db

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"sync"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

// A list is a query over rows with one column for each facet, by which it is
// narrowed down and counted: that of the disputes. All the SQL in it is ours; what a reader asks for
// comes in as values only.
type list struct {
	facets []precedents.Facet
	// columns gives the expression of each facet, by its key.
	columns map[string]string
	// head selects the columns that identify and sort a row, tables says from
	// where.
	head, tables string
	// matched is the condition on entry ids that a search puts on a row.
	matched string
	orders  map[string]string
}

const region = "m.regional_group"

// state is the expression of precedents.Frame.StateOf. Partial dates compare as
// text by their first day, as far as a year or a month tells it.
var state = fmt.Sprintf(`CASE WHEN d.closed IS NOT NULL THEN '%s'
	WHEN max(d.opened, coalesce((SELECT max(held.opened) FROM decision JOIN session AS held ON held.session = decision.session WHERE decision.dispute = d.id), ''))
		>= coalesce((SELECT opened FROM session WHERE kind = 'regular' ORDER BY opened DESC LIMIT 1 OFFSET %d), '9999') THEN '%s'
	ELSE '%s' END`, credentials.Closed, credentials.LiveSessions-1, credentials.Live, credentials.EndNotRecorded)

// eraOf gives the expression of the era of a date.
func eraOf(column string) string {
	var b strings.Builder
	b.WriteString("CASE")
	for _, era := range precedents.Eras {
		until := era.Until
		if until == 0 {
			until = 9999
		}
		fmt.Fprintf(&b, " WHEN substr(%s, 1, 4) BETWEEN '%04d' AND '%04d' THEN '%s'", column, era.From, until, era.Code)
	}
	b.WriteString(" END")
	return b.String()
}

// lowestConfidence is the expression of credentials.Dispute.Confidence.
func lowestConfidence() string {
	rank, code := "", ""
	for i, confidence := range credentials.Confidences.Codes() {
		rank += fmt.Sprintf(" WHEN '%s' THEN %d", confidence, i)
		code += fmt.Sprintf(" WHEN %d THEN '%s'", i, confidence)
	}
	return "(SELECT CASE max(CASE confidence" + rank + " END)" + code + " END FROM decision WHERE dispute = d.id)"
}

var disputeList = list{
	facets: precedents.DisputeFacets,
	columns: map[string]string{
		"era":        eraOf("d.opened"),
		"region":     region,
		"kind":       "d.kind",
		"outcome":    "x.outcome",
		"challenge":  "x.challenge",
		"state":      state,
		"confidence": lowestConfidence(),
	},
	head: "d.id AS dispute, d.opened AS day, m.folded AS seat",
	tables: ` FROM dispute AS d JOIN member AS m ON m.code = d.seat
		LEFT JOIN decision AS x ON x.dispute = d.id AND x.ordinal = (SELECT max(ordinal) FROM decision WHERE dispute = d.id)`,
	matched: `d.id IN (SELECT entry.dispute FROM search JOIN entry ON entry.id = search.rowid WHERE search MATCH ? AND entry.kind IN ('dispute', 'decision'))`,
	orders: map[string]string{
		"newest": "day DESC, dispute", "oldest": "day, dispute", "seat": "seat, day, dispute",
	},
}

// listing is a list with the rows that a query's text picks out.
type listing struct {
	list
	with  string
	args  []any
	query precedents.Query
}

// ask puts a query's text to a list. A text that is too long, and a facet,
// value or order that is not the list's, is a *credentials.Invalid.
func (l list) ask(query precedents.Query) (listing, error) {
	if _, err := precedents.ParseQuery(l.facets, query.Values()); err != nil {
		return listing{}, err
	}
	asked := listing{list: l, query: query}
	var columns strings.Builder
	for _, facet := range l.facets {
		fmt.Fprintf(&columns, ", coalesce(%s, '%s') AS %s", l.columns[facet.Key], precedents.NotKnownCode, facetColumn(facet))
	}
	var w where
	if strings.TrimSpace(query.Text) != "" {
		match, err := matching(query.Text)
		if err != nil {
			return listing{}, err
		}
		w.and(l.matched, match)
	}
	asked.with = "WITH listed AS MATERIALIZED (SELECT " + l.head + columns.String() + l.tables + w.text() + ") "
	asked.args = w.args
	return asked, nil
}

func facetColumn(facet precedents.Facet) string { return "facet_" + facet.Key }

// chosen gives the condition of every chosen facet but one; but may be empty.
func (l listing) chosen(but string) where {
	var w where
	for _, facet := range l.facets {
		codes := l.query.Chosen[facet.Key]
		if len(codes) == 0 || facet.Key == but {
			continue
		}
		args := make([]any, len(codes))
		for i, code := range codes {
			args[i] = code
		}
		w.and(facetColumn(facet)+" IN (?"+strings.Repeat(", ?", len(codes)-1)+")", args...)
	}
	return w
}

// counts gives the number of rows, and that of every value of every facet.
func (l listing) counts(ctx context.Context, tx *sql.Tx) (total int, counts precedents.FacetCounts, err error) {
	all := l.chosen("")
	var query strings.Builder
	query.WriteString(l.with + "SELECT '', '', count(*) FROM listed" + all.text())
	args := append(slices.Clone(l.args), all.args...)
	for _, facet := range l.facets {
		others := l.chosen(facet.Key)
		fmt.Fprintf(&query, " UNION ALL SELECT '%s', %s, count(*) FROM listed%s GROUP BY %[2]s", facet.Key, facetColumn(facet), others.text())
		args = append(args, others.args...)
	}
	type counted struct {
		facet, code string
		n           int
	}
	counts = precedents.FacetCounts{}
	err = each(ctx, tx, func(c *counted) []any { return []any{&c.facet, &c.code, &c.n} }, func(c *counted) error {
		switch {
		case c.facet == "":
			total = c.n
		case counts[c.facet] == nil:
			counts[c.facet] = map[string]int{c.code: c.n}
		default:
			counts[c.facet][c.code] = c.n
		}
		return nil
	}, query.String(), args...)
	return total, counts, err
}

// page gives the statement of the rows of a page, for the columns named.
func (l listing) page(columns string, pager precedents.Pager) (query string, args []any) {
	all := l.chosen("")
	order := l.orders[l.query.Sort]
	if order == "" {
		order = l.orders[precedents.Sorts[0].Code]
	}
	query = l.with + "SELECT " + columns + " FROM listed" + all.text() + " ORDER BY " + order + " LIMIT ? OFFSET ?"
	args = append(slices.Clone(l.args), all.args...)
	return query, append(args, pager.Size, pager.Offset())
}

// Disputes gives a page of the list of disputes with the count of every value of
// every facet. A query that asks for what the list does not have is a
// *credentials.Invalid.
func (s *Store) Disputes(ctx context.Context, query precedents.Query) (page precedents.DisputePage, err error) {
	asked, err := disputeList.ask(query)
	if err != nil {
		return page, err
	}
	index, err := s.index(ctx)
	if err != nil {
		return page, err
	}
	err = s.reading(ctx, func(tx *sql.Tx) error {
		total, counts, err := asked.counts(ctx, tx)
		if err != nil {
			return err
		}
		page.Pager, page.Counts = precedents.PagerOf(query.Page, total, query.PageRows), counts
		statement, args := asked.page("dispute", page.Pager)
		ids, err := all(ctx, tx, single[string], statement, args...)
		if err != nil {
			return err
		}
		rows, err := disputeRows(ctx, tx, index, `dispute IN (`+placeholders(len(ids))+`)`, anys(ids)...)
		if err != nil {
			return err
		}
		if page.Rows, err = inOrder(rows, ids, func(r precedents.DisputeRow) string { return r.ID }); err != nil {
			return err
		}
		return snippets(ctx, tx, query.Text, page.Rows, func(r *precedents.DisputeRow) (string, *[]precedents.Segment) {
			return r.ID, &r.Snippet
		}, `SELECT dispute, body FROM entry WHERE kind IN ('dispute', 'decision') AND dispute IN (`+placeholders(len(ids))+`) ORDER BY id`, anys(ids)...)
	})
	return page, err
}

// Decisions gives a page of the list of decisions with the count of every value
// of every facet. A query that asks for what the list does not have is a
// *credentials.Invalid.
func (s *Store) Decisions(ctx context.Context, query precedents.Query) (page precedents.DecisionPage, err error) {
	index, err := s.index(ctx)
	if err != nil {
		return page, err
	}
	if strings.TrimSpace(query.Text) == "" {
		return index.Find(query, nil)
	}
	match, err := matching(query.Text)
	if err != nil {
		return page, err
	}
	err = s.reading(ctx, func(tx *sql.Tx) error {
		among, err := all(ctx, tx, single[string], `SELECT entry.key FROM search JOIN entry ON entry.id = search.rowid
			WHERE search MATCH ? AND entry.kind = 'decision'`, match)
		if err != nil {
			return err
		}
		if page, err = index.Find(query, append([]string{}, among...)); err != nil {
			return err
		}
		ids := make([]string, len(page.Rows))
		for i := range page.Rows {
			ids[i] = page.Rows[i].ID()
		}
		return snippets(ctx, tx, query.Text, page.Rows, func(r *precedents.DecisionRow) (string, *[]precedents.Segment) {
			return r.ID(), &r.Snippet
		}, `SELECT key, body FROM entry WHERE kind = 'decision' AND key IN (`+placeholders(len(ids))+`)`, anys(ids)...)
	})
	return page, err
}

// Cards gives the cards of decisions, in the order of their ids; one that the
// record does not have is left out.
func (s *Store) Cards(ctx context.Context, ids []string) ([]precedents.Card, error) {
	found, err := s.found(ctx)
	if err != nil {
		return nil, err
	}
	return found.cards().Of(ids), nil
}

// finding is what decisions are found by, and what is shown of them.
type finding struct {
	*precedents.Index
	// cards are prepared when they are first asked for.
	cards func() *precedents.Cards
}

// found gives the finding of the decisions as they stand. It is the same value
// until the record changes.
func (s *Store) found(ctx context.Context) (finding, error) {
	return s.decisions.at(s.Generation(), func() (found finding, err error) {
		err = s.reading(ctx, func(tx *sql.Tx) error {
			frame, err := readFrame(ctx, tx)
			if err != nil {
				return err
			}
			disputes, err := readDisputes(ctx, tx, `TRUE`)
			if err != nil {
				return err
			}
			found.Index = precedents.NewIndex(frame, disputes)
			found.cards = sync.OnceValue(func() *precedents.Cards {
				return precedents.NewCards(precedents.NewCasebook(precedents.NewLibrary(frame, disputes, nil)))
			})
			return nil
		})
		return found, err
	})
}

// index gives the index of the decisions as they stand.
func (s *Store) index(ctx context.Context) (*precedents.Index, error) {
	found, err := s.found(ctx)
	return found.Index, err
}

// DisputesOf gives every dispute over a Member's seat, the newest first.
func (s *Store) DisputesOf(ctx context.Context, member string) ([]precedents.DisputeRow, error) {
	return s.newest(ctx, `dispute IN (SELECT id FROM dispute WHERE seat = ?)`, member)
}

func (s *Store) newest(ctx context.Context, where string, args ...any) (rows []precedents.DisputeRow, err error) {
	index, err := s.index(ctx)
	if err != nil {
		return nil, err
	}
	err = s.reading(ctx, func(tx *sql.Tx) error {
		rows, err = disputeRows(ctx, tx, index, where, args...)
		return err
	})
	slices.SortStableFunc(rows, func(a, b precedents.DisputeRow) int { return b.Opened.Compare(a.Opened) })
	return rows, err
}

// DecisionsAt gives every decision at a session, by dispute and in their order.
func (s *Store) DecisionsAt(ctx context.Context, session credentials.Session) ([]precedents.DecisionRow, error) {
	index, err := s.index(ctx)
	if err != nil {
		return nil, err
	}
	return index.At(session), nil
}

// disputeRows gives the disputes that a condition on the column dispute picks
// out, by id, with their decisions from the index.
func disputeRows(ctx context.Context, tx *sql.Tx, index *precedents.Index, where string, args ...any) ([]precedents.DisputeRow, error) {
	rows, err := all(ctx, tx, func(d *precedents.DisputeRow) []any {
		return []any{
			&d.ID, &d.Seat, &d.SeatName, text(&d.Region), &d.Title, text(&d.Kind), date(&d.Opened), &d.OpenedBy,
			date(&d.Closed), text(&d.ClosedBy), text(&d.State), &d.Summary, &d.Doubts, text(&d.Confidence), &d.RollCalls,
		}
	}, `SELECT d.id, d.seat, d.seat_name, `+region+`, d.title, d.kind, d.opened, d.opened_by, d.closed, d.closed_by, `+state+`, d.summary, d.doubts,
			`+lowestConfidence()+`, (SELECT count(*) FROM rollcall WHERE rollcall.dispute = d.id)
		FROM (SELECT id AS dispute, * FROM dispute) AS d JOIN member AS m ON m.code = d.seat WHERE d.`+where+` ORDER BY d.id`, args...)
	if err != nil {
		return nil, err
	}
	place := make(map[string]*precedents.DisputeRow, len(rows))
	for i := range rows {
		place[rows[i].ID] = &rows[i]
	}
	err = each(ctx, tx, (*claimantRow).into, func(c *claimantRow) error {
		place[c.dispute].Claimants = append(place[c.dispute].Claimants, c.Claimant)
		return nil
	}, claimantColumns+where+` ORDER BY dispute, ordinal`, args...)
	for i := range rows {
		rows[i].Decisions = index.Of(rows[i].ID)
	}
	return rows, err
}

// inOrder gives the rows with the ids named, in that order.
func inOrder[T any](rows []T, ids []string, id func(T) string) ([]T, error) {
	place := make(map[string]int, len(rows))
	for i, row := range rows {
		place[id(row)] = i
	}
	ordered := make([]T, 0, len(ids))
	for _, wanted := range ids {
		i, ok := place[wanted]
		if !ok {
			return nil, &credentials.NotFound{Kind: "row", ID: wanted}
		}
		ordered = append(ordered, rows[i])
	}
	return ordered, nil
}
