package db

import (
	"strings"

	"seatwatch/credentials"
)

var (
	preparations      = tableOf("preparation", "dispute session ordinal challenge talks", "")
	preparedStandings = tableOf("prepared_standing", "dispute session claimant "+strings.Join(credentials.FactKeys(), " "), "")
	preparedPositions = tableOf("prepared_position", "dispute session ordinal member stance claimant day until", "")
	preparedSources   = tableOf("prepared_source", "dispute session ordinal ref title kind read passage", "")
	codings           = tableOf("coding", "dispute session number ordinal claimant fact by source passage confidence carried", "")
	dissents          = tableOf("dissent", "dispute session number coding ordinal by value source passage confidence", "")
	replies           = tableOf("reply", "dispute ordinal by day text source", "")
)

// ofSheet is the number of a decision that stands for a sheet.
const ofSheet = 0

func (c *change) putPreparations(d *credentials.Dispute) error {
	for i := range d.Prepared {
		p := &d.Prepared[i]
		session := p.Session.String()
		if err := c.add(preparations, d.ID, session, i, orNull(p.Challenge), orNull(p.Talks.Code())); err != nil {
			return err
		}
		for claimant, standing := range p.Facts {
			if err := c.add(preparedStandings, append([]any{d.ID, session, claimant}, factValues(standing)...)...); err != nil {
				return err
			}
		}
		for n, position := range p.Positions {
			if err := c.add(preparedPositions, append([]any{d.ID, session, n}, positionValues(position)...)...); err != nil {
				return err
			}
		}
		for n, source := range p.Sources {
			if err := c.add(preparedSources, append([]any{d.ID, session, n}, sourceValues(source)...)...); err != nil {
				return err
			}
		}
		if err := c.putCodings(p.Coding, d.ID, session, ofSheet); err != nil {
			return err
		}
	}
	for i, reply := range d.Replies {
		if err := c.add(replies, d.ID, i, reply.By, dated(reply.Date), reply.Text, orNull(reply.Source)); err != nil {
			return err
		}
	}
	return nil
}

func factValues(standing credentials.Standing) []any {
	values := make([]any, 0, len(credentials.Facts()))
	for _, fact := range credentials.Facts() {
		values = append(values, orNull(standing.Code(fact)))
	}
	return values
}

func positionValues(p credentials.Position) []any {
	return []any{p.Member, string(p.Stance), orNull(p.Claimant), dated(p.Date), dated(p.Until)}
}

func sourceValues(s credentials.Source) []any {
	return []any{s.Ref, s.Title, string(s.Kind), orNull(s.Read.Code()), s.Passage}
}

