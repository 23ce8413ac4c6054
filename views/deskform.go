package views

import (
	"slices"
	"strconv"
	"strings"

	"seatwatch/credentials"
	"seatwatch/views/link"
	"seatwatch/views/ui"
)

// deskForm is a form in which an item is written: a new one, or one that is there.
type deskForm struct {
	// name is the id of the form.
	name    string
	meeting string
	kind    credentials.MinutesKind
	item    string
	key     string
	fresh   bool
	faults  []credentials.Fault
	fields  []deskField
}

// deskField is one field of such a form.
type deskField struct {
	credentials.MinutesField
	ui.Field
	was     string
	options []ui.Option
	key     string
}

// keyed reports whether one key chooses a value.
func (f deskField) keyed() bool {
	return slices.ContainsFunc(f.options, func(o ui.Option) bool { return o.Hint != "" })
}

// newForm gives the form for a new item of a kind.
func (d *deskPage) newForm(code credentials.ItemKind) deskForm {
	return d.formOf(code, nil)
}

// formOf gives the form of an item, or of a new one for nil.
func (d *deskPage) formOf(code credentials.ItemKind, item *credentials.LogItem) deskForm {
	kind, _ := credentials.KindOf(code)
	f := deskForm{meeting: d.id, kind: kind, fresh: item == nil}
	if item == nil {
		f.name, f.item, f.key = "form-new-"+string(code), string(code)+"-"+newKey()[:10], newKey()
	} else {
		f.name, f.item, f.key = "form-"+item.ID, item.ID, hashed("after", strconv.Itoa(item.Last().Number))
	}
	returned := d.returned[f.name]
	if returned != nil {
		f.item, f.key = returned.value("item"), newKey()
		f.faults = returned.faults
	}
	for _, field := range kind.Fields {
		if field.Fixed {
			continue
		}
		// Which seat it is about is a question only where there are several.
		if field.Form == credentials.DisputeForm && code != credentials.SeatItem && len(d.minutes.Seats) < 2 {
			field.Rare = true
		}
		f.fields = append(f.fields, d.fieldOf(&f, field, item, returned))
	}
	return f
}

func (d *deskPage) fieldOf(f *deskForm, field credentials.MinutesField, item *credentials.LogItem, returned *form) deskField {
	shown := deskField{MinutesField: field, key: field.Key, options: d.options(field, f.item)}
	shown.Field = ui.Field{Name: setField + field.Key, Label: field.Label, Hint: field.Hint}
	if item != nil {
		shown.was = item.Value(field.Key)
		shown.Value = shown.was
	}
	if returned != nil {
		shown.Value, shown.was = returned.value(setField+field.Key), returned.values.Get(wasField+field.Key)
		shown.Faults = returned.faultsOf(setField + field.Key)
	}
	return shown
}

// id is the id of the field's element: fields of several forms have one name.
func (f deskForm) id(field deskField) string { return f.name + "-" + field.key }

// described names what describes a field.
func (f deskForm) described(field deskField) string {
	var ids []string
	if field.Field.Hint != "" || field.keyed() {
		ids = append(ids, f.id(field)+"-hint")
	}
	if len(field.Faults) > 0 {
		ids = append(ids, f.id(field)+"-fault")
	}
	return strings.Join(ids, " ")
}

func (f deskForm) shown(rare bool) []deskField {
	return slices.DeleteFunc(slices.Clone(f.fields), func(field deskField) bool { return field.Rare != rare })
}

// open reports whether a folded field holds something, or is at fault.
func (f deskForm) open() bool {
	return slices.ContainsFunc(f.shown(true), func(field deskField) bool { return len(field.Faults) > 0 })
}

// button is what the form's button says.
func (f deskForm) button() string {
	if f.fresh {
		return "Log the " + f.kind.Label
	}
	return "Correct"
}

func (f deskForm) action() string { return link.MinutesEntries(f.meeting) }

