package db

import (
	"context"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

var (
	members     = replacing("member", "code", "name folded admitted ended regional_group source confidence note")
	memberNames = tableOf("member_name", "member ordinal name begun ended source confidence", "")
	aliases     = tableOf("member_alias", "member ordinal name", "")
	successors  = tableOf("member_successor", "member ordinal successor", "")
)

func (c *change) putMember(m credentials.Member, fresh bool) error {
	if !fresh {
		for _, query := range []string{
			`DELETE FROM member_name WHERE member = ?`, `DELETE FROM member_alias WHERE member = ?`, `DELETE FROM member_successor WHERE member = ?`,
		} {
			if err := c.exec(query, m.Code); err != nil {
				return err
			}
		}
		if err := c.renamed(m.Code); err != nil {
			return err
		}
	}
	if err := c.add(members, m.Code, m.Name, precedents.Fold(m.Name), dated(m.Admitted), dated(m.Ended), string(m.Group), m.Source, orNull(m.Confidence), m.Note); err != nil {
		return err
	}
	for i, period := range m.Names {
		if err := c.add(memberNames, m.Code, i, period.Name, dated(period.From), dated(period.Until), period.Source, orNull(period.Confidence)); err != nil {
			return err
		}
	}
	for i, alias := range m.Aliases {
		if err := c.add(aliases, m.Code, i, alias); err != nil {
			return err
		}
	}
	for i, successor := range m.Successors {
		if err := c.add(successors, m.Code, i, successor); err != nil {
			return err
		}
	}
	return c.indexMember(m)
}

// readMembers gives every Member, with its names, by code.
func readMembers(ctx context.Context, q querier) ([]credentials.Member, error) {
	list, err := all(ctx, q, func(m *credentials.Member) []any {
		return []any{&m.Code, &m.Name, date(&m.Admitted), date(&m.Ended), text(&m.Group), &m.Source, text(&m.Confidence), &m.Note}
	}, `SELECT code, name, admitted, ended, regional_group, source, confidence, note FROM member ORDER BY code`)
	if err != nil {
		return nil, err
	}
	place := make(map[string]*credentials.Member, len(list))
	for i := range list {
		place[list[i].Code] = &list[i]
	}
	type named struct {
		member string
		credentials.NamePeriod
	}
	err = each(ctx, q, func(n *named) []any {
		return []any{&n.member, &n.Name, date(&n.From), date(&n.Until), &n.Source, text(&n.Confidence)}
	}, func(n *named) error {
		place[n.member].Names = append(place[n.member].Names, n.NamePeriod)
		return nil
	}, `SELECT member, name, begun, ended, source, confidence FROM member_name ORDER BY member, ordinal`)
	if err != nil {
		return nil, err
	}
	err = each(ctx, q, pair, func(p *[2]string) error {
		place[p[0]].Aliases = append(place[p[0]].Aliases, p[1])
		return nil
	}, `SELECT member, name FROM member_alias ORDER BY member, ordinal`)
	if err != nil {
		return nil, err
	}
	err = each(ctx, q, pair, func(p *[2]string) error {
		place[p[0]].Successors = append(place[p[0]].Successors, p[1])
		return nil
	}, `SELECT member, successor FROM member_successor ORDER BY member, ordinal`)
	return list, err
}

// pair is the into of a query with two columns of text.
func pair(p *[2]string) []any { return []any{text(&p[0]), text(&p[1])} }
