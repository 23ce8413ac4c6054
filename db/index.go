package db

import (
	"strings"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

var (
	entries = tableOf("entry", "id record kind key dispute title body confidence", "")
	words   = tableOf("search", "rowid title names body", "")
)

// entry is one thing that the search finds. Title and body are shown; the names
// are only searched for.
type entry struct {
	record     string
	kind       precedents.HitKind
	key        string
	dispute    string
	title      string
	names      []string
	body       []string
	confidence string
}

func (c *change) enter(e entry) error {
	if c.lastEntry == 0 {
		last, err := one[int64](c.ctx, c, `SELECT coalesce(max(id), 0) FROM entry`)
		if err != nil {
			return err
		}
		c.lastEntry = last
	}
	c.lastEntry++
	body := joined(e.body)
	err := c.add(entries, c.lastEntry, e.record, string(e.kind), e.key, orNull(e.dispute), e.title, body, orNull(e.confidence))
	if err != nil {
		return err
	}
	return c.add(words, c.lastEntry, precedents.Fold(e.title), precedents.Fold(strings.Join(e.names, " ")), precedents.Fold(body))
}

// joined puts the texts that are there one after another.
func joined(texts []string) string {
	var there []string
	for _, text := range texts {
		if text = strings.TrimSpace(text); text != "" {
			there = append(there, text)
		}
	}
	return strings.Join(there, " · ")
}

// clear takes what was drawn from a record out of the indexes.
func (c *change) clear(record string) error {
	for _, query := range []string{
		`DELETE FROM search WHERE rowid IN (SELECT id FROM entry WHERE record = ?)`,
		`DELETE FROM entry WHERE record = ?`,
		`DELETE FROM mention WHERE record = ?`,
	} {
		if err := c.exec(query, record); err != nil {
			return err
		}
	}
	return nil
}

func (c *change) indexMember(m credentials.Member) error {
	return c.enter(entry{
		record: precedents.MemberKey(m.Code), kind: precedents.MemberHit, key: m.Code, title: m.Name,
		names: append(m.AllNames(), m.Code), body: append(m.AllNames()[1:], m.Note), confidence: string(m.Confidence),
	})
}

func (c *change) indexSession(a credentials.AssemblySession) error {
	return c.enter(entry{
		record: precedents.SessionKey(a.Session), kind: precedents.SessionHit, key: a.Session.String(), title: a.Session.Title(),
		names: []string{a.Session.Short(), a.Session.String()}, body: []string{a.President, a.Note}, confidence: string(a.Confidence),
	})
}

func (c *change) indexLaw(e credentials.LawEntry) error {
	return c.enter(entry{
		record: precedents.LawKey, kind: precedents.LawHit, key: e.Code, title: e.Title,
		names: []string{e.Code, e.Section}, body: []string{e.Says, e.Consequence, e.Reference}, confidence: e.Confidence,
	})
}

func (c *change) indexRollCall(r *credentials.RollCall) error {
	return c.enter(entry{
		record: precedents.RollCallKey(r.ID), kind: precedents.RollCallHit, key: r.ID, dispute: r.Dispute, title: r.Question,
		names: []string{strings.ReplaceAll(r.Dispute, "-", " ")},
		body:  []string{r.Date.Words(), r.Draft.String(), r.Resolution.String(), r.Meeting.String(), r.Session.Title()},
	})
}

// renamed has the disputes over a Member's seat indexed anew, under its names.
func (c *change) renamed(member string) error {
	ids, err := all(c.ctx, c, single[string], `SELECT id FROM dispute WHERE seat = ?`, member)
	for _, id := range ids {
		if _, touched := c.disputes[id]; !touched {
			c.disputes[id] = nil
		}
	}
	return err
}

// index brings up to date what depends on more than one record.
func (c *change) index() error {
	if err := c.indexDisputes(); err != nil {
		return err
	}
	if !c.documents {
		return nil
	}
	c.documents = false
	return c.indexDocuments()
}

func (c *change) indexDisputes() error {
	if len(c.disputes) == 0 {
		return nil
	}
	list, err := readMembers(c.ctx, c)
	if err != nil {
		return err
	}
	names := make(map[string][]string, len(list))
	for _, m := range list {
		names[m.Code] = m.AllNames()
	}
	for id, d := range c.disputes {
		if d == nil {
			read, err := readDisputes(c.ctx, c, `dispute = ?`, id)
			if err != nil {
				return err
			}
			if len(read) == 0 {
				continue
			}
			if err := c.clearEntries(precedents.DisputeKey(id)); err != nil {
				return err
			}
			d = &read[0]
		}
		if err := c.indexDispute(d, names[d.Seat]); err != nil {
			return err
		}
	}
	clear(c.disputes)
	return nil
}

func (c *change) clearEntries(record string) error {
	if err := c.exec(`DELETE FROM search WHERE rowid IN (SELECT id FROM entry WHERE record = ?)`, record); err != nil {
		return err
	}
	return c.exec(`DELETE FROM entry WHERE record = ?`, record)
}

func (c *change) indexDispute(d *credentials.Dispute, seat []string) error {
	names := append([]string{d.SeatName, d.ID, d.Seat}, seat...)
	var claimants []string
	for _, claimant := range d.Claimants {
		claimants = append(claimants, claimant.Name, claimant.Leader)
	}
	body := []string{d.Summary, d.OpenedBy, d.ClosedBy}
	body = append(body, claimants...)
	for _, claimant := range d.Claimants {
		body = append(body, claimant.Note)
	}
	body = append(append(body, d.Doubts), sourceTexts(d.Sources)...)
	err := c.enter(entry{
		record: precedents.DisputeKey(d.ID), kind: precedents.DisputeHit, key: d.ID, dispute: d.ID, title: d.Title,
		names: names, body: body, confidence: string(d.Confidence()),
	})
	if err != nil {
		return err
	}
	for i := range d.Decisions {
		x := &d.Decisions[i]
		title := d.Title + ": " + x.Key.Session.Words()
		if x.Key.Number > 1 {
			title += ", " + credentials.Outcomes.Label(x.Outcome)
		}
		err := c.enter(entry{
			record: precedents.DisputeKey(d.ID), kind: precedents.DecisionHit, key: d.ID + ":" + x.Key.String(), dispute: d.ID, title: title,
			names: append(names, claimants...), body: decisionTexts(x), confidence: string(x.Confidence),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func decisionTexts(x *credentials.Decision) []string {
	var texts []string
	if x.Committee != nil {
		texts = append(texts, x.Committee.Note)
	}
	if x.Assembly != nil {
		texts = append(texts, x.Assembly.Note)
	}
	texts = append(append(texts, x.Doubts), sourceTexts(x.Sources)...)
	for _, s := range x.Documents() {
		texts = append(texts, s.String())
	}
	return texts
}

func sourceTexts(sources []credentials.Source) []string {
	texts := make([]string, 0, 2*len(sources))
	for _, source := range sources {
		texts = append(texts, source.Title, source.Ref)
	}
	return texts
}

// indexDocuments makes the list of documents that the search finds that of
// Documents.
func (c *change) indexDocuments() error {
	list, err := readDocuments(c.ctx, c)
	if err != nil {
		return err
	}
	titles := make(map[string]string, len(list))
	for _, d := range list {
		titles[d.Symbol.String()] = d.Title
	}
	there, err := all(c.ctx, c, pair, `SELECT key, body FROM entry WHERE kind = 'document'`)
	if err != nil {
		return err
	}
	for _, document := range there {
		if title, ok := titles[document[0]]; ok && title == document[1] {
			delete(titles, document[0])
			continue
		}
		if err := c.exec(`DELETE FROM search WHERE rowid = (SELECT id FROM entry WHERE kind = 'document' AND key = ?)`, document[0]); err != nil {
			return err
		}
		if err := c.exec(`DELETE FROM entry WHERE kind = 'document' AND key = ?`, document[0]); err != nil {
			return err
		}
	}
	for _, d := range list {
		title, missing := titles[d.Symbol.String()]
		if !missing {
			continue
		}
		if err := c.enter(entry{kind: precedents.DocumentHit, key: d.Symbol.String(), title: d.Symbol.String(), body: []string{title}}); err != nil {
			return err
		}
	}
	return nil
}
