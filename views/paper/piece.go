package paper

import (
	"github.com/a-h/templ"

	"seatwatch/precedents"
)

// Section is one section of a brief as a piece of a page, for pages that set some of
// a brief otherwise than Body does.
func Section(b *precedents.Brief, s *precedents.BriefSection, options Options) templ.Component {
	return section(b, s, options)
}

// Grounds are the numbers of what a sentence rests on, as they stand behind it.
func Grounds(b *precedents.Brief, g *precedents.Grounds, options Options) templ.Component {
	return grounds(b, g, options)
}

// Text is a text of a brief with each piece that runs against the direction of the
// page set apart.
func Text(words string) templ.Component { return text(words) }
