// Package db keeps the record in one SQLite file, and nothing but.
//
// The file is the record. The built-in library only seeds it: Seed writes every
// record as revision 1 by credentials.LibraryEditor, and brings those that
// nobody has touched up to date when a newer program brings a newer library.
// What a person has edited stays as it is and is listed by Kept.
//
// A record is text in the dataset's own format (precedents.Record) under a
// number: table revision holds every one there ever was. All the other tables
// are drawn from the latest revisions in the transaction that adds them, so that
// links, search and the facets of disputes can be asked in SQL; a test reads them
// back and compares them with the text. Revisions are never changed or taken away.
// The facets of decisions are counted by a precedents.Index, made once for a state
// of the record and kept while it stands.
//
// A file has two pools. One connection writes, in transactions that take the
// lock when they begin; eight read, and cannot write. So a change never fails
// halfway for want of the lock, and no reader waits for a writer. Exported
// methods own the transaction; what they call takes it as an argument.
//
// A change that was acknowledged is on the disk: every commit waits for it
// (synchronous FULL), so that neither a killed program nor a power cut takes it back,
// as far as the disk is true to its word.
//
// Errors are those of package credentials (Invalid, NotFound, Conflict), the
// faults of precedents, or a FileError that says in a sentence what is the
// matter with the file and what to do. The driver's words stay inside; see
// fault.go.
//
// Accounts and what signs in to them are beside the record and no part of it: they
// have no revisions, and are neither exported nor imported. So are classes with what
// their students wrote, and those can be deleted for good.
//
// Decision: what proves who somebody is stands apart from the account, a table a
// kind. A passkey or another house's sign-on becomes a table beside password and a
// method beside SignIn; sessions, roles and tokens stay as they are.
//
// Decision: SQL is written where it runs, for SQLite. It keeps to what
// PostgreSQL reads too (no implicit types, upserts by ON CONFLICT, NULL for what
// is not known), except for the full-text search, which is FTS5.
package db
