package credentials

import "strings"

// Departures gives the claimants whose name stands in none of the documents that
// the dispute names, as far as their titles and passages are recorded: names that
// nobody can trace to a document. What stands in brackets at a name's end is the
// record's own addition and is not looked for.
func (d *Dispute) Departures() []Claimant {
	texts := foldedTexts(d.Sources, nil)
	for i := range d.Decisions {
		texts = append(texts, foldedTexts(d.Decisions[i].Sources, d.Decisions[i].Coding)...)
	}
	for i := range d.Prepared {
		texts = append(texts, foldedTexts(d.Prepared[i].Sources, d.Prepared[i].Coding)...)
	}
	var departures []Claimant
	for _, claimant := range d.Claimants {
		name, _, _ := strings.Cut(claimant.Name, " (")
		if !anyContains(texts, foldName(name)) && !anyContains(texts, foldName(claimant.Name)) {
			departures = append(departures, claimant)
		}
	}
	return departures
}

func foldedTexts(sources []Source, codings []Coding) []string {
	var texts []string
	for _, source := range sources {
		texts = append(texts, foldName(source.Title), foldName(source.Passage))
	}
	for _, c := range codings {
		texts = append(texts, foldName(c.Passage))
		for _, dissent := range c.Dissents {
			texts = append(texts, foldName(dissent.Passage))
		}
	}
	return texts
}

func anyContains(texts []string, name string) bool {
	for _, text := range texts {
		if name != "" && strings.Contains(text, name) {
			return true
		}
	}
	return false
}

// foldName gives a text in lower case with single blanks and plain apostrophes.
func foldName(text string) string {
	return strings.ToLower(strings.ReplaceAll(strings.Join(strings.Fields(text), " "), "’", "'"))
}
