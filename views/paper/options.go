package paper

import (
	"strings"

	"seatwatch/precedents"
	"seatwatch/views/link"
)

// Options are what a writer is told beside the briefs. The zero Options link to
// what is outside the record only.
type Options struct {
	// Address gives where a reference leads, "" for nowhere; see At.
	Address func(precedents.BriefReference) string
	// Prefix stands before every id in HTML, where several briefs stand on one page.
	Prefix string
	// Stamp is a line for the foot, such as where a brief is kept as it is, and under
	// which hash; it may be empty.
	Stamp string
	// Title and Subtitle stand above the contents of several briefs; without a title,
	// the word for contents does.
	Title, Subtitle string

	// within says that a brief stands in a document with a title above it, so that its
	// headings are a level lower.
	within bool
}

// level gives the level of a heading, which is one lower in a document of several.
func (o Options) level(of int) int {
	if o.within {
		return of + 1
	}
	return of
}

// At gives the addresses of references: those of official documents and of sources
// as they are, and those in the record under base, such as "https://example.org";
// an empty base is for pages of the program itself.
func At(base string) func(precedents.BriefReference) string {
	return func(r precedents.BriefReference) string {
		inside := link.Reference(r)
		if r.Address != "" || inside == "" {
			return r.Address
		}
		return base + inside
	}
}

// address gives where a reference leads; what is no address of the web, and none of
// the program, leads nowhere.
func (o Options) address(r precedents.BriefReference) string {
	address := r.Address
	if o.Address != nil {
		address = o.Address(r)
	}
	if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "/") {
		return address
	}
	return ""
}
