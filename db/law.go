package db

import (
	"context"
	"database/sql"

	"seatwatch/credentials"
	"seatwatch/precedents"
)

var lawEntries = tableOf("law", "code ordinal title section says consequence reference confidence", "")

func (c *change) putLaw(law precedents.Law, fresh bool) error {
	if !fresh {
		if err := c.exec(`DELETE FROM law`); err != nil {
			return err
		}
	}
	for i, entry := range law.Entries {
		err := c.add(lawEntries, entry.Code, i, entry.Title, entry.Section, entry.Says, entry.Consequence, entry.Reference, entry.Confidence)
		if err != nil {
			return err
		}
		if err := c.indexLaw(entry); err != nil {
			return err
		}
	}
	return nil
}

func readLaw(ctx context.Context, tx *sql.Tx) (precedents.Law, error) {
	whole, err := contentOf(ctx, tx, precedents.LawKey)
	if err != nil {
		return precedents.Law{}, err
	}
	entries, err := all(ctx, tx, func(e *credentials.LawEntry) []any {
		return []any{&e.Code, &e.Title, &e.Section, &e.Says, &e.Consequence, &e.Reference, text(&e.Confidence)}
	}, `SELECT code, title, section, says, consequence, reference, confidence FROM law ORDER BY ordinal`)
	return precedents.Law{Text: whole, Entries: entries}, err
}