func (c *change) putCodings(list []credentials.Coding, dispute, session string, number int) error {
	for i, coding := range list {
		err := c.add(codings, dispute, session, number, i, coding.Claimant, coding.Fact.Key(), orNull(coding.By), orNull(coding.Source),
			coding.Passage, orNull(coding.Confidence), dated(coding.Carried))
		if err != nil {
			return err
		}
		for n, d := range coding.Dissents {
			err := c.add(dissents, dispute, session, number, i, n, d.By, orNull(coding.Fact.Code(d.Value)), orNull(d.Source), d.Passage, orNull(d.Confidence))
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// preparationOf gives a sheet that has been read.
func (r *disputeReading) preparationOf(ref decisionRef) *credentials.Preparation {
	prepared := r.disputes[ref.dispute].Prepared
	for i := range prepared {
		if prepared[i].Session.String() == ref.session {
			return &prepared[i]
		}
	}
	return &credentials.Preparation{}
}

func (r *disputeReading) preparations() error {
	type row struct {
		dispute string
		credentials.Preparation
	}
	return each(r.ctx, r.q, func(p *row) []any {
		return []any{&p.dispute, session(&p.Session), text(&p.Challenge), truth(&p.Talks)}
	}, func(p *row) error {
		d := r.disputes[p.dispute]
		p.Facts = map[string]credentials.Standing{}
		d.Prepared = append(d.Prepared, p.Preparation)
		return nil
	}, `SELECT dispute, session, challenge, talks FROM preparation WHERE `+r.where+` ORDER BY dispute, ordinal`, r.args...)
}

func (r *disputeReading) preparedStandings() error {
	type row struct {
		decisionRef
		claimant string
		standing credentials.Standing
	}
	return each(r.ctx, r.q, func(s *row) []any {
		return append([]any{&s.dispute, &s.session, &s.claimant}, factScanners(&s.standing)...)
	}, func(s *row) error {
		r.preparationOf(s.decisionRef).Facts[s.claimant] = s.standing
		return nil
	}, `SELECT dispute, session, claimant, `+factColumns("prepared_standing")+` FROM prepared_standing WHERE `+r.where, r.args...)
}

func (r *disputeReading) preparedPositions() error {
	return each(r.ctx, r.q, func(p *positionRow) []any { return append([]any{&p.dispute, &p.session}, p.columns()...) }, func(p *positionRow) error {
		sheet := r.preparationOf(p.decisionRef)
		sheet.Positions = append(sheet.Positions, p.Position)
		return nil
	}, `SELECT dispute, session, member, stance, claimant, day, until FROM prepared_position WHERE `+r.where+` ORDER BY dispute, session, ordinal`, r.args...)
}

func (r *disputeReading) preparedSources() error {
	return each(r.ctx, r.q, func(s *sourceRow) []any { return append([]any{&s.dispute, &s.session}, s.columns()...) }, func(s *sourceRow) error {
		sheet := r.preparationOf(s.decisionRef)
		sheet.Sources = append(sheet.Sources, s.Source)
		return nil
	}, `SELECT dispute, session, ref, title, kind, read, passage FROM prepared_source WHERE `+r.where+` ORDER BY dispute, session, ordinal`, r.args...)
}

// codingsOf gives the list in which a decision or a sheet has its codings.
func (r *disputeReading) codingsOf(ref decisionRef) *[]credentials.Coding {
	if ref.number == ofSheet {
		return &r.preparationOf(ref).Coding
	}
	return &r.decisions[ref].Coding
}

func (r *disputeReading) codings() error {
	type row struct {
		decisionRef
		credentials.Coding
	}
	err := each(r.ctx, r.q, func(c *row) []any {
		return append(c.into(), &c.Claimant, known(&c.Fact, credentials.ParseFact), text(&c.By), text(&c.Source), &c.Passage, text(&c.Confidence), session(&c.Carried))
	}, func(c *row) error {
		list := r.codingsOf(c.decisionRef)
		*list = append(*list, c.Coding)
		return nil
	}, `SELECT dispute, session, number, claimant, fact, by, source, passage, confidence, carried FROM coding
		WHERE `+r.where+` ORDER BY dispute, session, number, ordinal`, r.args...)
	if err != nil {
		return err
	}
	type dissentRow struct {
		decisionRef
		coding int
		value  string
		credentials.Dissent
	}
	return each(r.ctx, r.q, func(d *dissentRow) []any {
		return append(d.into(), &d.coding, &d.By, text(&d.value), text(&d.Source), &d.Passage, text(&d.Confidence))
	}, func(d *dissentRow) (err error) {
		coding := &(*r.codingsOf(d.decisionRef))[d.coding]
		d.Value, err = coding.Fact.Parse(d.value)
		coding.Dissents = append(coding.Dissents, d.Dissent)
		return err
	}, `SELECT dispute, session, number, coding, by, value, source, passage, confidence FROM dissent
		WHERE `+r.where+` ORDER BY dispute, session, number, coding, ordinal`, r.args...)
}

func (r *disputeReading) replies() error {
	type row struct {
		dispute string
		credentials.Reply
	}
	return each(r.ctx, r.q, func(p *row) []any { return []any{&p.dispute, &p.By, date(&p.Date), &p.Text, text(&p.Source)} }, func(p *row) error {
		d := r.disputes[p.dispute]
		d.Replies = append(d.Replies, p.Reply)
		return nil
	}, `SELECT dispute, by, day, text, source FROM reply WHERE `+r.where+` ORDER BY dispute, ordinal`, r.args...)
}
