package precedents

import (
	"iter"
	"strings"
	"sync"

	"seatwatch/credentials"
)

// Edition is the whole record as it stood at the end of a day. It does not change
// once made and is safe for all readers.
type Edition struct {
	*Library
	Day credentials.Date
	// Hash is the hash of the record as it stood, as Library.Hash gives it.
	Hash string
	// Casebook, Index and Cards give what pages of decisions are made from. Each is
	// prepared when it is first asked for, once for all days on which the record
	// stood so.
	Casebook func() *Casebook
	Index    func() *Index
	Cards    func() *Cards
}

// NewEdition gives the record with a hash, as of no day yet.
func NewEdition(library *Library, hash string) *Edition {
	book := sync.OnceValue(func() *Casebook { return NewCasebook(library) })
	return &Edition{
		Library: library, Hash: hash, Casebook: book,
		Index: sync.OnceValue(func() *Index { return NewIndex(library.Frame, library.Disputes) }),
		Cards: sync.OnceValue(func() *Cards { return NewCards(book()) }),
	}
}

// On gives the edition as that of a day on which the record stood so.
func (e *Edition) On(day credentials.Date) *Edition {
	of := *e
	of.Day = day
	return &of
}

// ReadRecords reads records back into one library, each checked by itself alone:
// they stood together before. An error is Faults, with the keys for files.
func ReadRecords(records iter.Seq[Record]) (*Library, error) {
	r := NewReader(nil)
	r.alone = true
	var disputes []disputeText
	for record := range records {
		if strings.HasPrefix(record.Key, disputePrefix) {
			disputes = append(disputes, disputeText{record.Key, []byte(record.Content)})
			continue
		}
		r.record(record)
	}
	r.disputesAtOnce(disputes)
	return r.Finish()
}
