package db

import (
	"context"
	"slices"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

var (
	members     = replacing("member", "code", "name folded admitted ended regional_group source confidence note")
	memberNames = tableOf("member_name", "member ordinal name begun ended source confidence formal", "")
	aliases     = tableOf("member_alias", "member ordinal name", "")
	successors  = tableOf("member_successor", "member ordinal successor", "")
	continued   = tableOf("member_continued", "member ordinal continued", "")
)

func (c *change) putMember(m credentials.Member, fresh bool) error {
	if !fresh {
		for _, query := range []string{
			`DELETE FROM member_name WHERE member = ?`, `DELETE FROM member_alias WHERE member = ?`,
			`DELETE FROM member_successor WHERE member = ?`, `DELETE FROM member_continued WHERE member = ?`,
		} {
			if err := c.exec(query, m.Code); err != nil {
				return err
			}
		}
		if err := c.renamed(m.Code); err != nil {
			return err
		}
	}
	err := c.add(members, m.Code, m.Name, precedents.Fold(m.Name), dated(m.Admitted), dated(m.Ended), string(m.Group), m.Source, orNull(m.Confidence), m.Note)
	if err != nil {
		return err
	}
	for i, period := range slices.Concat(m.Names, m.FormalNames) {
		formal := credentials.TruthOf(i >= len(m.Names)).Code()
		if err := c.add(memberNames, m.Code, i, period.Name, dated(period.From), dated(period.Until), period.Source, orNull(period.Confidence), formal); err != nil {
			return err
		}
	}
	for _, list := range []struct {
		table *table
		texts []string
	}{{aliases, m.Aliases}, {successors, m.Successors}, {continued, m.Continues}} {
		for i, text := range list.texts {
			if err := c.add(list.table, m.Code, i, text); err != nil {
				return err
			}
		}
	}
	return c.indexMember(m)
}

// readMembers gives every Member, with its names, by code.
func readMembers(ctx context.Context, q querier) ([]credentials.Member, error) {
	members, err := all(ctx, q, func(m *credentials.Member) []any {
		return []any{&m.Code, &m.Name, date(&m.Admitted), date(&m.Ended), text(&m.Group), &m.Source, text(&m.Confidence), &m.Note}
	}, `SELECT code, name, admitted, ended, regional_group, source, confidence, note FROM member ORDER BY code`)
	if err != nil {
		return nil, err
	}
	place := make(map[string]*credentials.Member, len(members))
	for i := range members {
		place[members[i].Code] = &members[i]
	}
	type named struct {
		member string
		formal string
		credentials.NamePeriod
	}
	err = each(ctx, q, func(n *named) []any {
		return []any{&n.member, &n.Name, date(&n.From), date(&n.Until), &n.Source, text(&n.Confidence), &n.formal}
	}, func(n *named) error {
		list := &place[n.member].Names
		if n.formal == credentials.Yes.Code() {
			list = &place[n.member].FormalNames
		}
		*list = append(*list, n.NamePeriod)
		return nil
	}, `SELECT member, name, begun, ended, source, confidence, formal FROM member_name ORDER BY member, ordinal`)
	if err != nil {
		return nil, err
	}
	for _, list := range []struct {
		query string
		of    func(*credentials.Member) *[]string
	}{
		{`SELECT member, name FROM member_alias ORDER BY member, ordinal`, func(m *credentials.Member) *[]string { return &m.Aliases }},
		{`SELECT member, successor FROM member_successor ORDER BY member, ordinal`, func(m *credentials.Member) *[]string { return &m.Successors }},
		{`SELECT member, continued FROM member_continued ORDER BY member, ordinal`, func(m *credentials.Member) *[]string { return &m.Continues }},
	} {
		err := each(ctx, q, pair, func(p *[2]string) error {
			texts := list.of(place[p[0]])
			*texts = append(*texts, p[1])
			return nil
		}, list.query)
		if err != nil {
			return nil, err
		}
	}
	return members, nil
}