// options are the values of a field that has a list of them, nothing first.
func (d *deskPage) options(field credentials.MinutesField, item string) []ui.Option {
	none := ui.Option{Label: "not known"}
	switch field.Form {
	case credentials.CodeForm:
		none.Hint = deskKeys[field.Key][""]
		options := []ui.Option{none}
		for _, term := range field.Values {
			options = append(options, ui.Option{Value: term.Code, Label: term.Label, Hint: deskKeys[field.Key][term.Code]})
		}
		return options
	case credentials.DisputeForm:
		return append([]ui.Option{none}, d.disputeOptions(field.Key == "dispute" && item != "")...)
	case credentials.ClaimantForm:
		options := append([]ui.Option{none}, d.claimantOptions()...)
		if field.Key == "seated" {
			options = append(options, ui.Option{Value: credentials.Vacant, Label: "nobody (vacant)"})
		}
		if field.Label == "A yes favours" {
			options = append(options, ui.Option{Value: credentials.FavoursStatusQuo, Label: "what stands"},
				ui.Option{Value: credentials.FavoursChange, Label: "a change"}, ui.Option{Value: credentials.FavoursOther, Label: "neither"})
		}
		for i := range options[:min(len(options), 10)] {
			options[i].Hint = strconv.Itoa(i)
		}
		return options
	case credentials.MotionForm:
		options := []ui.Option{{Label: "none"}}
		for i := range d.minutes.Motions {
			if motion := &d.minutes.Motions[i]; motion.ID != item {
				options = append(options, ui.Option{Value: motion.ID, Label: shortened(motion.Text, 60)})
			}
		}
		return options
	case credentials.LineForm, credentials.TextForm, credentials.TimeForm, credentials.DateForm, credentials.SessionForm,
		credentials.MemberForm, credentials.SymbolForm, credentials.CountForm, credentials.RollCallForm:
	}
	return nil
}

// deskKeys are the one key that chooses a value where the first letter would not
// tell values apart.
var deskKeys = map[string]map[string]string{
	"stance": {"": "0", "recognizes": "r", "engages": "e", "refuses": "f", "objects": "o", "supports_credentials": "s", "reserves": "v"},
}

// disputeOptions gives the seats before the meeting, then the live disputes.
func (d *deskPage) disputeOptions(all bool) []ui.Option {
	var options []ui.Option
	add := func(dispute credentials.Dispute) {
		if !slices.ContainsFunc(options, func(o ui.Option) bool { return o.Value == dispute.ID }) {
			options = append(options, ui.Option{Value: dispute.ID, Label: dispute.Title})
		}
	}
	for _, dispute := range d.disputes {
		add(dispute)
	}
	if all {
		for _, dispute := range d.live {
			add(dispute)
		}
	}
	return options
}

func (d *deskPage) claimantOptions() []ui.Option {
	var options []ui.Option
	for _, dispute := range d.disputes {
		for _, claimant := range dispute.Claimants {
			label := claimant.Name
			if len(d.disputes) > 1 {
				label = dispute.SeatName + ": " + label
			}
			options = append(options, ui.Option{Value: claimant.ID, Label: label})
		}
	}
	return options
}

// claimant gives a claimant's name.
func (d *deskPage) claimant(dispute, id string) string {
	for i := range d.disputes {
		if d.disputes[i].ID == dispute {
			return d.disputes[i].ClaimantName(id)
		}
	}
	return id
}

// title gives a dispute's title.
func (d *deskPage) title(id string) string {
	for i := range d.disputes {
		if d.disputes[i].ID == id {
			return d.disputes[i].Title
		}
	}
	return id
}

// nameOf gives a Member's name of the day.
func (d *deskPage) nameOf(code string) string { return d.frame.NameOn(code, d.minutes.Date) }

// itemOf gives an item of the log; it is there for everything in the minutes.
func (d *deskPage) itemOf(id string) *credentials.LogItem {
	item, _ := d.log.Item(id)
	return item
}

// lastMotion is the motion whose votes a key opens: the last that is pending,
// else the last.
func (d *deskPage) lastMotion() string {
	last := ""
	for i := range d.minutes.Motions {
		if motion := &d.minutes.Motions[i]; motion.State == credentials.PendingMotion || i == len(d.minutes.Motions)-1 && last == "" {
			last = motion.ID
		}
	}
	return last
}

// removed gives the items that were taken out.
func (d *deskPage) removed() []*credentials.LogItem {
	var removed []*credentials.LogItem
	for _, kind := range credentials.MinutesKinds {
		for _, item := range d.log.Items(kind.Code) {
			if item.Removed() && item.Kind != credentials.BallotItem {
				removed = append(removed, item)
			}
		}
	}
	return removed
}

// summary says in a line what an item is.
func (d *deskPage) summary(item *credentials.LogItem) string {
	kind, _ := credentials.KindOf(item.Kind)
	for _, key := range []string{"text", "title", "symbol", "dispute", "outcome"} {
		if value := item.Value(key); value != "" {
			return kind.Label + ": " + shortened(value, 80)
		}
	}
	return kind.Label
}

// fieldLink is the place of the field that a fault of the minutes is at.
func (d *deskPage) fieldLink(fault credentials.Fault) string {
	item, key, ok := strings.Cut(fault.Field, ".")
	if _, there := d.log.Item(item); !ok || !there {
		return ""
	}
	if key == credentials.RemovedField {
		return "#" + itemAnchor(item)
	}
	return "#form-" + item + "-" + key
}
