package views

import (
	"slices"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"seatwatch/credentials"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// correctionPage is the form of what stands about a dispute as a whole: its head,
// its claimants, its sources.
type correctionPage struct {
	*form
	dispute *credentials.Dispute
	// untraced are the claimants whose name no document named here carries.
	untraced []credentials.Claimant
}

// headFields are the fields of a dispute that are a single text.
var headFields = []string{"title", "kind", "opened", "opened_by", "closed", "closed_by", "summary", "doubts", "seat_name"}

// claimantFields are those of a claimant.
var claimantFields = []string{"name", "leader", "seated_at_start", "note"}

// sourceParts are the parts of a source in a form.
var sourceParts = []string{"title", "kind", "read", "passage"}

// added begins the names of the fields of something that is to be added.
const added = "add:"

func claimantPath(claimant credentials.Claimant, field string) string {
	return credentials.Path("claimants", claimant.ID, field)
}

func (p *pages) correctionForm(c echo.Context) (answer, error) {
	d, _, err := p.editedDispute(c)
	if err != nil {
		return answer{}, err
	}
	v := correctionPage{form: newForm(nil), dispute: &d, untraced: d.Departures()}
	v.fillIn()
	return answer{page: editorsPage(&d, "Correct "+d.Title), body: correctionView(v)}, nil
}

func (v correctionPage) fillIn() {
	v.fill(v.dispute, headFields...)
	for _, claimant := range v.dispute.Claimants {
		for _, field := range claimantFields {
			v.fill(v.dispute, claimantPath(claimant, field))
		}
	}
	for _, other := range v.dispute.SeeAlso {
		v.fillParts(v.dispute, credentials.Path("see_also", other.Dispute), "note")
	}
	for _, source := range v.dispute.Sources {
		v.fillParts(v.dispute, credentials.Path("sources", source.Ref), sourceParts...)
	}
}

func (p *pages) correct(c echo.Context) (answer, error) {
	d, account, posted, err := p.postedDispute(c)
	if err != nil {
		return answer{}, err
	}
	v := correctionPage{form: posted, dispute: &d, untraced: d.Departures()}
	edit := editOf(posted, account.Name)
	edit.Changes = append(edit.Changes, v.additions()...)
	v.fillIn()
	return p.apply(c, editing{
		form: posted, dispute: &d, address: link.EditDispute(d.ID), then: link.Dispute(d.ID), notice: "Stored.",
		page: editorsPage(&d, "Correct "+d.Title), body: func() templ.Component {
			for i := range posted.faults {
				if posted.faults[i].Field == credentials.Path("see_also", v.value(added+"other")) {
					posted.faults[i].Field = added + "other"
				}
			}
			return correctionView(v)
		},
	}, edit)
}

// additions are the claimant, the source and the dispute to see that the form
// adds.
func (v correctionPage) additions() []credentials.Change {
	changes := v.addedSource("")
	if other := v.value(added + "other"); other != "" {
		parts := credentials.Parts{"dispute": other, "note": v.value(added + "other_note")}
		changes = append(changes, credentials.Change{Field: credentials.Path("see_also", other), Now: parts.String()})
	}
	if name := v.value(added + "name"); name != "" {
		// A form that is sent twice adds one claimant.
		id := claimantID(nil, name)
		if known, ok := v.dispute.Claimant(id); ok && known.Name != name {
			id = claimantID(v.dispute.Claimants, name)
		}
		changes = append(changes, credentials.Change{Field: credentials.Path("claimants", id), Now: credentials.New})
		for _, field := range claimantFields {
			if text := v.value(added + field); text != "" {
				changes = append(changes, credentials.Change{Field: credentials.Path("claimants", id, field), Now: text})
			}
		}
	}
	return changes
}

// addedSource is the source that a form adds below a path.
func (f *form) addedSource(below string) []credentials.Change {
	ref, title := f.value(added+"ref"), f.value(added+"title")
	switch {
	case ref == "" && title == "" && f.value(added+"passage") == "":
		return nil
	case ref == "":
		f.fault(added+"ref", "the source has no reference", "write a document symbol or an address")
		return nil
	case title == "":
		f.fault(added+"title", "the source has no title", "write the title of the document")
		return nil
	}
	parts := credentials.Parts{"ref": ref}
	for _, name := range sourceParts {
		parts[name] = f.value(added + name)
	}
	if parts["kind"] == "" {
		parts["kind"] = "other"
		if _, ok := (credentials.Source{Ref: ref}).Symbol(); ok {
			parts["kind"] = "un_document"
		}
	}
	return []credentials.Change{{Field: below + credentials.Path("sources", ref), Now: parts.String()}}
}

// untracedName says beside a claimant's name that no document carries it.
func (v correctionPage) untracedName(claimant credentials.Claimant) string {
	if slices.ContainsFunc(v.untraced, func(c credentials.Claimant) bool { return c.ID == claimant.ID }) {
		return "Name not found in the documents named here. Add the document that carries it, with the passage, or write the name as the documents do."
	}
	return "As the documents name it"
}

// truthOptions are the three values of what is true, false or not known.
var truthOptions = []ui.Option{{Label: credentials.NotKnown.String()}, {Value: "true", Label: "yes"}, {Value: "false", Label: "no"}}
