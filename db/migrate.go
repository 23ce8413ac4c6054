package db

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

func migrations() fs.FS {
	files, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		// The folder is there or the program would not have been built.
		panic(err)
	}
	return files
}

// newestMigration gives the number of the last migration of files.
func newestMigration(files fs.FS) int64 {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		// The pattern is a constant.
		panic(err)
	}
	newest := int64(0)
	for _, name := range names {
		number, _, _ := strings.Cut(name, "_")
		if version, err := strconv.ParseInt(number, 10, 64); err == nil {
			newest = max(newest, version)
		}
	}
	return newest
}

// schemaVersion gives the number of the last migration that the file has been
// through, 0 for none.
func schemaVersion(ctx context.Context, pool *sql.DB) (int64, error) {
	tables, err := one[int64](ctx, pool, `SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'goose_db_version'`)
	if err != nil || tables == 0 {
		return 0, err
	}
	return one[int64](ctx, pool, `SELECT coalesce(max(version_id), 0) FROM goose_db_version WHERE is_applied = 1`)
}

// migrate brings the file at path up to the last migration of files. It copies
// a file that has been migrated before: the way back is the copy.
func migrate(ctx context.Context, writer *sql.DB, path string, files fs.FS) error {
	newest := newestMigration(files)
	version, err := schemaVersion(ctx, writer)
	if err != nil || version >= newest {
		return err
	}
	if version > 0 {
		if err := keepCopy(ctx, writer, path, newest); err != nil {
			return err
		}
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, writer, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("read the migrations: %w", err)
	}
	if _, err := provider.Up(ctx); err != nil {
		// Another program that started at the same moment may have been first with
		// one of the migrations, and be at the next.
		if reached, again := schemaVersion(ctx, writer); again == nil && reached > version {
			return migrate(ctx, writer, path, files)
		}
		return fault(err)
	}
	return nil
}

// keepCopy copies a file that has a record in it. One that has none is just being
// made, maybe by another program.
func keepCopy(ctx context.Context, writer *sql.DB, path string, newest int64) error {
	holds, err := one[bool](ctx, writer, `SELECT EXISTS (SELECT 1 FROM revision)`)
	if err != nil || !holds {
		return err
	}
	return copyBefore(ctx, path, newest)
}

// copyBefore copies the file to PATH.before-N, or PATH.before-N.2 and so on
// where that is taken, as Backup does.
func copyBefore(ctx context.Context, path string, newest int64) error {
	target := fmt.Sprintf("%s.before-%d", path, newest)
	return copyBeside(ctx, path, target, func(part string) error {
		if _, err := examine(ctx, part); err != nil {
			return instead(err, path)
		}
		if err := likened(part, path); err != nil {
			return err
		}
		for {
			// Another program that starts may be first with a name.
			if err := giveName(part, freeName(target)); !errors.Is(err, fs.ErrExist) {
				return err
			}
		}
	})
}
