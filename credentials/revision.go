package credentials

import "time"

// LibraryEditor is the name under which the built-in library writes.
const LibraryEditor = "library"

// Revision is one numbered change of a record: who, when, what.
type Revision struct {
	// Record is the record's key, such as "dispute/afghanistan-1996".
	Record string `json:"record"`
	// Number runs from 1 within the record.
	Number int       `json:"number"`
	By     string    `json:"by"`
	At     time.Time `json:"at"`
	// What says in a clause what was done.
	What string `json:"what"`
	// Content is the record after the change, in the dataset's own format.
	Content string `json:"content"`
}
