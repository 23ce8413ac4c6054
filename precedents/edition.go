package precedents

import (
	"iter"
	"strings"

	"seatwatch/credentials"
)

// Edition is the whole record as it stood at the end of a day. It does not change
// once made and is safe for all readers.
type Edition struct {
	*Library
	Day credentials.Date
	// Hash is the hash of the record as it stood, as Library.Hash gives it.
	Hash string
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
