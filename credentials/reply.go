package credentials

import "strings"

// Reply is what an authority or a mission says about the record of a dispute,
// kept with it in its own words: the right of reply.
type Reply struct {
	// By is who replies, and Date when, as well as it is known.
	By   string `json:"by"`
	Date Date   `json:"date"`
	Text string `json:"text"`
	// Source is the reference under which the reply can be found; it may be empty.
	Source string `json:"source"`
}

func (r Reply) validate(f *faults, path string) {
	if strings.TrimSpace(r.By) == "" {
		f.add(path+"by", "say who replies", "the reply names nobody")
	}
	if strings.TrimSpace(r.Text) == "" {
		f.add(path+"text", "write what is replied", "the reply is empty")
	}
}
