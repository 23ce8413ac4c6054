package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"seatwatch/credentials"
)

// querier is a pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// all gives every row of a query; into says where the columns of a row go.
func all[T any](ctx context.Context, q querier, into func(*T) []any, query string, args ...any) ([]T, error) {
	var list []T
	err := each(ctx, q, into, func(row *T) error {
		list = append(list, *row)
		return nil
	}, query, args...)
	return list, err
}

// each calls use with every row of a query.
func each[T any](ctx context.Context, q querier, into func(*T) []any, use func(*T) error, query string, args ...any) (err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return fault(err)
	}
	defer func() { err = errors.Join(err, fault(rows.Close())) }()
	for rows.Next() {
		row := new(T)
		if err := rows.Scan(into(row)...); err != nil {
			return fault(err)
		}
		if err := use(row); err != nil {
			return err
		}
	}
	return fault(rows.Err())
}

// first gives the first row of a query, and whether there is one.
func first[T any](ctx context.Context, q querier, into func(*T) []any, query string, args ...any) (row T, ok bool, err error) {
	list, err := all(ctx, q, into, query, args...)
	if err != nil || len(list) == 0 {
		return row, false, err
	}
	return list[0], true, nil
}

// single is the into of a query with a single column.
func single[T any](value *T) []any { return []any{value} }

// pair is the into of a query with two columns of text.
func pair(p *[2]string) []any { return []any{text(&p[0]), text(&p[1])} }

// one gives the single value of a query that always has one.
func one[T any](ctx context.Context, q querier, query string, args ...any) (T, error) {
	value, _, err := first(ctx, q, single[T], query, args...)
	return value, err
}

// The scanners turn NULL into the zero value, which is "not known", and refuse
// what the domain does not know.
type scanner func(src any) error

// Scan gives src to the scanner.
func (s scanner) Scan(src any) error { return s(src) }

// text reads a text or a closed value.
func text[T ~string](into *T) sql.Scanner {
	return scanner(func(src any) error {
		value, err := textOf(src)
		*into = T(value)
		return err
	})
}

// known reads a text through the domain's own parser.
func known[T any](into *T, parse func(string) (T, error)) sql.Scanner {
	return scanner(func(src any) error {
		value, err := textOf(src)
		if err == nil {
			*into, err = parse(value)
		}
		return err
	})
}

func date(into *credentials.Date) sql.Scanner { return known(into, credentials.ParseDate) }

func session(into *credentials.Session) sql.Scanner { return known(into, credentials.ParseSession) }

func symbol(into *credentials.Symbol) sql.Scanner { return known(into, credentials.ParseSymbol) }

func truth(into *credentials.Truth) sql.Scanner {
	return known(into, func(code string) (credentials.Truth, error) {
		for _, t := range []credentials.Truth{credentials.Yes, credentials.No, credentials.NotKnown} {
			if t.Code() == code {
				return t, nil
			}
		}
		return credentials.NotKnown, fmt.Errorf("%q is not a truth", code)
	})
}

func instant(into *time.Time) sql.Scanner {
	return known(into, func(value string) (time.Time, error) { return time.Parse(time.RFC3339Nano, value) })
}

func count(into *credentials.Count) sql.Scanner {
	return scanner(func(src any) error {
		switch value := src.(type) {
		case nil:
			*into = credentials.Count{}
		case int64:
			*into = credentials.CountOf(int(value))
		default:
			return fmt.Errorf("%T is not a count", src)
		}
		return nil
	})
}

func textOf(src any) (string, error) {
	switch value := src.(type) {
	case nil:
		return "", nil
	case string:
		return value, nil
	case []byte:
		return string(value), nil
	}
	return "", fmt.Errorf("%T is not a text", src)
}

// orNull gives what a nullable column holds for a text: NULL for none.
func orNull[T ~string](value T) any {
	if value == "" {
		return nil
	}
	return string(value)
}

// dated gives what a column holds for anything the domain writes as text.
func dated(value fmt.Stringer) any { return orNull(value.String()) }

func countOrNull(n credentials.Count) any {
	if !n.Known() {
		return nil
	}
	return n.Int()
}

func tallyOrNull(t *credentials.Tally) [3]any {
	if t == nil {
		return [3]any{}
	}
	return [3]any{countOrNull(t.For), countOrNull(t.Against), countOrNull(t.Abstaining)}
}

// stamp writes an instant as the columns hold it.
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

// number reads a number, 0 for NULL.
func number(into *int) sql.Scanner {
	return scanner(func(src any) error {
		switch value := src.(type) {
		case nil:
			*into = 0
		case int64:
			*into = int(value)
		default:
			return fmt.Errorf("%T is not a number", src)
		}
		return nil
	})
}
